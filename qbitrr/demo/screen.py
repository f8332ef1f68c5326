"""What the demonstration looks like: a narration that scrolls, and on a terminal the downloads below it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..cli.sentences import harmless

WIDEST = 100
COLOURS = {"qbitrr": "bold cyan", "Radarr": "yellow", "client": "blue", "you": "magenta"}
NAMES = {"client": "qBittorrent"}
SHOW_EVERY = 0.12
WIDTHS = (18, 6, 4, 11, 12)
"""Of the columns of the picture, but for the remarks, which have the rest."""

ECHO = 3
"""Room for the ^C that a terminal writes at the end of the picture: else it begins a line more than is taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One download in the picture below the narration. ``progress`` from 0 to 1."""

    title: str
    progress: float
    state: str
    stage: str
    remark: str = ""


class Screen:
    """Standard output. Use it as a context manager."""

    def __init__(self) -> None:
        self._console = Console(markup=False, emoji=False, highlight=False, file=sys.stdout)
        self._console.width = min(WIDEST, self._console.width)
        self._began = time.monotonic()
        live = self._console.is_terminal
        # Without a thread of its own: it and what is printed would disagree on how tall the picture is.
        self._live = Live(console=self._console, auto_refresh=False, transient=True) if live else None
        self._shown = 0.0

    @property
    def width(self) -> int:
        return self._console.width

    @property
    def watched(self) -> bool:
        """Whether a person sits before it, as far as one can tell."""
        return self._live is not None and sys.stdin.isatty()

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self._began

    def heading(self, text: str) -> None:
        self._console.print()
        self._console.print(Text(harmless(text), style="bold"))

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        for name, content in pairs:
            self._hang(Text(f"{name:<12}", "dim"), content)

    def line(self, who: str, what: str) -> None:
        """One line of the narration, with the seconds since the start."""
        when = Text(f"{self.seconds:5.1f} s ", "dim")
        self._hang(when.append(f" {NAMES.get(who, who):<12}", COLOURS.get(who, "")), what)

    def result(self, text: str, *, good: bool) -> None:
        """What a scene has come to."""
        self._hang(Text("    OK  " if good else "FAILED  ", "bold green" if good else "bold red"), text, "bold")

    def command(self, command: str) -> None:
        """A command that is run."""
        self._console.print()
        self._console.print(Text(f"$ {command}", style="bold"))

    def plain(self, text: str) -> None:
        for line in text.splitlines():
            self._hang(Text("  "), line)

    def _hang(self, before: Text, content: str, style: str = "") -> None:
        """Print a text whose further lines begin below its first one."""
        wrapped = Text(harmless(content), style).wrap(self._console, self.width - len(before))
        for number, line in enumerate(wrapped or [Text()]):
            whole = (before if number == 0 else Text(" " * len(before))) + line
            whole.rstrip()
            self._console.print(whole)

    def show(self, rows: Iterable[Row]) -> None:
        """The downloads as they are now, on a terminal."""
        if self._live and self.seconds > self._shown + SHOW_EVERY:
            self._shown = self.seconds
            self._live.update(Group(Rule(style="dim"), _picture(rows, self.width - ECHO)), refresh=True)

    def clear(self) -> None:
        """Take the picture away; the narration stays."""
        if self._live:
            self._live.stop()

    def __enter__(self) -> Self:
        if self._live:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()


def _picture(rows: Iterable[Row], width: int) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.width = width
    for least in WIDTHS:
        grid.add_column(no_wrap=True, min_width=least)
    grid.add_column(no_wrap=True, ratio=1)
    for row in rows:
        bar = ProgressBar(total=1.0, completed=row.progress, width=6)
        grid.add_row(
            row.title, bar, f"{row.progress:4.0%}", row.state, Text(row.stage, "bold"), Text(row.remark, "dim")
        )
    return grid
