"""Change several keys and tables of the file at once: comments, order and everything else stay."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from .problems import ConfigError
from .splices import removed, spliced
from .write import plain, write_text


@dataclass(frozen=True, slots=True)
class Edit:
    """Set what is at a path from the top of the file, or ``remove`` it, be it a key or a whole table.

    A mapping takes the place of what the table has; with ``add`` it is laid over it. Tables on the way are made.
    """

    path: tuple[str, ...]
    value: object = None
    remove: bool = False
    add: bool = False


def path_of(heading: str) -> tuple[str, ...]:
    """The tables of a heading: ``Radarr-4K.Plugins.stalled`` is a table in a table in a section."""
    section, found, rule = f".{heading}".rpartition(".Plugins.")
    return tuple(filter(None, (section[1:], "Plugins", rule))) if found else (heading,)


def edited(path: Path, text: str, edits: Iterable[Edit]) -> str:
    """The file's text after all edits. Raises ``ConfigError`` when one of them cannot be made without damage."""
    end = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    for edit in edits:
        for step in _steps(_parsed(path, text), edit):
            text = _made(path, text, step)
    return text.replace("\n", end)


def apply(path: Path, edits: Iterable[Edit], *, text: str) -> None:
    """Write the file, which has this ``text`` now, with all edits or with none."""
    write_text(path, edited(path, text, edits))


def applied(tables: Mapping[str, object], edit: Edit) -> dict[str, object]:
    """What the plain tables are after an edit: what the file must say then. Raises ``TypeError`` at what is no table.

    Tables that a removal leaves empty stay.
    """
    after = deepcopy(dict(tables))
    *above, key = edit.path
    inner: dict[str, object] = after
    for name in above:
        if edit.remove and name not in inner:
            return after
        below = inner.setdefault(name, {})
        if not isinstance(below, dict):
            raise TypeError(f"{name} is no table")
        inner = below
    if edit.remove:
        inner.pop(key, None)
    else:
        inner[key] = plain(edit.value)
    return after


def _steps(tables: Mapping[str, object], edit: Edit) -> Iterator[Edit]:
    """The same as single keys and lists, so that what a table has besides keeps its place."""
    value = plain(edit.value)
    if edit.remove or not isinstance(value, dict):
        yield edit
        return
    present = _at(tables, edit.path)
    if not isinstance(present, Mapping):
        if present is not None:
            yield Edit(edit.path, remove=True)
        if not value:
            yield Edit(edit.path, {})
        present = {}
    if not edit.add:
        yield from (Edit((*edit.path, key), remove=True) for key in present if key not in value)
    for key, part in sorted(value.items(), key=lambda item: isinstance(item[1], dict)):
        if part != present.get(key) or (part == {} and key not in present):
            yield from _steps(tables, Edit((*edit.path, key), part, add=edit.add))


def _made(path: Path, text: str, edit: Edit) -> str:
    """The text after one edit, which must come to what was asked for and to nothing else."""
    before = _parsed(path, text)
    try:
        wanted = applied(before, edit)
    except TypeError as error:
        raise ConfigError(path, str(error), remedy="Correct the file first") from None
    if wanted == before and (edit.value != {} or edit.remove):
        return text
    after = removed(text, edit.path) if edit.remove else spliced(text, edit.path, plain(edit.value))
    try:
        found = tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        found = {}
    if found != wanted and not (edit.remove and _pruned(found) == _pruned(wanted)):
        where = ".".join(edit.path)
        raise ConfigError(path, f"{where} cannot be changed without damage", remedy="Make the change by hand")
    return after


def _parsed(path: Path, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path, str(error), remedy="Correct the file first") from None


def _at(tables: object, path: tuple[str, ...]) -> object:
    for name in path:
        tables = tables.get(name) if isinstance(tables, Mapping) else None
    return tables


def _pruned(tables: Mapping[str, object]) -> dict[str, object]:
    """Without empty tables: one that stands only in the names of others is gone with them."""
    inside = {key: _pruned(part) if isinstance(part, Mapping) else part for key, part in tables.items()}
    return {key: part for key, part in inside.items() if part != {}}
