"""History of a simulated Arr, with the outcome of each download that outlives its tracking."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

type Item = Mapping[str, int]  # what a row is about: {"movieId": 3}, {"seriesId": 1, "episodeId": 5}


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One thing that happened; ``details`` is the ``data`` of the API."""

    id: int
    date: float
    event: str
    item: Item
    source_title: str
    download_id: str | None
    details: Mapping[str, str]

    @property
    def score(self) -> int:
        return int(self.details.get("customFormatScore", 0))


@dataclass(slots=True)
class History:
    """The rows, oldest first, and ``outcomes``: imported, failed or ignored by downloadId."""

    clock: Callable[[], float]
    rows: list[HistoryRow] = field(default_factory=list)
    outcomes: dict[str, str] = field(default_factory=dict)
    _by_download: dict[str, list[HistoryRow]] = field(default_factory=dict)
    _indexed: int = 0
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def add(
        self, event: str, item: Item, title: str, download_id: str | None, details: Mapping[str, str]
    ) -> HistoryRow:
        row = HistoryRow(len(self.rows) + 1, self.clock(), event, item, title, download_id, details)
        self.rows.append(row)
        return row

    def of(self, download_id: str) -> list[HistoryRow]:
        with self._turn:
            for row in self.rows[self._indexed :]:  # a test may append rows of its own
                self._by_download.setdefault(row.download_id or "", []).append(row)
                self._indexed += 1
            return list(self._by_download.get(download_id, ()))

    def grabs(self, download_id: str) -> list[HistoryRow]:
        """The grabs of a download, newest first: one row for each of its items, at each time."""
        return [row for row in reversed(self.of(download_id)) if row.event == "grabbed"]

    def items(self, download_id: str, event: str) -> tuple[Item, ...]:
        """The items that an event of a download was about, each once."""
        items: list[Item] = []
        for row in self.of(download_id):
            if row.event == event and row.item not in items:
                items.append(row.item)
        return tuple(items)

    def since(self, when: float) -> list[HistoryRow]:
        """The rows are in the order of time."""
        return self.rows[bisect_left(self.rows, when, key=lambda row: row.date) :]

    def row(self, number: int) -> HistoryRow | None:
        return self.rows[number - 1] if 0 < number <= len(self.rows) else None
