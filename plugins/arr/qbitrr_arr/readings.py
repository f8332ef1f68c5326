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
from .doubt import SETTLING, Doubt, unexplained
from .errors import Refused
from .past import HistoryView, Row, forget_oldest, join
from .queue import QueueView
from .seen import Seen
from .settings import Settings, read_settings
from .waiting import Waiting

if TYPE_CHECKING:
    from .edge import Edge

CURSOR = "history read until"
CATEGORY = "category"
LOOK_BACK = timedelta(days=2)
LONGEST_LOOK_BACK = timedelta(days=30)
LOOK_UPS_FOR = 1.0
"""Seconds of one cycle that may go into asking for single downloads."""

REMEMBERED_DOWNLOADS = 5000


class Readings:
    """The queue, the history and the settings of one instance, each as old as it may be."""

    def __init__(self, name: str, edge: Edge, config: ArrConfig, notes: Notes) -> None:
        self.waiting = Waiting()
        self._name = name
        self._edge = edge
        self._config = config
        self._notes = notes
        learnt = notes.get(CATEGORY)
        self._learnt = learnt if isinstance(learnt, str) else ""
        self._log = logging.getLogger(edge.app.logger)
        self.contact = Contact(name, edge.ping, edge.check, self._log)
        self._seen = Seen(name)
        self._doubt = Doubt()
        self._wanted: dict[str, frozenset[str]] = {}

    @property
    def settings(self) -> Settings | None:
        """As they were last read, however long ago; None when they never were."""
        return self._seen.value("settings", Settings)

    @property
    def category(self) -> str:
        """The category of its torrents: as configured, or as the app last said, or empty while it has not."""
        return self._config.category or self._learnt

    @property
    def categories(self) -> frozenset[str]:
        """Where its torrents may be: ``category``, and where the app puts what it has imported. Empty: not known."""
        imported = self.settings.imported_category if self.settings else ""
        return frozenset(filter(None, (self.category, imported))) if self.category else frozenset()

    def look_up(self, hashes: frozenset[str]) -> None:
        """Ask for a download's whole past before the next observations."""
        if not self._history.knows(hashes):
            self._wanted.setdefault(min(hashes), hashes)

    def expire(self) -> None:
        """Read the queue and the history again at once: we have just changed them."""
        self._seen.expire("queue", "history")

    def observe(self, now: datetime) -> tuple[Observation, ...]:
        """All observations, those that are due read anew. Raises ``Unavailable`` while the app is lost."""
        self.contact.check(now)
        if self.contact.lost:
            self._seen.expire("settings", "queue", "history")
        try:
            self._read(now)
        except Unavailable as error:
            self.contact.lose(error, now)
            raise
        except Refused as error:
            trouble = Unavailable(f"it refused to say: {error}")
            self.contact.lose(trouble, now)
            raise trouble from error
        self.contact.regain(now)
        return self._seen.all

    @property
    def _history(self) -> HistoryView:
        return self._seen.value("history", HistoryView) or HistoryView()

    def _read(self, now: datetime) -> None:
        if self._seen.due("settings", now, self._config.settings_every):
            self._read_settings(now)
        if self._seen.due("history", now, self.waiting.pace(now, self._config.history_every)):
            self._read_history(now)
        self._look_up_wanted(now)
        pace = self.waiting.pace(now, self._config.queue_every)
        if self._seen.due("queue", now, min(pace, SETTLING / 3) if self._doubt.why else pace):
            self._read_queue(now)

    def _read_settings(self, now: datetime) -> None:
        before, after = self.settings, read_settings(self._edge, self._config.category)
        if before is None or before.conflicts != after.conflicts:
            for conflict in after.conflicts:
                self._log.warning("%s: %s", self._name, conflict)
        if after.category != self._learnt:
            self._learnt = after.category
            self._notes.put(CATEGORY, after.category or None)
        self._seen.keep("settings", now, after)
        self._doubt.started(self._edge.app.kind, after.started, now)

    def _read_history(self, now: datetime) -> None:
        found = histories.since(self._edge, self._begin_at(now))
        after = forget_oldest(join(self._history, found), keep=REMEMBERED_DOWNLOADS)
        latest = max((row.event.at for row in found), default=None)
        if latest and latest != self._cursor():
            self._notes.put(CURSOR, latest.isoformat())
        self.waiting.done(row.download_id for row in found if row.event.kind != "grabbed")
        self._seen.keep("history", now, after)

    def _begin_at(self, now: datetime) -> datetime:
        """Where to go on; after a start a little earlier, for what was under way then matters."""
        cursor = self._cursor()
        if self._seen.at("history") is None:
            return max(min(cursor or now, now) - LOOK_BACK, now - LONGEST_LOOK_BACK)
        return cursor or now - LOOK_BACK

    def _cursor(self) -> datetime | None:
        noted = self._notes.get(CURSOR)
        try:
            return datetime.fromisoformat(noted) if isinstance(noted, str) else None
        except ValueError:
            return None

    def _look_up_wanted(self, now: datetime) -> None:
        """Ask for downloads whose beginning lies before what was read, as many as one cycle has time for."""
        until = time.monotonic() + LOOK_UPS_FOR
        found, asked = list[Row](), list[str]()
        try:
            while self._wanted and time.monotonic() < until:
                name, hashes = next(iter(self._wanted.items()))
                if not self._history.knows(hashes):
                    found += histories.of_download(self._edge, hashes)
                    asked += hashes
                del self._wanted[name]
        finally:  # what was answered before the app was lost is known all the same
            if asked:
                self._seen.keep("history", self._seen.at("history") or now, join(self._history, found, asked))

    def _read_queue(self, now: datetime) -> None:
        before = self._seen.value("queue", QueueView)
        after = queues.joined(queues.read_queue(self._edge), before, now)
        if before is None:
            if not after.items:
                self._doubt.client_lost(self._edge, now)
        else:
            self._compare(before, after, now)
        self._doubt.pass_by(now)
        self._seen.keep("queue", now, after, self._doubt.why)

    def _compare(self, before: QueueView, after: QueueView, now: datetime) -> None:
        """What has left the queue must have a reason: in the history, or else in the app itself."""
        if unexplained(before, after, self._history) and self._seen.at("history") != now:
            self._read_history(now)
        if count := unexplained(before, after, self._history):
            started = self.settings.started if self.settings else None
            if self._doubt.vanished(self._edge, count, started, now):
                self._seen.expire("settings")
        elif self._doubt.why and not after.items:
            self._doubt.client_lost(self._edge, now)
