"""One line of the result for each figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A budget beside what was measured. ``kept`` is None where the design sets no limit."""

    what: str
    budget: str
    measured: str
    kept: bool | None

    @classmethod
    def at_most(cls, what: str, limit: float, measured: float, unit: str, more: str = "") -> Row:
        said = f"{number(measured)} {unit}" + (f" ({more})" if more else "")
        return cls(what, f"≤ {limit:g} {unit}", said, measured <= limit)

    @classmethod
    def only(cls, what: str, measured: float, unit: str) -> Row:
        """A figure without a budget."""
        return cls(what, "", f"{number(measured)} {unit}", None)


def number(value: float) -> str:
    """Three digits that count."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """The table in Markdown."""
    cells = [("what", "budget", "measured", ""), *((row.what, row.budget, row.measured, _said(row)) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    heading, *rest = ("| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in cells)
    yield heading
    yield "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    yield from rest


def _said(row: Row) -> str:
    return {True: "kept", False: "MISSED", None: ""}[row.kept]
