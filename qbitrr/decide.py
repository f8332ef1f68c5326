"""Reports and proposals in, at most one action out, by documented precedence. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .domain import Action, Failure, Import, Keep, Recheck, Remove, Said, Start, Stop, Tag

PRECEDENCE: tuple[type[Action], ...] = (Import, Remove, Recheck, Stop, Start, Tag)
"""An import comes before a removal, whatever else is proposed; what can be undone comes last."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The action chosen (None: nothing), whose it was, and why; ``refused`` is why a removal was not chosen."""

    action: Action | None = None
    by: str = ""
    why: str = ""
    refused: str = ""


def decide(proposals: Said[Action], failures: Sequence[Failure]) -> Choice:
    """Choose one proposal. Ties go to the first; what is no proposal (a step such as ``Delete``) is never chosen.

    Nothing is removed while anybody objects (``Keep``; an obligation is named first), or while a plugin could not
    answer, for it might have objected.
    """
    refused = _objection(proposals, failures) if any(isinstance(action, Remove) for _, action in proposals) else ""
    allowed = [
        (plugin, action)
        for plugin, action in proposals
        if type(action) in PRECEDENCE and not (refused and isinstance(action, Remove))
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
    for plugin, keep in proposals:
        if isinstance(keep, Keep):
            return f"{plugin} keeps it: {keep.reason}"
    for plugin, action in proposals:
        return f"{plugin} proposes {type(action).__name__}, which is never chosen"
    return "nobody proposes anything"
