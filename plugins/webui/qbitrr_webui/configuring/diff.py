"""What a change does to the file's text, as a unified diff in which no secret is, neither old nor new. Pure."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping

from qbitrr.config.fields import sensitive
from qbitrr.config.spans import Place, statements
from qbitrr.config.written import simple
from qbitrr.logs import SHORTEST_SECRET, without_passkeys

from .places import Known, is_secret

NOT_SHOWN, CHANGED = "(not shown)", "(changed)"
HARMLESS = ('""', "''", '"CHANGE_ME"', "CHANGE_ME")

_KEY = re.compile(r"([\w.\"'-]+)\s*[=:]\s*(?=\S)")


def difference(before: str, after: str, schemas: Known, *, name: str) -> str:
    """The diff, empty when nothing differs."""
    old, new = values(before, schemas), values(after, schemas)
    secrets = {text for found in (old, new) for value in found.values() for text in _texts(value)}
    lines = difflib.unified_diff(
        hidden(before, schemas, None, secrets).splitlines(),
        hidden(after, schemas, old, secrets).splitlines(),
        name,
        name,
        lineterm="",
    )
    return "\n".join(lines)


def values(text: str, schemas: Known) -> dict[Place, object]:
    """Every secret value by its place."""
    leaves = (leaf for one in statements(text) if one.value for leaf in _leaves(_read(text, *one.value), one.place))
    return {place: value for place, value in leaves if _is_hidden(value, place, schemas)}


def hidden(text: str, schemas: Known, old: Mapping[Place, object] | None, secrets: set[str]) -> str:
    """The text without secrets: those that differ from the ``old`` ones, if there are any, are said to be changed."""
    parts: list[str] = []
    at = 0
    for one in statements(text):
        if not one.value:
            continue
        begin, end = one.value
        value = _read(text, begin, end)
        if any(_is_hidden(leaf, place, schemas) for place, leaf in _leaves(value, one.place)):
            parts += [text[at:begin], simple(_without(value, one.place, schemas, old)).as_string(), "\n"]
            at = one.end  # with what a comment behind it may say of it
    parts.append(text[at:])
    return "\n".join(_line(line, secrets) for line in "".join(parts).split("\n"))


def _without(value: object, place: Place, schemas: Known, old: Mapping[Place, object] | None) -> object:
    if isinstance(value, dict):
        return {key: _without(part, (*place, key), schemas, old) for key, part in value.items()}
    if isinstance(value, list):
        return [_without(part, (*place, position), schemas, old) for position, part in enumerate(value)]
    if not _is_hidden(value, place, schemas):
        return value
    mark = CHANGED if old is not None and old.get(place) != value else NOT_SHOWN
    return mark if is_secret(place, schemas) else f"{without_passkeys(str(value))} {mark}"


def _is_hidden(value: object, place: Place, schemas: Known) -> bool:
    return is_secret(place, schemas) or (isinstance(value, str) and without_passkeys(value) != value)


def _line(line: str, secrets: set[str]) -> str:
    """A line whose comment says no secret, and whose addresses say no passkey."""
    before, mark, comment = line.partition("#")
    if mark:
        for secret in sorted(secrets, key=len, reverse=True):
            comment = comment.replace(secret, NOT_SHOWN)
        line = f"{before}{mark}{_quiet(comment)}"
    return without_passkeys(line)


def _quiet(comment: str) -> str:
    """A comment without the value of an option that sounds secret, and without what follows it."""
    for found in _KEY.finditer(comment):
        value = comment[found.end() :]
        if sensitive(found[1]) and value.strip() not in HARMLESS and not value.startswith(NOT_SHOWN):
            return f"{comment[: found.end()]}{NOT_SHOWN}"
    return comment


def _leaves(value: object, place: Place) -> Iterator[tuple[Place, object]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, (*place, key))
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from _leaves(part, (*place, position))
    else:
        yield place, value


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str) and len(value) >= SHORTEST_SECRET and value not in HARMLESS:
        yield value


def _read(text: str, begin: int, end: int) -> object:
    found: object = tomllib.loads(f"x = {text[begin:end]}")["x"]
    return found
