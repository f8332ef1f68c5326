"""What is remembered of a torrent from one look to the next: its stage and its timers. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from .domain import (
    Classification,
    Download,
    State,
    Torrent,
    Verdict,
)
from .lifecycle import Stage, move

CAN_PROGRESS = frozenset({State.DOWNLOADING, State.STALLED, State.METADATA})
"""States in which an unfinished torrent is free to make progress; its clock starts when it enters them."""

_STAGE_OF_STATE = {
    State.CHECKING: Stage.CHECKING,
    State.MOVING: Stage.MOVING,
    State.ERRORED: Stage.ERRORED,
    State.MISSING_FILES: Stage.MISSING_FILES,
}

_STAGE_OF_VERDICT = {
    Verdict.HEALTHY: Stage.DOWNLOADING,
    Verdict.DEGRADED: Stage.STALLED,
    Verdict.FAILED: Stage.FAILED,
}

_OPEN = (Stage.DETECTED, Stage.STALLED, Stage.FAILED)
"""Stages of an unfinished download that its next opinions decide on."""


def first_sight(torrent: Torrent, owner: Classification, now: datetime) -> Download:
    """Begin to remember a torrent. What it did before was not seen: only the client's own dates speak for it."""
    return Download(
        client=torrent.client,
        hash=torrent.hash,
        owner=owner.owner,
        name=torrent.name,
        media_id=owner.media_id,
        stage=Stage.DETECTED,
        stage_since=now,
        state=torrent.state,
        state_since=now,
        first_seen=now,
        left=torrent.left,
        progress_at=min(max(torrent.last_activity, torrent.added), now),
        category=torrent.category,
        seeded=torrent.seeding_time,
        seeding_since=now if seeds(torrent) else None,
    )


def seeds(torrent: Torrent) -> bool:
    """Whether it is offered to others now: complete, and neither stopped nor queued."""
    return torrent.complete and torrent.state is State.SEEDING


def unseen(before: Download, last: datetime, now: datetime) -> Download:
    """What is remembered of it after a time in which nobody looked: nobody knows whether it seeded then."""
    if before.seeding_since is None or last >= now:
        return before
    spell = max(last - before.seeding_since, timedelta(0))
    return replace(before, seeded=before.seeded + spell, seeding_since=now)


def look(
    before: Download,
    torrent: Torrent,
    owner: Classification,
    imported: datetime | None,
    now: datetime,
    special: Collection[str] = (),
) -> Download:
    """Bring what is remembered up to what the client and the Arr's history say now.

    The ``special`` categories are those into which a person puts a torrent for something to be done.
    """
    after = _seeding(before, torrent, now)
    if torrent.category != before.category and torrent.category not in special:
        after = replace(after, category=torrent.category)
    media_id = owner.media_id or before.media_id
    if (torrent.name, media_id) != (before.name, before.media_id):
        after = replace(after, name=torrent.name, media_id=media_id)
    if torrent.state is not before.state:
        after = replace(after, state=torrent.state, state_since=now)
    let_run = before.state not in CAN_PROGRESS and torrent.state in CAN_PROGRESS
    if torrent.left != before.left or let_run:
        after = replace(after, left=torrent.left, progress_at=now)
    if torrent.complete and before.completed_at is None:
        after = replace(after, completed_at=torrent.completed or now)
    if imported is not None and before.imported_at is None:
        after = replace(after, imported_at=imported)
    return enter(after, _stage(after, torrent), now)


def _seeding(before: Download, torrent: Torrent, now: datetime) -> Download:
    """Count the time in which it seeds: a spell that ends is added up, and written down only then."""
    if seeds(torrent) is (before.seeding_since is not None):
        return before
    if before.seeding_since is None:
        return replace(before, seeding_since=now)
    return replace(before, seeded=before.seeding_time(now), seeding_since=None)


def judged(download: Download, verdicts: Iterable[Verdict], now: datetime) -> Download:
    """An unfinished download is as well as its worst opinion."""
    if download.stage not in (*_OPEN, Stage.DOWNLOADING):
        return download
    worst = max(verdicts, key=list(Verdict).index, default=Verdict.HEALTHY)
    return enter(download, _STAGE_OF_VERDICT[worst], now)


def enter(download: Download, stage: Stage, now: datetime) -> Download:
    """Move to a stage, remembering when; staying keeps the time."""
    if stage is download.stage:
        return download
    return replace(download, stage=move(download.stage, stage), stage_since=now)


def _stage(download: Download, torrent: Torrent) -> Stage:
    if disturbed := _STAGE_OF_STATE.get(torrent.state):
        return disturbed
    if torrent.complete:
        return _stage_of_complete(download)
    if torrent.state is State.STOPPED:
        return Stage.PAUSED
    return download.stage if download.stage in _OPEN else Stage.DOWNLOADING


def _stage_of_complete(download: Download) -> Stage:
    if download.imported_at is not None:
        return Stage.SEEDING if download.stage in (Stage.IMPORTED, Stage.SEEDING) else Stage.IMPORTED
    return Stage.IMPORTING if download.stage is Stage.IMPORTING else Stage.COMPLETED
