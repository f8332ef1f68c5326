"""Where each key and each table stands in a file's text. Pure: the text is TOML that has been read before."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

type Place = tuple[str | int, ...]
"""Keys from the top of the file; a number is the position in a list of tables."""

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEY = re.compile(rf"[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*")
_PARTS = re.compile(_PART)
_NOTHING = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_MARK = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}(?!")|\'\'\'.*?\'{3,5}(?!\')|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}\n]',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A heading, or a key with its value. ``begin`` and ``end`` are of its lines, ``value`` of what is after the =.

    ``place`` is whole; ``table`` is where it stands: what its heading names.
    """

    place: Place
    table: Place
    begin: int
    end: int
    value: tuple[int, int] | None = None

    @property
    def heading(self) -> bool:
        return self.value is None


def statements(text: str) -> Iterator[Statement]:
    """Every heading and every key that stands at the beginning of a line, in their order."""
    rows: dict[Place, int] = {}
    table: Place = ()
    at = 0
    while at < len(text):
        if nothing := _NOTHING.match(text, at):
            at = max(nothing.end(), at + 1)
            continue
        begin = at
        at += len(text[at:]) - len(text[at:].lstrip(" \t"))
        if text[at] == "[":
            many = text.startswith("[[", at)
            key = _key(text, at + (2 if many else 1))
            table = _table(_names(key[1]), rows, many=many)
            at = _line_end(text, key.end() + (2 if many else 1))
            yield Statement(table, table, begin, at)
        else:
            key = _key(text, at)
            value = _value(text, key.end() + 1)
            at = _line_end(text, value[1])
            yield Statement((*table, *_names(key[1])), table, begin, at, value)


def _key(text: str, at: int) -> re.Match[str]:
    found = _KEY.match(text, at)
    if not found:
        raise ValueError(f"no key at {at}")
    return found


def _names(key: str) -> tuple[str, ...]:
    return tuple(str(tomllib.loads(f"x={part}")["x"]) if part[0] in "\"'" else part for part in _PARTS.findall(key))


def _table(names: tuple[str, ...], rows: dict[Place, int], *, many: bool) -> Place:
    """The place of a heading: below a list of tables it is in the last of them."""
    place: Place = ()
    for position, name in enumerate(names):
        place = (*place, name)
        if many and position == len(names) - 1:
            rows[place] = rows.get(place, -1) + 1
            for below in [one for one in rows if len(one) > len(place) and one[: len(place)] == place]:
                if below[len(place)] == rows[place]:
                    del rows[below]
        if place in rows:
            place = (*place, rows[place])
    return place


def _value(text: str, at: int) -> tuple[int, int]:
    """From where to where a value is."""
    begin = at + len(text[at:]) - len(text[at:].lstrip(" \t"))
    depth, at = 0, begin
    while found := _MARK.search(text, at):
        mark, at = found[0], found.end()
        if mark in ("[", "{"):
            depth += 1
        elif mark in ("]", "}"):
            depth -= 1
        elif not depth and (mark == "\n" or mark[0] == "#"):
            return begin, begin + len(text[begin : found.start()].rstrip())
        if not depth and (mark in ("]", "}") or mark[0] in "\"'"):
            return begin, at
    return begin, begin + len(text[begin:].rstrip())


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1
