"""What is asked of the core about a configuration, through its own commands."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

from pydantic import BaseModel, TypeAdapter, ValidationError

from qbitrr.control.commands import answer
from qbitrr.control.trouble import Trouble

from ..shapes.base import Problem
from ..shapes.configuration import Config, Connection, Preview, Schemas

TOLD = (0, 1)
"""The exit statuses with an answer: 1 says that a section cannot run."""


class Said(BaseModel):
    """What ``qbitrr config check`` says of a file."""

    ok: bool
    problems: tuple[Problem, ...]
    connections: tuple[Connection, ...] = ()
    restarts: tuple[str, ...] = ()


class _Example(TypedDict):
    text: str


def shown(folder: Path) -> Config:
    """Every section as it is in the file, without secrets."""
    return _read(Config, answer(folder, "config", "show"))


def schemas(folder: Path) -> Schemas:
    return _read(Schemas, answer(folder, "config", "schema"))


def example(folder: Path) -> str:
    """The text of the commented example file."""
    return _read(_Example, answer(folder, "config", "example"))["text"]


def checked(folder: Path, text: str, *, offline: bool) -> Said:
    """What is wrong with a file of this text, and who answers unless it is only read."""
    words = ("config", "check", "--file", "-", *(("--offline",) if offline else ()))
    return _read(Said, answer(folder, *words, ok=TOLD, given=text))


def previewed(folder: Path, text: str) -> Preview:
    """What would be done with a file of this text."""
    return _read(Preview, answer(folder, "config", "preview", "--file", "-", ok=TOLD, given=text))


def _read[T](shape: type[T], said: object) -> T:
    try:
        return TypeAdapter(shape).validate_python(said)
    except ValidationError as error:
        raise Trouble(
            "The command line gave an answer that this page does not know: are they of one version?"
        ) from error
