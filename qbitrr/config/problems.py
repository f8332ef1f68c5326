"""What is wrong with a configuration, as values: where, what was expected, and what may have been meant."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from ..errors import QbitrrError
from ..logs import without_passkeys
from .fields import Option, key_names, options_of, sensitive

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

HIDDEN = "(not shown)"
UNKNOWN_KEY = "a known key"
NOWHERE: Mapping[tuple[str, ...], str] = MappingProxyType({})

_EXPECTED = {
    "missing": "a value, as this key has no default",
    "extra_forbidden": UNKNOWN_KEY,
    **dict.fromkeys(("bool_parsing", "bool_type"), "true or false"),
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float", "int_parsing_size"), "a whole number"),
    **dict.fromkeys(("float_parsing", "float_type"), "a number"),
    "string_type": "text in quotes",
    "string_pattern_mismatch": "text of the form that the option's description tells",
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type"), 'a list such as ["one", "two"]'),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type", "model_attributes_type"), "a table"),
}
_AUTHORS_WORDS = ("value_error", "assertion_error")
_WORTHLESS = re.compile(r"^(Input should be |Value error, |Assertion failed, )")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one key; ``value`` is text and never a secret. A ``fatal`` one stops its section."""

    section: str
    key: str = ""
    value: str = ""
    expected: str = ""
    hint: str = ""
    fatal: bool = True

    def __str__(self) -> str:
        where = " ".join(filter(None, (self.section and f"[{self.section}]", self.key)))
        was = f" = {self.value}" if self.value else ""
        return f"{where}{was}: " + "; ".join(filter(None, (self.expected and f"expected {self.expected}", self.hint)))


class ConfigError(QbitrrError):
    """The configuration file cannot be read at all, or not be written."""

    def __init__(self, path: Path, reason: str, *, remedy: str, line: int | None = None) -> None:
        where = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{where}: {reason}. {remedy}")
        self.path = path
        self.line = line
        self.remedy = remedy


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word, or nothing."""
    spelled = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), spelled, n=1, cutoff=0.7)
    return f"did you mean {spelled[near[0]]}?" if near else ""


def shown(value: object) -> str:
    """A plain value as it would be written in the file, or nothing for one that may hold more than meets the eye."""
    plain = value if isinstance(value, list) else [value]
    if not all(isinstance(part, str | int | float) for part in plain):
        return ""
    text = without_passkeys(json.dumps(value, ensure_ascii=False))
    return text if len(text) <= 80 else f"{text[:79]}…"


def problems_of(
    section: str,
    error: ValidationError,
    model: type[BaseModel],
    sources: Mapping[tuple[str, ...], str] = NOWHERE,
) -> tuple[Problem, ...]:
    """Every problem in a validation error. ``sources`` says which environment variable set which key."""
    found: dict[str, Problem] = {}
    for detail in error.errors(include_url=False, include_context=False):
        problem = _problem(section, detail, model, sources)
        earlier = found.get(problem.key)
        if earlier and problem.expected not in earlier.expected:
            # The arms of a union complain one by one.
            problem = Problem(section, problem.key, problem.value, f"{earlier.expected}, or {problem.expected}")
        found[problem.key] = problem if not earlier or problem.expected not in earlier.expected else earlier
    return tuple(found.values())


def _problem(
    section: str, detail: ErrorDetails, model: type[BaseModel], sources: Mapping[tuple[str, ...], str]
) -> Problem:
    key, path, options, table = _locate(detail, model)
    kind = detail["type"]
    hidden = any(option.secret for option in options) or any(map(sensitive, path))
    expected = _EXPECTED.get(kind) or _WORTHLESS.sub("", detail["msg"])
    if hidden and kind in _AUTHORS_WORDS:
        expected = "another value"
    hint = did_you_mean(path[-1], key_names(table).values()) if kind == "extra_forbidden" else ""
    source = next((sources[path[:end]] for end in range(len(path), 0, -1) if path[:end] in sources), "")
    hint = "; ".join(filter(None, (hint, source and f"it was set by {source}")))
    unshowable = not path or kind in ("missing", "extra_forbidden")
    value = "" if unshowable else HIDDEN if hidden else shown(detail["input"])
    return Problem(section, key, value, without_passkeys(expected), hint)


def _locate(
    detail: ErrorDetails, model: type[BaseModel]
) -> tuple[str, tuple[str, ...], tuple[Option, ...], type[BaseModel]]:
    """The key as users know it, its path, the options on the way, and the table that it is in.

    The rest of a location is pydantic's own: which arm of a union, which kind of validator.
    """
    key, table = "", model
    path: tuple[str, ...] = ()
    options: list[Option] = []
    for part in detail["loc"]:
        option = next((each for each in options_of(table) if each.path == (part,)), None)
        if isinstance(part, int):
            key += f"[{part}]"
        elif option or (detail["type"] == "extra_forbidden" and part == detail["loc"][-1]):
            key, path = f"{key}.{part}" if key else part, (*path, part)
        if option:
            options.append(option)
            table = option.table or option.rows or table
    return key, path, tuple(options), table
