"""When a complete download is handed to the app, and what is said of it until it is imported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qbitrr import Action, Download, Facts, HealthReport, Import, Keep, Stage, State, Torrent, Verdict

from .app import ArrApp
from .claims import history_of, queue_of
from .failures import LET_GO

if TYPE_CHECKING:
    from .queue import QueueItem

IMPORTABLE = frozenset({State.SEEDING, State.STOPPED, State.QUEUED, State.STALLED, State.DOWNLOADING})
CONFIRMED_WITHIN = timedelta(seconds=60)
PASSED_BY = timedelta(seconds=5)
"""After so long an app is asked anew that has passed by what was complete only then, or had first to look at it."""

LOOK_AGAIN_AFTER = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
JUST_NOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Tries:
    """How often an import was asked for, and when last; ``passed_by``: that could not have it imported yet.

    ``look`` is the command by which the app was then asked to look at its downloads, so that it knows this one.
    """

    count: int = 0
    last: datetime | None = None
    passed_by: bool = False
    look: int | None = None

    def pause(self, item: QueueItem | None = None) -> timedelta:
        """How long to wait for news before it is asked again: a minute, then twice as long each time.

        It is much sooner when the app has passed by. It makes no second order of one that it carries out: neither of a
        look, nor of the imports that follow, and so what has become complete meanwhile waits for the next.
        """
        doublings = min(max(self.count - 1, 0), 10)
        first = PASSED_BY if self.passed_by or _is_left(item) else CONFIRMED_WITHIN
        return min(first * (1 << doublings), LONGEST_PAUSE)

    def next_at(self, stage_since: datetime, item: QueueItem | None = None) -> datetime:
        """When to ask again if nothing is heard."""
        return (self.last or stage_since) + self.pause(item)

    def again(self, now: datetime, *, passed_by: bool = False, look: int | None = None) -> Tries:
        """One more. Once it was heard the count is that of orders that were."""
        return Tries(self.count + 1 if passed_by is self.passed_by else 1, now, passed_by, look)


def propose(
    app: ArrApp, torrent: Torrent, download: Download, tries: Tries, facts: Facts, now: datetime
) -> Action | None:
    """Import what is complete and not imported; keep it, and say why, while only a person can help."""
    if not awaited(torrent, download, facts):
        return None
    if stuck := why_stuck(app, torrent, download, facts):
        return Keep(stuck)
    if torrent.state not in IMPORTABLE or not _known_as_not_imported(torrent, download, facts, now):
        return None
    item = _in_queue(torrent, download, facts)
    if download.stage is Stage.IMPORTING and now < tries.next_at(download.stage_since, item):
        return None
    if item and item.tracked_state == "importing":
        return None
    return Import(f"complete, and {app.kind} has not imported it")


def report(
    app: ArrApp, torrent: Torrent, download: Download, tries: Tries, facts: Facts, now: datetime
) -> HealthReport | None:
    """What is to be said of a download that waits for its import, and when to look again."""
    if not awaited(torrent, download, facts):
        return None
    if stuck := why_stuck(app, torrent, download, facts):
        return HealthReport(Verdict.DEGRADED, stuck)
    if download.stage is not Stage.IMPORTING:
        return None
    item = _in_queue(torrent, download, facts)
    due = tries.next_at(download.stage_since, item)
    again = due if due > now else now + min(LOOK_AGAIN_AFTER, tries.pause(item))
    return HealthReport(Verdict.HEALTHY, f"waits for {app.kind} to import it", look_again=again)


def awaited(torrent: Torrent, download: Download, facts: Facts) -> bool:
    """Complete, and no history says that it was imported."""
    past = history_of(download.owner, facts)
    imported = download.imported_at or (past.imported(torrent.hashes) if past else None)
    return torrent.complete and imported is None


def why_stuck(app: ArrApp, torrent: Torrent, download: Download, facts: Facts) -> str:
    """Why the app will not import it whatever we do, or an empty string."""
    past, queue = history_of(download.owner, facts), queue_of(download.owner, facts)
    last = past.last(torrent.hashes) if past else None
    if last and last.kind == "failed":
        return f"{app.kind} has marked it as failed and will not import it; {LET_GO}"
    if last and last.kind == "ignored":
        return f"{app.kind} has marked it as ignored and will not import it; a person must look"
    seen = facts.get("queue", download.owner)
    item = queue.stuck(torrent.hashes, seen.at) if queue and seen else None
    said = f" ({item.messages[0]})" if item and item.messages else ""
    if last and last.kind == "incomplete":
        return f"{app.kind} has imported only a part of it{said} and will not try again; a person must look"
    if item is None:
        return ""
    return f"{app.kind} cannot import it: {item.tracked_state}{said}; a person must look"


def _in_queue(torrent: Torrent, download: Download, facts: Facts) -> QueueItem | None:
    queue = queue_of(download.owner, facts)
    return queue.find(torrent.hashes) if queue else None


def _is_left(item: QueueItem | None) -> bool:
    """Whether the app has seen it complete, and neither imports it nor says what keeps it from that."""
    return item is not None and item.tracked_state == "importPending" and not (item.in_trouble or item.messages)


def _known_as_not_imported(torrent: Torrent, download: Download, facts: Facts, now: datetime) -> bool:
    """What was imported long ago must not be imported again because we have not yet asked for its past."""
    past = history_of(download.owner, facts)
    if past is None:
        return False
    just_completed = torrent.completed is not None and now - torrent.completed < JUST_NOW
    return just_completed or past.knows(torrent.hashes)
