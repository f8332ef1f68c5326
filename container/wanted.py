"""Which third-party plugins are asked for: QBITRR_PLUGINS and requirements.txt as values. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

VARIABLE = "QBITRR_PLUGINS"
FILE = "requirements.txt"
MEANT_TO_BE_INSTALLED = ("-r", "--requirement", "-e", "--editable")
"""Lines of the file that begin as options do, and are no setting."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Requirements in pip's words, each for itself, and the options that hold for all of them."""

    requirements: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    """Words of the variable that are options; those belong into the file."""

    def __bool__(self) -> bool:
        return bool(self.requirements or self.refused)


def wanted(variable: str, file: str) -> Wanted:
    """``variable`` holds requirements with spaces between them, ``file`` is a requirements file."""
    words = variable.split()
    lines = tuple(_lines(file))
    options = tuple(line for line in lines if line.startswith("-") and not line.startswith(MEANT_TO_BE_INSTALLED))
    requirements = (
        *(word for word in words if not word.startswith("-")),
        *(one for one in lines if one not in options),
    )
    return Wanted(
        requirements=tuple(dict.fromkeys(requirements)),
        options=options,
        refused=tuple(word for word in words if word.startswith("-")),
    )


def _lines(file: str) -> Iterator[str]:
    """The lines that say something, each whole: a backslash at its end goes on in the next."""
    for line in _joined(file.splitlines()):
        said = re.sub(r"(^|\s)#.*$", "", line).strip()
        if said:
            yield said


def _joined(lines: Iterable[str]) -> Iterator[str]:
    begun = ""
    for line in lines:
        if line.endswith("\\"):
            begun += line[:-1] + " "
        else:
            yield begun + line
            begun = ""
    if begun:
        yield begun
