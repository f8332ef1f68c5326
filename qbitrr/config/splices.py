"""Single changes in a file's text, made where the key or table stands. Pure; the caller checks what came of it."""

from __future__ import annotations

import re
import tomllib
from typing import TypeGuard

from .spans import Place, Statement, statements
from .written import heading_text, key_text, line_text, list_text, read_value, simple


def spliced(text: str, place: Place, value: object) -> str:
    """The text with this value at that place. ``{}`` makes an empty table."""
    text = text if text.endswith("\n") or not text else f"{text}\n"
    known = tuple(statements(text))
    if _is_rows(value) and any(one.heading and one.place == (*place, 0) for one in known):
        return _rows(text, place, value)
    if any(one.heading and _below(one, place) for one in known):
        text = removed(text, place)  # a list of tables becomes something else
        known = tuple(statements(text))
    for one in known:
        if not one.heading and one.place == place:
            return _with_value(text, one, value)
        if not one.heading and place[: len(one.place)] == one.place:
            return _with_value(text, one, _laid_over(_read(text, one), place[len(one.place) :], value))
    return _new(text, known, place, value)


def removed(text: str, place: Place) -> str:
    """The text without that key, or without that table and all that is in it."""
    known = tuple(statements(text))
    for one in known:
        if not one.heading and len(one.place) < len(place) and place[: len(one.place)] == one.place:
            return _with_value(text, one, _without(_read(text, one), place[len(one.place) :]))
    for position, one in reversed(tuple(enumerate(known))):
        if _below(one, place):
            following = known[position + 1].begin if position + 1 < len(known) else len(text)
            whole = len(one.table) >= len(place)  # with a table go the comments in it
            end = _own_end(text, one.end, following) if whole else one.end
            text = text[: one.begin] + text[end:]
    return text


def _with_value(text: str, statement: Statement, value: object) -> str:
    """In the place of the value; of a list of several lines, those parts that stay keep their comments."""
    begin, end = statement.value or (0, 0)
    before = text[begin:end]
    if isinstance(value, list) and "\n" in before and not any(isinstance(part, dict | list) for part in value):
        return text[:begin] + list_text(before, value) + text[end:]
    return text[:begin] + simple(value).as_string() + text[end:]


def _rows(text: str, place: Place, value: list[dict[str, object]]) -> str:
    """Row by row, so that those which stay keep their comments."""
    rows = [_row(text, (*place, at)) for at in range(_count(text, place))]
    while len(rows) > len(value):
        at = next((at for at, row in enumerate(rows) if row not in value), len(rows) - 1)
        text = removed(text, (*place, at))
        del rows[at]
    for at, (row, wanted) in enumerate(zip(rows, value, strict=False)):
        for key in row.keys() - wanted.keys():
            text = removed(text, (*place, at, key))
        for key, part in wanted.items():
            if key not in row or row[key] != part:
                text = spliced(text, (*place, at, key), part)
    for wanted in value[len(rows) :]:
        last = max(one.end for one in statements(text) if _below(one, place))
        written = "".join(f"{line_text(key, part)}\n" for key, part in wanted.items())
        text = f"{text[:last]}\n[[{heading_text(place)}]]\n{written}{text[last:]}"
    return text


def _new(text: str, known: tuple[Statement, ...], place: Place, value: object) -> str:
    """A key that the file does not have: where its comment is, else behind its neighbours, else in a new table."""
    *above, key = place
    table = tuple(above)
    if value == {}:
        return _in_new_table(text, known, place, f"[{heading_text(place)}]\n")
    if _is_rows(value) and table in {one.table for one in known if one.heading}:
        return _rows(_in_new_table(text, known, place, f"[[{heading_text(place)}]]\n"), place, value)
    line = f"{line_text(str(key), value)}\n"
    if not table:
        return line + text
    own = [one for one in known if one.table == table]
    if own:
        end = own[0].begin if not own[0].heading else _after(text, known, own, str(key))
        return text[:end] + line + text[end:]
    for one in reversed(known):  # dotted keys: Safety.MaxRemovals = 3 in [Settings]
        if not one.heading and one.place[: len(table)] == table and len(one.table) < len(table):
            dotted = ".".join(key_text(name) for name in (*table[len(one.table) :], key))
            return f"{text[: one.end]}{dotted} = {simple(value).as_string()}\n{text[one.end :]}"
    return _in_new_table(text, known, place, f"[{heading_text(table)}]\n{line}")


def _after(text: str, known: tuple[Statement, ...], own: list[Statement], key: str) -> int:
    """Where a new key of a table goes: below the comment that shows it, else below the last key."""
    following = known.index(own[-1]) + 1
    end = known[following].begin if following < len(known) else len(text)
    shown = re.compile(rf"^[ \t]*#[ \t]*{re.escape(key)} = [^\n]*\n", re.MULTILINE).search(text, own[0].begin, end)
    return shown.end() if shown else own[-1].end


def _in_new_table(text: str, known: tuple[Statement, ...], place: Place, written: str) -> str:
    """Behind the last table of the same section; else at the end."""
    same = [position for position, one in enumerate(known) if one.place[:1] == place[:1]]
    if not same:
        return f"{text}{'\n' if text else ''}{written}"
    following = known[same[-1] + 1].begin if same[-1] + 1 < len(known) else len(text)
    at = _own_end(text, known[same[-1]].end, following)
    gap = "" if text[:at].endswith("\n\n") else "\n"
    return f"{text[:at]}{gap}{written}{'\n' if text[at:] and not text[at:].startswith('\n') else ''}{text[at:]}"


def _own_end(text: str, at: int, following: int) -> int:
    """Where what is between two statements ends to belong to the first: comments just above the next are the next's."""
    lines = text[at:following].splitlines(keepends=True)
    while lines and lines[-1].strip():
        lines.pop()
    return at + sum(map(len, lines)) if following < len(text) else following


def _row(text: str, place: Place) -> dict[str, object]:
    found: object = tomllib.loads(text)
    for name in place:
        found = found[name] if isinstance(found, dict | list) else {}  # type: ignore[index]
    return found if isinstance(found, dict) else {}


def _count(text: str, place: Place) -> int:
    return sum(one.heading and len(one.place) == len(place) + 1 and _below(one, place) for one in statements(text))


def _below(statement: Statement, place: Place) -> bool:
    return statement.place[: len(place)] == place


def _is_rows(value: object) -> TypeGuard[list[dict[str, object]]]:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _read(text: str, statement: Statement) -> object:
    begin, end = statement.value or (0, 0)
    return read_value(text[begin:end])


def _laid_over(inside: object, place: Place, value: object) -> object:
    """An inline table with another value in it. What is no table is refused by the caller's check."""
    if not place or not isinstance(inside, dict):
        return value if not place else inside
    return {**inside, place[0]: _laid_over(inside.get(place[0], {}), place[1:], value)}


def _without(inside: object, place: Place) -> object:
    if not isinstance(inside, dict) or place[0] not in inside:
        return inside
    if len(place) == 1:
        return {key: part for key, part in inside.items() if key != place[0]}
    return {**inside, place[0]: _without(inside[place[0]], place[1:])}
