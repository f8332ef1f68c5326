"""The history endpoints of a simulated Arr."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..http import Reply
from .app import App
from .history import History, HistoryRow, Item
from .routes import Call, Route
from .tracked import Library
from .wire import Json, Query, bad_request, json_reply, page_of, read_stamp, stamp

type Embeds = Mapping[str, Callable[[Item], object]]
"""How a resource carries another: by the word of its ``include`` flag."""


class HistoryEndpoints:
    def __init__(self, history: History, app: App, library: Library, embeds: Embeds) -> None:
        self.history, self.app, self.library, self.embeds = history, app, library, embeds

    def routes(self) -> list[Route]:
        return [
            ("GET", "history", self.page),
            ("GET", "history/since", self.since),
            ("GET", f"history/{self.app.group}", self.of_group),
        ]

    def page(self, call: Call) -> Reply:
        query = call.query
        wanted = [self.app.events.get(number) for number in query.numbers("eventType")]
        groups, download_id = query.numbers(f"{self.app.group}Ids"), query.text("downloadId")
        rows = [
            row
            for row in self.history.rows
            if (not wanted or row.event in wanted)
            and (not download_id or row.download_id == download_id)  # case matters
            and (not groups or row.item.get(self.app.group_key) in groups)
            and self._part_fits(row, query)
        ]
        return page_of(
            rows,
            query,
            sort_keys={
                "date": lambda row: row.date,
                "languages": lambda _row: 0,
                "quality": lambda row: self.app.qualities.rank_of(row.source_title),
                f"{self.app.group}s.sortTitle": lambda row: row.source_title.lower(),
            },
            render=lambda row: self._resource(row, query),
            sorts_by_anything=self.app.sorts_by_anything,
        )

    def since(self, call: Call) -> Reply:
        try:
            when = read_stamp(call.query.text("date"))
        except ValueError as error:
            raise bad_request("date", "The value is not valid.") from error
        rows = [row for row in self.history.since(when) if self._kind_fits(row, call.query)]
        return json_reply([self._resource(row, call.query) for row in rows])

    def of_group(self, call: Call) -> Reply:
        query = call.query
        wanted = query.number(self.app.group_key, 0)
        rows = [row for row in reversed(self.history.rows) if row.item.get(self.app.group_key) == wanted]
        fitting = [row for row in rows if self._kind_fits(row, query) and self._part_fits(row, query)]
        return json_reply([self._resource(row, query) for row in fitting])

    def _kind_fits(self, row: HistoryRow, query: Query) -> bool:
        """Here the event is an enumeration: its name in any case, or its number."""
        asked = query.text("eventType")
        name = self.app.events.get(int(asked), "") if asked.isdigit() else asked
        return not asked or row.event.lower() == name.lower()

    def _part_fits(self, row: HistoryRow, query: Query) -> bool:
        """Whether a row is about the one item, or the season, that is asked for."""
        if self.app.item != self.app.group and self.app.item_key in query:
            return row.item.get(self.app.item_key) == query.number(self.app.item_key, 0)
        asked = query.number("seasonNumber", -1)
        return asked < 0 or self.library.queue_fields(row.item).get("seasonNumber") == asked

    def _resource(self, row: HistoryRow, query: Query) -> Json:
        embedded = {
            word: embed(row.item) for word, embed in self.embeds.items() if query.flag(f"include{word.capitalize()}")
        }
        return {
            "id": row.id,
            **row.item,
            "sourceTitle": row.source_title,
            **self.app.describe(row.source_title),
            "customFormatScore": row.score,
            "qualityCutoffNotMet": False,
            "date": stamp(row.date),
            "downloadId": row.download_id,
            "eventType": row.event,
            "data": {key: value for key, value in row.details.items() if key not in self.app.history_lacks},
            **embedded,
        }
