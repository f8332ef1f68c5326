"""What was last wanted of third-party plugins, and what has become of each: a small file that others read too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

FILE = "status.json"


class Outcome(StrEnum):
    """What has become of one requirement."""

    INSTALLED = "installed"
    FAILED = "not installed"
    OLD = "not brought up to date"


@dataclass(frozen=True, slots=True)
class Plugin:
    """One requirement; ``reason`` is empty when all is well."""

    requirement: str
    outcome: Outcome
    reason: str = ""

    def __str__(self) -> str:
        return f"The plugin {self.requirement} is {self.outcome}{f': {self.reason}' if self.reason else '.'}"


@dataclass(frozen=True, slots=True)
class State:
    """For which Python and beside which packages of the image what was wanted, and its plugins."""

    python: str = ""
    wanted: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    plugins: tuple[Plugin, ...] = ()

    def is_of(self, other: State) -> bool:
        """Was the same wanted, in the same circumstances?"""
        return (self.python, self.wanted, self.beside) == (other.python, other.wanted, other.beside)

    def has(self, requirement: str) -> bool:
        """Is it installed, if perhaps an older one?"""
        there = (one.requirement for one in self.plugins if one.outcome is not Outcome.FAILED)
        return _project(requirement) in map(_project, there)

    def without_update(self, requirement: str, failures: Mapping[str, str], lost: Iterable[str]) -> Plugin:
        """What becomes of a requirement when everything stays as it was, so that ``lost`` does not get lost."""
        because = failures.get(requirement) or f"nothing is changed while {', '.join(lost)} cannot be installed"
        if self.has(requirement):
            return Plugin(requirement, Outcome.OLD, f"{because}. The one from before goes on being used.")
        return Plugin(requirement, Outcome.FAILED, because)


def _project(requirement: str) -> str:
    """Whose package it is, in whatever version; one that is asked for by its file or address has no other name."""
    named = re.match(r"([\w.-]+)\s*(\[|[<>=!~;@(]|$)", requirement)
    return re.sub(r"[-_.]+", "-", named[1]).lower() if named else requirement


def kept(before: State, python: str, failures: Iterable[str]) -> tuple[str, ...]:
    """Which of the requirements that cannot be installed now are there from before, for the same Python."""
    return tuple(one for one in failures if before.python == python and before.has(one))


def read(folder: Path) -> State:
    """Nothing where there is no file, or no readable one: then all of it is installed anew."""
    try:
        said = json.loads((folder / FILE).read_text(encoding="utf-8"))
        plugins = tuple(Plugin(one["requirement"], Outcome(one["outcome"]), one["reason"]) for one in said["plugins"])
        return State(said["python"], tuple(said["wanted"]), tuple(said["beside"]), plugins)
    except (OSError, ValueError, TypeError, KeyError):
        return State()


def write(folder: Path, state: State) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f"{FILE}.new"
    beside.write_text(json.dumps(asdict(state), indent=1), encoding="utf-8")
    beside.replace(folder / FILE)
