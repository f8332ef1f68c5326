"""Options from environment variables: QBITRR_<SECTION>_<KEY>, which win over the file.

A name is compared without case and underscores to its section, sub-tables and key, of which only letters and digits
count: QBITRR_RADARR_4K_API_KEY is ``APIKey`` in ``[Radarr-4K]``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from .fields import Option, options_of
from .problems import Problem

PREFIX = "QBITRR_"
SECTIONS = "QBITRR_SECTIONS"
UNSET = "CHANGE_ME"
RESERVED: Mapping[str, str] = {
    SECTIONS: "sections that the file does not have, separated by commas",
    "QBITRR_OVERRIDES_DATA_PATH": "the folder of the configuration, the database and the logs",
    "QBITRR_PLUGINS": "third-party plugins that the container image installs, in pip's words",
    "QBITRR_SETUP_TOKEN": "the secret that allows the first password to be set on the page",
    "QBITRR_DOCKER_RUNNING": "set inside the container image",
}
"""Variables that are no option of any section, and what each is for."""

_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z0-9])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Overlaid:
    """Options with the environment's values in them, and which variable set which key."""

    options: dict[str, object]
    sources: Mapping[tuple[str, ...], str]
    problems: tuple[Problem, ...]


def flat(*parts: str) -> str:
    """What remains of names when they are compared: letters and digits, in lower case."""
    return "".join(letter for part in parts for letter in part.casefold() if letter.isalnum())


def variable(section: str, *keys: str) -> str:
    """The name under which an option is documented."""
    words = re.sub(r"\W+", "_", section), *(_WORDS.sub("_", key) for key in keys)
    return PREFIX + "_".join(words).upper()


def variables(environ: Mapping[str, str]) -> dict[str, list[str]]:
    """The variables that may be options, by what remains of their names."""
    found: dict[str, list[str]] = {}
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in RESERVED and environ[name] != UNSET:
            found.setdefault(flat(name.removeprefix(PREFIX)), []).append(name)
    return found


def scopes(section: str) -> tuple[str, ...]:
    """The names under which a section's options may be given, the most particular last.

    A rule's options in one section are also those that the rule has for every section.
    """
    _, found, rule = section.partition(".Plugins.")
    return (f"Plugins.{rule}", section) if found else (section,)


def is_rule(section: str) -> bool:
    """Is it the table of a rule plugin, for every section or for one?"""
    return section.startswith("Plugins.") or ".Plugins." in section


def added_sections(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The sections that the environment adds to those of the file."""
    return tuple(filter(None, (name.strip() for name in environ.get(SECTIONS, "").split(","))))


def overlay(
    model: type[BaseModel], section: str, options: Mapping[str, object], environ: Mapping[str, str]
) -> Overlaid:
    """Lay the environment's values for a model's keys over the file's."""
    known = variables(environ)
    merged: dict[str, object] = dict(options)
    sources: dict[tuple[str, ...], str] = {}
    problems: list[Problem] = []
    for scope in scopes(section):
        for option in options_of(model):
            names = known.get(flat(scope, *option.path), [])
            if len({environ[name] for name in names}) > 1:
                problems.append(_ambiguous(section, option, names))
            elif names and _put(merged, option.path, read_text(option, environ[names[0]])):
                sources[option.path] = names[0]
    return Overlaid(merged, sources, tuple(problems))


def read_text(option: Option, text: str) -> object:
    """A variable's text in the form that the option's type reads: lists by commas, tables as JSON."""
    if option.is_list:
        value = _json(text)
        return value if isinstance(value, list) else [part.strip() for part in text.split(",")] if text else []
    if option.is_mapping:
        value = _json(text)
        return value if isinstance(value, dict) else text
    return text


def names_of(model: type[BaseModel], section: str) -> dict[str, str]:
    """What remains of the names of a model's variables, and how each is documented."""
    return {flat(section, *option.path): variable(section, *option.path) for option in options_of(model)}


def clashes(sections: Iterable[str]) -> tuple[Problem, ...]:
    """Sections whose variables cannot be told from one another."""
    first: dict[str, str] = {}
    return tuple(
        Problem(name, hint=f"its environment variables are also those of [{first[flat(name)]}]", fatal=False)
        for name in sections
        if first.setdefault(flat(name), name) != name
    )


def _put(options: dict[str, object], path: tuple[str, ...], value: object) -> bool:
    """Set a key, copying the tables on its way. A table that is none in the file is left for the model to refuse."""
    *tables, key = path
    for name in tables:
        inner = options.get(name, {})
        if not isinstance(inner, Mapping):
            return False
        options[name] = options = dict(inner)
    options[key] = value
    return True


def _json(text: str) -> object:
    try:
        value: object = json.loads(text)
    except ValueError:
        return None
    return value


def _ambiguous(section: str, option: Option, names: Iterable[str]) -> Problem:
    return Problem(
        section, ".".join(option.path), expected="one environment variable", hint=f"{' and '.join(names)} differ"
    )
