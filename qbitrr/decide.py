"""Reports and proposals in, at most one action out, by documented precedence. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .actions import (
    Action,
    Categorize,
    Deselect,
    EditTrackers,
    Import,
    Keep,
    Limit,
    Reannounce,
    Recheck,
    Reject,
    Remove,
    Start,
    Stop,
    SuperSeed,
    Tag,
    Wait,
)
from .domain import Failure, Said

PRECEDENCE: tuple[type[Action], ...] = (
    Reject,
    Import,
    Remove,
    Recheck,
    Categorize,
    Deselect,
    Stop,
    Start,
    Limit,
    SuperSeed,
    EditTrackers,
    Reannounce,
    Tag,
)
"""What is no good is not imported, an import comes before a removal, and what can be undone comes last."""

TAKES_AWAY = (Remove, Reject)
"""What nobody may object to: neither can be wholly undone."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The action chosen (None: nothing), whose it was, and why; ``refused`` is why a removal was not chosen."""

    action: Action | None = None
    by: str = ""
    why: str = ""
    refused: str = ""


def decide(proposals: Said[Action], failures: Sequence[Failure], *, released: bool = False) -> Choice:
    """Choose one proposal. Ties go to the first; what is no proposal (a step such as ``Delete``) is never chosen.

    Nothing is removed or rejected while anybody objects (``Keep``; an obligation is named first), or while a plugin
    could not answer, for it might have objected. Nothing is imported while anybody asks to ``Wait``. What a person has
    told to go comes first; what a person has ``released`` has no obligations.
    """
    wanted = any(isinstance(action, TAKES_AWAY) for _, action in proposals)
    refused = _objection(proposals, failures, released=released) if wanted else ""
    waits = any(isinstance(action, Wait) for _, action in proposals)
    allowed = [
        (plugin, action)
        for plugin, action in proposals
        if type(action) in PRECEDENCE
        and not (refused and isinstance(action, TAKES_AWAY))
        and not (waits and isinstance(action, Import))
    ]
    if not allowed:
        return Choice(why=refused or _quiet(proposals), refused=refused)
    by, action = min(allowed, key=lambda said: _rank(said[1]))
    return Choice(action, by, action.reason, refused)


def _rank(action: Action) -> int:
    """The place in the order of precedence; before all others is what a person has told to go."""
    return -1 if isinstance(action, Remove) and action.told else PRECEDENCE.index(type(action))


def keeps(proposals: Said[Action], *, released: bool) -> Said[Keep]:
    """Who objects to a removal, obligations first; a person may have ``released`` the torrent from those."""
    said = [(plugin, action) for plugin, action in proposals if isinstance(action, Keep)]
    binding = [(plugin, keep) for plugin, keep in said if not (released and keep.obligation)]
    return tuple(sorted(binding, key=lambda one: not one[1].obligation))


def _objection(proposals: Said[Action], failures: Sequence[Failure], *, released: bool) -> str:
    """Why nothing is taken away, or an empty string."""
    for plugin, keep in keeps(proposals, released=released):
        return f"{plugin} keeps it: {keep.reason}"
    for failure in failures:
        return f"{failure.plugin} could not answer ({failure.hook}: {failure.error}) and might have objected"
    return ""


def _quiet(proposals: Said[Action]) -> str:
    """Why nothing is done when there is nothing to choose from."""
    for plugin, said in proposals:
        if isinstance(said, Keep | Wait):
            return f"{plugin} {'keeps it' if isinstance(said, Keep) else 'waits'}: {said.reason}"
    for plugin, action in proposals:
        return f"{plugin} proposes {type(action).__name__}, which is never chosen"
    return "nobody proposes anything"
