"""The stages of a download's life and the ways between them: one table, asserted where a stage changes."""

from __future__ import annotations

from enum import StrEnum

from .errors import SkipTorrent


class Stage(StrEnum):
    """Where a download is in its life."""

    DETECTED = "detected"
    DOWNLOADING = "downloading"
    STALLED = "stalled"
    FAILED = "failed"
    BLOCKLISTED = "blocklisted"
    RESEARCHING = "re-searching"
    COMPLETED = "completed"
    IMPORTING = "importing"
    IMPORTED = "imported"
    SEEDING = "seeding"
    DELETED = "deleted"
    PAUSED = "paused"
    CHECKING = "checking"
    MOVING = "moving"
    ERRORED = "errored"
    MISSING_FILES = "missing files"


class ImpossibleTransitionError(SkipTorrent):
    """A stage was to follow another that it cannot follow: a defect in the core, never in the world."""


_UNFINISHED = frozenset({Stage.DETECTED, Stage.DOWNLOADING, Stage.STALLED})
_DISTURBED = frozenset({Stage.PAUSED, Stage.CHECKING, Stage.MOVING, Stage.ERRORED, Stage.MISSING_FILES})
_FINISHED = frozenset({Stage.COMPLETED, Stage.IMPORTING, Stage.IMPORTED, Stage.SEEDING})
_WORLD = _UNFINISHED | _DISTURBED | _FINISHED
"""Stages that follow what the client and the Arr say; any of them can follow another, for people do as they like."""

TRANSITIONS: dict[Stage, frozenset[Stage]] = {
    **{stage: (_WORLD - {stage, Stage.DETECTED}) | {Stage.FAILED, Stage.DELETED} for stage in _WORLD},
    Stage.FAILED: frozenset({Stage.BLOCKLISTED, Stage.DELETED}) | _WORLD,
    Stage.BLOCKLISTED: frozenset({Stage.RESEARCHING, Stage.DELETED}) | _WORLD,
    Stage.RESEARCHING: frozenset({Stage.DELETED}) | _WORLD,
    Stage.DELETED: _WORLD,
}
TRANSITIONS[Stage.COMPLETED] -= {Stage.SEEDING}
TRANSITIONS[Stage.IMPORTING] -= {Stage.SEEDING}


def move(stage: Stage, to: Stage) -> Stage:
    """Return ``to``, or raise ImpossibleTransitionError when it cannot follow ``stage``. Staying is no transition."""
    if to is not stage and to not in TRANSITIONS[stage]:
        raise ImpossibleTransitionError(f"a download cannot go from {stage} to {to}")
    return to
