"""How far an action has come that an earlier process or try has left, and whether finishing it makes sense."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from .actions import Delete, Remove
from .domain import Torrent
from .steps import NO_EFFECT
from .store.journal import BEGUN, DONE, Intent

STILL_AT_IT = timedelta(seconds=10)
"""How long an app or a client may take over what it was asked, when nobody waits for its answer any more."""

TOO_OLD = timedelta(days=1)
"""An action that could not be finished for so long is dropped: too much may have changed."""


def left(intent: Intent) -> tuple[str, ...]:
    """The steps that are not known to be done."""
    if not intent.step:
        return intent.steps
    at = intent.steps.index(intent.step)
    return intent.steps[at + 1 :] if intent.step_state == DONE else intent.steps[at:]


def has_effect(intent: Intent, coming: str) -> bool:
    """Whether anything outside the store has been done, or may have been, before the step that comes."""
    reached = (
        intent.steps.index(coming) if coming else len(intent.steps) - len(left(intent)) + (intent.step_state == BEGUN)
    )
    return any(step not in NO_EFFECT for step in intent.steps[:reached])


def in_flight(intent: Intent, now: datetime) -> bool:
    """Whether a step was begun so lately that whoever was asked may still be at it, though who asked is no more.

    To look now, see nothing and ask again would have it done twice.
    """
    return intent.step_state == BEGUN and timedelta(0) <= now - intent.step_at < STILL_AT_IT


def pointless(intent: Intent, torrent: Torrent | None, now: datetime) -> str:
    """Why an unfinished action is dropped rather than finished, or an empty string."""
    if not has_effect(intent, ""):
        return "interrupted before it had any effect"
    if now - intent.begun_at > TOO_OLD:
        return "it could not be finished within a day"
    failed = intent.action == Remove.__name__ and intent.context.get("failed") and not _told(intent)
    if failed and torrent is not None and torrent.complete:
        return "it has completed meanwhile"
    return ""


def takes_away(intent: Intent) -> bool:
    """Whether what is left of it stops or deletes a torrent: everybody is asked again before that."""
    return not {"stop", "delete"}.isdisjoint(left(intent)) and intent.action in (Remove.__name__, Delete.__name__)


def _told(intent: Intent) -> bool:
    """Whether it was to go though it was complete."""
    action = intent.context.get("action")
    return isinstance(action, Mapping) and action.get("told") is True
