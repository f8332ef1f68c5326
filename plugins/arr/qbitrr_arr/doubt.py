"""Why an app's queue may not be whole: it has restarted, lost its client, or shrunk without a trace."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from .fields import when
from .past import HistoryView
from .queue import QueueView
from .settings import client_trouble

if TYPE_CHECKING:
    from .edge import Edge

SETTLING = timedelta(seconds=90)
"""An app looks at its client once a minute; so long its queue means nothing after it started or lost the client."""


class Doubt:
    """A doubt about the queue, and until when it lasts. ``why`` is empty while there is none."""

    def __init__(self) -> None:
        self.why = ""
        self._until: datetime | None = None

    def started(self, kind: str, started: datetime | None, now: datetime) -> None:
        """An app that has only just started has not yet asked its client."""
        if started and abs(now - started) < SETTLING:  # further ahead: the clock was set back
            self._raise(f"{kind} has just started", started + SETTLING)

    def vanished(self, edge: Edge, count: int, started_before: datetime | None, now: datetime) -> bool:
        """Downloads left the queue without a trace. Asks why; returns whether the app has restarted."""
        self._raise(f"{count} downloads left its queue without a trace in its history", now + SETTLING)
        restarted = when(edge.check(), "startTime") != started_before
        if restarted:
            self._raise(f"{edge.app.kind} has restarted", now + SETTLING)
        self.client_lost(edge, now)
        return restarted

    def client_lost(self, edge: Edge, now: datetime) -> None:
        """Ask the app whether it has lost its client."""
        if trouble := client_trouble(edge):
            self._raise(f"{edge.app.kind} has trouble with its download client ({trouble})", now + SETTLING)

    def pass_by(self, now: datetime) -> None:
        """A doubt that was not raised again has had its time."""
        if self._until is not None and not timedelta() < self._until - now <= 2 * SETTLING:  # or the clock was set back
            self.why, self._until = "", None

    def _raise(self, why: str, until: datetime) -> None:
        self.why, self._until = why, until


def unexplained(before: QueueView, after: QueueView, past: HistoryView) -> int:
    """How many downloads left the queue without an import, a failure or a person's order in the history."""
    gone = set(before.items) - set(after.items)
    return sum((last := past.last([one])) is None or last.kind == "grabbed" for one in gone)
