"""What commands print: tables for people, JSON for scripts, progress on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from math import inf
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..actions import Action
from ..logs import without_passkeys
from .sentences import harmless

SHORT = 10
"""Digits of a hash that a table shows; as many are enough to name it."""

STYLES = {
    "ok": "green",
    "enabled": "green",
    "running": "green",
    "healthy": "green",
    "done": "green",
    "degraded": "yellow",
    "disabled": "dim",
    "failed": "red",
    "refused": "yellow",
    "held": "yellow",
    "remove": "red",
    "delete": "red",
    "import": "green",
}
"""The colour of a word that stands alone in a cell."""


def console() -> Console:
    """Standard output, on which square brackets are just that."""
    return Console(markup=False, emoji=False, highlight=False)


def say(*sentences: object) -> None:
    """Print lines for a person; long ones are wrapped only on a terminal."""
    out = console()
    for sentence in sentences:
        out.print(harmless(sentence), soft_wrap=not out.is_terminal)


def show_table(*headings: str, rows: Iterable[Iterable[object]], title: str = "", narrow: int = 1) -> None:
    """Print a table that fits the terminal. The last ``narrow`` columns take what room there is."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, title_justify="left", expand=False)
    for position, heading in enumerate(headings):
        roomy = position >= len(headings) - narrow
        table.add_column(heading, overflow="fold", ratio=1 if roomy else None)
    for row in rows:
        table.add_row(*map(_cell, row))
    out = console()
    if title:
        out.print(harmless(title), style="bold")
    out.print(table)


def show_pairs(pairs: Iterable[tuple[str, object]]) -> None:
    """Print names and what they have, one below the other; what is empty is left out."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, content in pairs:
        if content not in ("", None):
            grid.add_row(name, _cell(content))
    console().print(grid)


def heading(text: str) -> None:
    out = console()
    out.print()
    out.print(harmless(text), style="bold")


def emit(value: object) -> None:
    """Print one JSON document, in ASCII."""
    sys.stdout.write(json.dumps(plain(value), indent=2) + "\n")


def plain(value: object) -> object:
    """A value of ours as plain JSON: moments in ISO 8601, durations in seconds, dataclasses as objects.

    People show it to others, so that what could be a passkey is not in it.
    """
    if isinstance(value, str):
        return without_passkeys(value)
    if value == inf:
        return "Infinity"  # what JSON has no number for, in the word that most languages read as one
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if is_dataclass(value) and not isinstance(value, type):
        kind = {"action": value.kind} if isinstance(value, Action) else {}
        return kind | {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((plain(part) for part in value), key=str)
    if isinstance(value, Iterable) and not isinstance(value, bytes | Path):
        return [plain(part) for part in value]
    return str(value)


@contextmanager
def progress(sentence: str) -> Iterator[None]:
    """Say on a terminal what takes its time, and take it away afterwards."""
    err = Console(stderr=True, markup=False, emoji=False, highlight=False)
    if not err.is_terminal:
        yield
        return
    with err.status(Text(harmless(sentence))):
        yield


def lines(*parts: object) -> Text:
    """A cell of several lines."""
    return Text("\n").join(_cell(part) for part in parts if part not in ("", None))


def _cell(content: object) -> Text:
    if isinstance(content, Text):
        return content
    text = harmless(content)
    return Text(text, style=STYLES.get(text, ""))
