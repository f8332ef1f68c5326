"""One instance of an app, for the plugin of that app: what it knows, claims, proposes and carries out."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from qbitrr import (
    Action,
    Blocklist,
    Classification,
    Download,
    Facts,
    HealthReport,
    Host,
    Import,
    Observation,
    Outcome,
    Search,
    Torrent,
    Unavailable,
    Unblocklist,
    Verdict,
)

from . import claims, failures, handing, imports, searches
from .app import Arr
from .config import ArrConfig, ImportMode
from .errors import Refused
from .imports import Tries
from .queue import QueueView
from .readings import Readings
from .settings import read_rules

if TYPE_CHECKING:
    from .edge import Edge
    from .library.looking import Looking
    from .library.scores import Scores

type Result = tuple[bool, str]

LIBRARY_WITHIN = timedelta(minutes=2)
"""A large library takes an app so long."""


def start(arr: Arr, config: ArrConfig, host: Host) -> Instance:
    """Make an instance for a worker. The network is not touched before the first cycle."""
    from .edge import Edge  # noqa: PLC0415 -- brings httpx and pyarr, which only a worker needs
    from .library.looking import Looking, is_needed  # noqa: PLC0415 -- only a worker needs it
    from .library.scores import Scores  # noqa: PLC0415 -- only a worker needs it

    placing = threading.Lock()

    def connect(*, timeout: timedelta) -> Edge:
        return Edge(
            arr.app,
            config.uri,
            config.api_key,
            timeout=timeout.total_seconds(),
            verify=not config.skip_tls_verify,
            read_only=host.dry_run,
            placing=placing,
        )

    if config.import_mode is ImportMode.MOVE:
        logging.getLogger(arr.app.logger).warning(
            "%s: importMode Move is not followed: files that seed are linked or copied.", host.name
        )
    edge = connect(timeout=config.timeout)
    instance = Instance(arr, config, host, edge)
    if arr.library:
        library = arr.library(config.entry_search)
        if is_needed(config, host.notes):
            beside = connect(timeout=max(config.timeout, LIBRARY_WITHIN))
            instance.looking = Looking(host, beside, config, library, lambda: instance.readings.contact.lost)
        scores = Scores(host.name, edge, library, config.entry_search)
        instance.scores = scores if scores.on else None
    return instance


class Instance:
    """The state behind one plugin instance. ``looking`` is the half of it that works beside the cycle.

    ``scores`` compares downloads with what they would replace.
    """

    def __init__(self, arr: Arr, config: ArrConfig, host: Host, edge: Edge) -> None:
        self.app = arr.app
        self.name = host.name
        self.looking: Looking | None = None
        self.scores: Scores | None = None
        self.readings = Readings(host.name, edge, config, host.notes)
        self._config = config
        self._special = host.special_categories
        self._edge = edge
        self._replace = arr.replace
        self._tries: dict[str, Tries] = {}
        self._asked_to_look = False
        self._look = handing.Look()
        self._now = datetime.now(UTC)

    @property
    def categories(self) -> frozenset[str]:
        return self.readings.categories

    def close(self) -> None:
        if self.looking:
            self.looking.close()
        self._edge.close()

    def begin_cycle(self, now: datetime) -> None:
        """What is carried out until the next cycle was decided on what is seen now."""
        self._now = now
        self._asked_to_look = False

    def observe(self, now: datetime) -> tuple[Observation, ...]:
        seen = self.readings.observe(now)
        queue = next((one.value for one in seen if isinstance(one.value, QueueView)), None)
        return (*seen, self.scores.observe(queue, now)) if self.scores and queue else seen

    def claim(self, torrent: Torrent, facts: Facts) -> Classification | None:
        claimed = claims.claim(self.name, self.readings.category, torrent, facts, self._special)
        if claimed is None and claims.may_have_moved_on(self.name, torrent, facts, self._special):
            self.readings.look_up(torrent.hashes)
        return claimed

    def report(self, torrent: Torrent, download: Download, facts: Facts, now: datetime) -> HealthReport | None:
        """That a download of ours is worse than what is there, or what is to be said while it waits for its import."""
        worse = self.scores.report(torrent, download, facts, now) if self.scores else None
        return worse or imports.report(self.app, torrent, download, self._tries_of(torrent), facts, now)

    def propose(
        self, torrent: Torrent, download: Download, reports: Sequence[HealthReport], facts: Facts, now: datetime
    ) -> Action | None:
        """Be rid of what failed, import what is complete."""
        if download.imported_at is None or any(one.verdict is Verdict.FAILED for one in reports):
            self.readings.look_up(torrent.hashes)
        if self._is_awaited(torrent, download, reports, facts, now):
            self.readings.waiting.add(torrent.hashes, now)
        return failures.propose(self.app, torrent, download, reports, facts) or imports.propose(
            self.app, torrent, download, self._tries_of(torrent), facts, now
        )

    def carry_out(
        self, action: Action, torrent: Torrent, classification: Classification, tried_at: datetime | None
    ) -> Outcome | None:
        """Do what is ours to do. Raises ``Unavailable`` when it is not known whether it was done."""
        if not isinstance(action, Import | Blocklist | Search | Unblocklist):
            return None
        if self.readings.contact.lost:
            raise Unavailable(f"{self.name} is unavailable")
        try:
            return self._do(action, torrent, classification, tried_at)
        except Refused as error:
            return Outcome(action, ok=False, detail=f"{self.app.kind} refused: {error}")
        finally:
            self.readings.expire()

    def _do(
        self, action: Action, torrent: Torrent, classification: Classification, tried_at: datetime | None
    ) -> Outcome:
        match action:
            case Import():
                return Outcome(action, *self._import(torrent, tried_at))
            case Blocklist():
                return Outcome(action, *self._blocklist(action, torrent))
            case Search():
                return self._search(action, torrent, classification, tried_at)
            case _:
                return Outcome(action, *failures.unblocklist(self._edge, torrent))

    def _import(self, torrent: Torrent, tried_at: datetime | None) -> Result:
        settings = self.readings.settings
        if settings is None or settings.rules.imports_by_itself is None:
            return False, f"it is not known yet whether {self.app.kind} imports by itself"
        tries = self._tries_of(torrent)
        if settings.rules.imports_by_itself:
            detail = self._ask_to_look()
            tries = tries.again(self._now, passed_by=self._look.passed_by)
        elif not handing.has_own_place(torrent):
            return False, f"the torrent has no folder or file of its own for {self.app.kind} to scan"
        elif not handing.has_seen(self._edge, torrent, tries.look):
            detail = f"{self._ask_to_look()}, and is told to import this one when it has"
            look = tries.look if self._look.passed_by else self._look.command
            tries = tries.again(self._now, passed_by=True, look=look)
        else:
            detail = handing.scan(self._edge, torrent, (*self._config.mappings, *settings.mappings), tried_at)
            tries = tries.again(self._now)
        self._tries[torrent.hash] = tries
        self.readings.waiting.add(torrent.hashes, self._now)
        return True, detail

    def _ask_to_look(self) -> str:
        """One look of the app serves every download that was complete before it."""
        if self._asked_to_look:
            return f"{self.app.kind} was just asked to look at its downloads"
        self._look = handing.refresh(self._edge, self._look)
        self._asked_to_look = True
        return self._look.detail

    def _blocklist(self, action: Blocklist, torrent: Torrent) -> Result:
        why_not = "" if self._config.re_search else "ReSearch is off"
        if not action.replace:
            why_not = why_not or "it is not to be replaced"
        return failures.blocklist(self._edge, torrent, read_rules(self._edge), why_not_replaced=why_not)

    def _search(
        self, action: Search, torrent: Torrent, classification: Classification, tried_at: datetime | None
    ) -> Outcome:
        if not self._config.re_search:
            return Outcome(action, ok=True, detail="not wanted: ReSearch is off", searches=0)
        past = failures.past_of(self._edge, torrent)
        grab = past.grabbed(torrent.hashes)
        if grab and read_rules(self._edge).will_search(grab):
            return Outcome(action, ok=True, detail=f"{self.app.kind} searches by itself")
        media_ids = (grab.media_ids if grab else ()) or classification.media_ids
        if not media_ids:
            unknown = f"not searched: {self.app.kind} does not know what it is"
            return Outcome(action, ok=True, detail=unknown, searches=0)
        wanted = self._replace(self._edge, media_ids, self._now)
        ok, detail = searches.search(self._edge, wanted, tried_at, past.failed(torrent.hashes))
        return Outcome(action, ok, detail, searches=sum(order.cost for order in wanted.orders))

    def _tries_of(self, torrent: Torrent) -> Tries:
        return self._tries.get(torrent.hash, Tries())

    def _is_awaited(
        self, torrent: Torrent, download: Download, reports: Sequence[HealthReport], facts: Facts, now: datetime
    ) -> bool:
        """Whether news of it from the app are worth asking for soon."""
        if imports.awaited(torrent, download, facts) or any(one.verdict is Verdict.FAILED for one in reports):
            return True
        past = claims.history_of(self.name, facts)
        is_new = now - torrent.added < imports.JUST_NOW
        return is_new and not torrent.complete and (past is None or past.grabbed(torrent.hashes) is None)
