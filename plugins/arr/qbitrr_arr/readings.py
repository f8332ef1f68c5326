"""What an app was last seen to say, read again when it is due: the observations of one instance."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qbitrr import Notes, Observation, Unavailable

from . import history as histories
from . import queue as queues
from .config import ArrConfig
from .contact import Contact
from .errors import Refused
from .fields import when
from .history import HistoryView
from .queue import QueueView
from .settings import Settings, client_trouble, read_settings
from .waiting import Waiting

if TYPE_CHECKING:
    from .edge import Edge

CURSOR = "history read until"
CATEGORY = "category"
LOOK_BACK = timedelta(days=2)
LONGEST_LOOK_BACK = timedelta(days=30)
SETTLING = timedelta(seconds=90)
"""An app looks at its client once a minute; so long its queue means nothing after it started or lost the client."""

LOOK_UPS_FOR = 1.0
"""Seconds of one cycle that may go into asking for single downloads."""

REMEMBERED_DOWNLOADS = 5000


class Readings:
    """The queue, the history and the settings of one instance, each as old as it may be."""

    def __init__(self, name: str, edge: Edge, config: ArrConfig, notes: Notes) -> None:
        self.name = name
        self.waiting = Waiting()
        self._edge = edge
        self._config = config
        self._notes = notes
        self._log = logging.getLogger(edge.app.logger)
        self.contact = Contact(name, edge.ping, edge.check, self._log)
        self._seen: dict[str, Observation] = {}
        self._stale: set[str] = set()
        self._wanted: dict[str, frozenset[str]] = {}
        self._doubt_until: datetime | None = None
        self._doubt = ""

    @property
    def settings(self) -> Settings | None:
        """As they were last read, however long ago."""
        seen = self._seen.get("settings")
        return seen.value if seen and isinstance(seen.value, Settings) else None

    @property
    def queue(self) -> QueueView | None:
        seen = self._seen.get("queue")
        return seen.value if seen and isinstance(seen.value, QueueView) else None

    @property
    def history(self) -> HistoryView | None:
        seen = self._seen.get("history")
        return seen.value if seen and isinstance(seen.value, HistoryView) else None

    @property
    def category(self) -> str:
        """The category of its torrents: as configured, or as the app last said, or empty while it has not."""
        learnt = self._notes.get(CATEGORY)
        return self._config.category or (learnt if isinstance(learnt, str) else "")

    @property
    def categories(self) -> frozenset[str]:
        """Where its torrents may be: ``category``, and where the app puts what it has imported. Empty: not known."""
        imported = self.settings.imported_category if self.settings else ""
        return frozenset(filter(None, (self.category, imported))) if self.category else frozenset()

    def look_up(self, hashes: frozenset[str]) -> None:
        """Ask for a download's whole past before the next observations."""
        if self.history is None or not self.history.knows(hashes):
            self._wanted.setdefault(min(hashes), hashes)

    def expire(self, *kinds: str) -> None:
        """Read these again at once: we have just changed them."""
        self._stale.update(kinds)

    def observe(self, now: datetime) -> tuple[Observation, ...]:
        """All observations, those that are due read anew. Raises ``Unavailable`` while the app is lost."""
        self.contact.check(now)
        came_back = self.contact.lost
        try:
            self._read(now, everything=came_back)
        except Unavailable as error:
            self.contact.lose(error, now)
            raise
        except Refused as error:
            trouble = Unavailable(f"it refused to say: {error}")
            self.contact.lose(trouble, now)
            raise trouble from error
        self.contact.regain(now)
        return tuple(self._seen.values())

    def _read(self, now: datetime, *, everything: bool) -> None:
        if everything:
            self._stale.update(("settings", "queue", "history"))
        if self._due("settings", now, self._config.settings_every):
            self._read_settings(now)
        if self._due("history", now, self.waiting.pace(now, self._config.history_every)):
            self._read_history(now)
        self._look_up_wanted()
        pace = self.waiting.pace(now, self._config.queue_every)
        if self._due("queue", now, min(pace, SETTLING / 3) if self._doubt else pace):
            self._read_queue(now)

    def _due(self, kind: str, now: datetime, every: timedelta) -> bool:
        seen = self._seen.get(kind)
        clock_was_set_back = seen is not None and now < seen.at
        return seen is None or kind in self._stale or clock_was_set_back or now - seen.at >= every

    def _keep(self, kind: str, now: datetime, value: object, why_incomplete: str = "") -> None:
        before = self._seen.get(kind)
        if before is not None and before.value == value:
            value = before.value
        self._stale.discard(kind)
        self._seen[kind] = Observation(
            kind=kind,
            source=self.name,
            at=now,
            value=value,
            complete=not why_incomplete,
            why_incomplete=why_incomplete,
        )

    def _read_settings(self, now: datetime) -> None:
        before, after = self.settings, read_settings(self._edge, self._config.category)
        if before is None or before.conflicts != after.conflicts:
            for conflict in after.conflicts:
                self._log.warning("%s: %s", self.name, conflict)
        self._keep("settings", now, after)
        if (after.category or None) != self._notes.get(CATEGORY):
            self._notes.put(CATEGORY, after.category or None)
        if after.started and now - after.started < SETTLING:
            self._mistrust(f"{self._edge.app.kind} has just started", after.started + SETTLING)

    def _read_history(self, now: datetime) -> None:
        before = self.history
        if before is None:
            before, date = HistoryView(), self._beginning(now)
        else:
            date = self._cursor() or now - LOOK_BACK
        found = histories.since(self._edge, date)
        after = histories.forget_oldest(histories.join(before, found), keep=REMEMBERED_DOWNLOADS)
        if found and (latest := max(row.event.at for row in found)) != self._cursor():
            self._notes.put(CURSOR, latest.isoformat())
        self.waiting.done(row.download_id for row in found if row.event.kind != "grabbed")
        self._keep("history", now, after)

    def _beginning(self, now: datetime) -> datetime:
        """Where to begin after a start: what happened while we were away matters, and what was under way then."""
        return max(min(self._cursor() or now, now) - LOOK_BACK, now - LONGEST_LOOK_BACK)

    def _cursor(self) -> datetime | None:
        noted = self._notes.get(CURSOR)
        try:
            return datetime.fromisoformat(noted) if isinstance(noted, str) else None
        except ValueError:
            return None

    def _look_up_wanted(self) -> None:
        """Ask for downloads whose beginning lies before what was read, as many as one cycle has time for."""
        until = time.monotonic() + LOOK_UPS_FOR
        view, found, asked = self.history or HistoryView(), list[histories.Row](), list[str]()
        try:
            while self._wanted and time.monotonic() < until:
                name, hashes = next(iter(self._wanted.items()))
                if not view.knows(hashes):
                    found += histories.of_download(self._edge, hashes)
                    asked += hashes
                del self._wanted[name]
        finally:
            self._keep("history", self._seen["history"].at, histories.join(view, found, asked))

    def _read_queue(self, now: datetime) -> None:
        before = self.queue
        items = queues.read_queue(self._edge)
        after = queues.view(items, before, now)
        if before is not None and self._unexplained(before, after) and self._seen["history"].at != now:
            self._read_history(now)
        if before is not None and (lost := self._unexplained(before, after)):
            self._examine(f"{len(lost)} downloads left its queue without a trace in its history", after, now)
        elif before is None or self._doubt:
            self._examine("", after, now)
        if self._doubt_until is not None and now >= self._doubt_until:
            self._doubt, self._doubt_until = "", None
        self._keep("queue", now, after, self._doubt)

    def _unexplained(self, before: QueueView, after: QueueView) -> set[str]:
        view = self.history or HistoryView()
        gone = set(before.items) - set(after.items)
        return {one for one in gone if (last := view.last([one])) is None or last.kind == "grabbed"}

    def _examine(self, suspicion: str, after: QueueView, now: datetime) -> None:
        """Ask the app why its queue may not be whole: it has restarted, or lost its client."""
        kind = self._edge.app.kind
        if suspicion:
            self._mistrust(suspicion, now + SETTLING)
            started = when(self._edge.check(), "startTime")
            if self.settings and started != self.settings.started:
                self._stale.add("settings")
                self._mistrust(f"{kind} has restarted", now + SETTLING)
        if (suspicion or not after.items) and (trouble := client_trouble(self._edge)):
            self._mistrust(f"{kind} has trouble with its download client ({trouble})", now + SETTLING)

    def _mistrust(self, why: str, until: datetime) -> None:
        self._doubt, self._doubt_until = why, until
