"""Log files and their lines."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Bytes, Given, Moment, Taken

LEVELS = Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]


class LogFile(Given):
    """The log of one process. ``name`` is what the other calls take."""

    name: str
    process: str
    size: Bytes
    changed: Moment


class LogFiles(Given):
    files: tuple[LogFile, ...]


class LogLine(Given):
    """One record; ``text`` has the lines of its traceback too. ``cursor`` is where it begins in the file."""

    cursor: int
    at: str
    level: str
    logger: str
    text: str


class LogQuery(Taken):
    """The last lines that fit, or those ``before`` a cursor."""

    limit: int = Field(default=200, ge=1, le=2000)
    before: int | None = Field(default=None, ge=0)
    level: LEVELS = "DEBUG"
    search: str = Field(default="", max_length=200)


class LogLines(Given):
    """In the order of time. ``more``: whether there are earlier ones; ``end`` is where the file ended."""

    lines: tuple[LogLine, ...]
    more: bool
    end: int
