"""From the changes that a page sends to edits of the file. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qbitrr.config.edit import Edit, path_of

from ..errors import Invalid
from ..shapes.base import Problem
from ..shapes.configuration import Change
from .keeping import Ambiguous, kept
from .places import Known, is_secret

ACCOUNT = ("Username", "PasswordHash")
"""What is changed where the present password is asked for."""

DEEPEST = 20

type Tables = Mapping[str, object]


def edits_of(changes: Iterable[Change], tables: Tables, schemas: Known) -> tuple[Edit, ...]:
    """The edits. Raises Invalid with everything that cannot be made."""
    edits: list[Edit] = []
    problems: list[Problem] = []
    for change in changes:
        if reason := _refused(change):
            key = ".".join(change.path).encode(errors="replace").decode()  # perhaps that is what is wrong
            problems.append(Problem(section=change.heading, key=key, hint=reason))
            continue
        try:
            edits += _edits(change, tables, schemas)
        except Ambiguous:
            hint = "several of its hidden values look alike now: enter those again that have moved"
            problems.append(Problem(section=change.heading, key=".".join(change.path), hint=hint))
    if problems:
        raise Invalid("Some of these changes cannot be made.", problems)
    return tuple(edits)


def _edits(change: Change, tables: Tables, schemas: Known) -> Iterator[Edit]:
    path = (*path_of(change.heading), *change.path)
    if change.remove:
        yield Edit(path, remove=True)
        return
    old = _at(tables, path)
    value = kept(change.value, old, path, schemas)
    if not change.path:
        yield Edit(path, value if isinstance(value, dict) else {}, add=True)
    elif value is not None:
        yield Edit(path, value)
    elif old is not None and change.value is None and not is_secret(path, schemas):
        yield Edit(path, remove=True)  # a file has no null: its default holds


def _refused(change: Change) -> str:
    """Why a change is not made here at all; empty when it is."""
    if change.heading == "WebUI" and _names(change) & set(ACCOUNT):
        return "the account is changed on its own page, where the present password is asked for"
    if change.heading == "WebUI" and change.remove and not change.path:
        return "the page's own section holds the account that you have signed in with: change its keys"
    if not change.path and not change.remove and not isinstance(change.value, dict | None):
        return "a section is a table"
    if any(not name for name in change.path):
        return "a key has a name"
    return next((reason for part in (*change.path, change.value) if (reason := _unwritable(part))), "")


def _unwritable(value: object, depth: int = 0) -> str:
    """Why a file cannot hold a value at all; empty when it can. A null of a table is left out."""
    if depth > DEEPEST:
        return f"tables and lists are nested more than {DEEPEST} deep"
    if isinstance(value, str) and not value.isascii() and any(map(_is_half, value)):
        return "it is no text: half a character is in it"
    if isinstance(value, Mapping):
        return next((reason for pair in value.items() for part in pair if (reason := _unwritable(part, depth + 1))), "")
    if isinstance(value, list):
        if None in value:
            return "a list in the file has no null"
        return next((reason for part in value if (reason := _unwritable(part, depth + 1))), "")
    return ""


def _is_half(letter: str) -> bool:
    return "\ud800" <= letter <= "\udfff"


def _names(change: Change) -> set[str]:
    if change.path:
        return {change.path[0]}
    return set(change.value) if isinstance(change.value, dict) else set()


def _at(tables: object, path: Iterable[str]) -> object:
    for name in path:
        tables = tables.get(name) if isinstance(tables, Mapping) else None
    return tables
