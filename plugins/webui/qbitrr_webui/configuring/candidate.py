"""The file as it would be with changes in it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qbitrr.config.edit import edited, path_of
from qbitrr.config.problems import ConfigError

from ..context import Web
from ..errors import Conflict, Invalid
from ..shapes.base import Problem
from ..shapes.configuration import Change, Checked
from .asking import Said, checked
from .diff import difference
from .edits import edits_of
from .file import File, current
from .known import Known

OUTDATED = "Somebody has changed the file meanwhile: look at it again."


@dataclass(frozen=True, slots=True)
class Candidate:
    """The file as it is, and the text that it would have."""

    file: File
    text: str


def candidate(page: Web, fingerprint: str, changes: Sequence[Change]) -> Candidate:
    """Raises Conflict when the file is another one by now, Invalid when a change cannot be made, and ConfigError."""
    file = current(page)
    if fingerprint and fingerprint != file.fingerprint:
        raise Conflict(OUTDATED)
    tables = _tables(file.path, file.text)
    edits = edits_of(changes, tables, page.part(Known).schemas().schemas)
    try:
        return Candidate(file, edited(file.path, file.text, edits))
    except ConfigError as error:
        raise Invalid(str(error)) from error


def check(page: Web, one: Candidate) -> Checked:
    """What is wrong with it, and what it changes. Nobody is asked whether they answer."""
    said = checked(page.place.folder, one.text, offline=True)
    diff = difference(one.file.text, one.text, page.part(Known).schemas().schemas, name=one.file.path.name)
    return Checked(ok=said.ok, problems=placed(said, one), diff=diff, restarts=said.restarts)


def placed(said: Said, one: Candidate) -> tuple[Problem, ...]:
    """The problems where they can be mended: a rule's table for every section, if the section has none of its own."""
    tables = _tables(one.file.path, one.text)
    return tuple(dict.fromkeys(_placed(problem, tables) for problem in said.problems))


def _placed(problem: Problem, tables: dict[str, object]) -> Problem:
    inside: object = tables
    for name in path_of(problem.section):
        inside = inside.get(name) if isinstance(inside, dict) else None
    _, found, rule = problem.section.partition(".Plugins.")
    if inside is not None or not found:
        return problem
    return problem.model_copy(update={"section": f"Plugins.{rule}"})


def _tables(path: Path, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path, str(error), remedy="Correct the file first") from None
