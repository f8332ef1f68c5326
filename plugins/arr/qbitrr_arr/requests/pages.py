"""Read a list page by page while others change it: nothing lost, nothing double, and always an end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

PAGE = 100
MOST_PAGES = 100
READINGS = 3

type Name = tuple[str, object]
"""What a row is known by: its id, or its place if it has none."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, and how many the app says there are in all."""

    rows: Sequence[object]
    total: int


def read_all(page: Callable[[int], Page]) -> tuple[dict[Name, object], bool]:
    """All rows, as last seen, and whether that is all there are. ``page`` reads the rows from a place on.

    A row that is added or taken away between two pages moves all others, so a list that changed, or does not add up, is
    read again. If it never keeps still, what was seen in any reading counts.
    """
    seen: dict[Name, object] = {}
    for _ in range(READINGS):
        rows, total, steady = _read(page)
        if steady:
            return rows, True
        seen |= rows
        if total > PAGE * MOST_PAGES:
            return seen, False
    return seen, True


def _read(page: Callable[[int], Page]) -> tuple[dict[Name, object], int, bool]:
    """One reading: its rows, their number as the app says, and whether it adds up."""
    rows: dict[Name, object] = {}
    totals: set[int] = set()
    place = 0
    for _ in range(MOST_PAGES):
        part = page(place)
        totals.add(part.total)
        before = len(rows)
        rows.update((_name(row, at), row) for at, row in enumerate(part.rows, place))
        place += len(part.rows)
        if place >= part.total or len(rows) == before:  # no row that is new: the app gives the same page for ever
            break
    return rows, max(totals), totals == {len(rows)}


def _name(row: object, place: int) -> Name:
    number = row.get("id") if isinstance(row, Mapping) else None
    return ("id", number) if isinstance(number, int | str) else ("place", place + 1)
