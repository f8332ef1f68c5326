"""History of a simulated Arr, with the outcome of each download that outlives its tracking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..http import Reply
from .quality import LANGUAGES, quality_of
from .routes import Call, Route
from .wire import Query, bad_request, json_reply, page_of, read_stamp, stamp

type Item = Mapping[str, int]  # what a row is about: {"movieId": 3}, {"seriesId": 1, "episodeId": 5}

RADARR_EVENTS = {
    0: "unknown",
    1: "grabbed",
    3: "downloadFolderImported",
    4: "downloadFailed",
    6: "movieFileDeleted",
    7: "movieFolderImported",
    8: "movieFileRenamed",
    9: "downloadIgnored",
}


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

    def resource(self) -> dict[str, object]:
        return {
            "id": self.id,
            **self.item,
            "sourceTitle": self.source_title,
            "languages": LANGUAGES,
            "quality": quality_of(self.source_title),
            "customFormats": [],
            "customFormatScore": 0,
            "qualityCutoffNotMet": False,
            "date": stamp(self.date),
            "downloadId": self.download_id,
            "eventType": self.event,
            "data": self.details,
        }


@dataclass(slots=True)
class History:
    """The rows, oldest first, and ``outcomes``: imported, failed or ignored by downloadId."""

    clock: Callable[[], float]
    rows: list[HistoryRow] = field(default_factory=list)
    outcomes: dict[str, str] = field(default_factory=dict)

    def add(
        self, event: str, item: Item, title: str, download_id: str | None, details: Mapping[str, str]
    ) -> HistoryRow:
        row = HistoryRow(len(self.rows) + 1, self.clock(), event, item, title, download_id, details)
        self.rows.append(row)
        return row

    def of(self, download_id: str) -> list[HistoryRow]:
        return [row for row in self.rows if row.download_id == download_id]

    def grabs(self, download_id: str) -> list[HistoryRow]:
        """The grabs of a download, newest first."""
        return [row for row in reversed(self.of(download_id)) if row.event == "grabbed"]

    def row(self, number: int) -> HistoryRow | None:
        return next((row for row in self.rows if row.id == number), None)


class HistoryEndpoints:
    """``item`` is the app's word ("movie"), ``embed`` gives its resource for rows that are to carry it."""

    def __init__(self, history: History, events: Mapping[int, str], item: str, embed: Callable[[Item], object]) -> None:
        self.history, self.events, self.item, self.embed = history, events, item, embed

    def routes(self) -> list[Route]:
        return [
            ("GET", "history", self.page),
            ("GET", "history/since", self.since),
            ("GET", f"history/{self.item}", self.of_item),
        ]

    def page(self, call: Call) -> Reply:
        wanted = [self.events.get(number) for number in call.query.numbers("eventType")]
        items = call.query.numbers(f"{self.item}Ids")
        download_id = call.query.text("downloadId")
        rows = [
            row
            for row in self.history.rows
            if (not wanted or row.event in wanted)
            and (not download_id or row.download_id == download_id)  # case matters
            and (not items or row.item.get(f"{self.item}Id") in items)
        ]
        newest_last = ("date", "languages", "quality", f"{self.item}s.sortTitle")
        return page_of(
            self._resources(rows, call.query),
            call.query,
            sort_keys=newest_last,
            page_past_end=lambda _total, _size: None,
        )

    def since(self, call: Call) -> Reply:
        try:
            when = read_stamp(call.query.text("date"))
        except ValueError as error:
            raise bad_request("date", "The value is not valid.") from error
        rows = [row for row in self.history.rows if row.date >= when and self._kind_fits(row, call.query)]
        return json_reply(self._resources(rows, call.query))

    def of_item(self, call: Call) -> Reply:
        key = f"{self.item}Id"
        wanted = call.query.number(key, 0)
        rows = [row for row in self.history.rows if row.item.get(key) == wanted and self._kind_fits(row, call.query)]
        return json_reply(self._resources(rows[::-1], call.query))

    def _kind_fits(self, row: HistoryRow, query: Query) -> bool:
        """Here the event is an enumeration: its name in any case, or its number."""
        asked = query.text("eventType")
        name = self.events.get(int(asked), "") if asked.isdigit() else asked
        return not asked or row.event.lower() == name.lower()

    def _resources(self, rows: list[HistoryRow], query: Query) -> list[dict[str, object]]:
        embedded = query.flag(f"include{self.item.capitalize()}")
        return [row.resource() | ({self.item: self.embed(row.item)} if embedded else {}) for row in rows]
