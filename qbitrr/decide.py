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


def decide(proposals: Said[Action], failures: Sequence[Failure]) -> Choice:
    """Choose one proposal. Ties go to the first; what is no proposal (a step such as ``Delete``) is never chosen.

    Nothing is removed or rejected while anybody objects (``Keep``; an obligation is named first), or while a plugin
    could not answer, for it might have objected. Nothing is imported while anybody asks to ``Wait``.
    """
    refused = _objection(proposals, failures) if any(isinstance(action, TAKES_AWAY) for _, action in proposals) else ""
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
    by, action = min(allowed, key=lambda said: PRECEDENCE.index(type(said[1])))
    return Choice(action, by, action.reason, refused)


def _objection(proposals: Said[Action], failures: Sequence[Failure]) -> str:
    keeps = [(plugin, action) for plugin, action in proposals if isinstance(action, Keep)]
    for plugin, keep in sorted(keeps, key=lambda said: not said[1].obligation):
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
