"""The queue endpoints of a simulated Arr, with the traps of reading and of removing."""

from __future__ import annotations

from ..http import Reply
from .failures import Failures
from .grabs import Grabs, Pending
from .history import Item
from .history_routes import Embeds
from .queue_records import common_fields, record_ids, status_of
from .routes import Call, Route, status_only
from .tracked import TrackedDownload
from .wire import Json, Query, by_field, json_reply, missing, page_of

SORT_KEYS = by_field(
    "timeleft",
    "added",
    "downloadClient",
    "estimatedCompletionTime",
    "indexer",
    "languages",
    "protocol",
    "quality",
    "size",
    "status",
    "title",
)


class QueueEndpoints:
    def __init__(self, failures: Failures, grabs: Grabs, embeds: Embeds) -> None:
        self.failures, self.downloads, self.grabs = failures, failures.downloads, grabs
        self.app, self.embeds = self.downloads.app, embeds

    def routes(self) -> list[Route]:
        return [
            ("GET", "queue", self.page),
            ("GET", "queue/details", self.details),
            ("GET", "queue/status", self.counts),
            ("DELETE", "queue/{id}", self.delete),
            ("DELETE", "queue/bulk", self.delete_bulk),
        ]

    def page(self, call: Call) -> Reply:
        unknown = call.query.flag(f"includeUnknown{self.app.group.capitalize()}Items")
        groups, statuses = call.query.numbers(f"{self.app.group}Ids"), call.query.text("status")
        key = self.app.group_key
        records = [
            record
            for record in self._records(call.query, frozenset())
            if (unknown or key in record)
            and (not groups or record.get(key) in groups)
            and (not statuses or record["status"] == statuses)
        ]
        return page_of(
            records,
            call.query,
            sort_keys=SORT_KEYS,
            render=lambda record: record,
            page_past_end=lambda total, size: max(total // size, 1),
        )

    def details(self, call: Call) -> Reply:
        group, item = self.app.group_key, self.app.item_key
        groups, items = call.query.numbers(group), call.query.numbers(f"{item}s") if item != group else []
        return json_reply(
            [
                record
                for record in self._records(call.query, self.app.embedded_in_details)
                if (not groups or record.get(group) in groups) and (not items or record.get(item) in items)
            ]
        )

    def counts(self, _call: Call) -> Reply:
        queue = self.downloads.queue
        known = [download for download in queue if download.items]
        unknown = [download for download in queue if not download.items]
        pending = len(self.grabs.pending)
        return json_reply(
            {
                "totalCount": len(queue) + pending,
                "count": len(known) + pending,
                "unknownCount": len(unknown),
                "errors": False,
                "warnings": any(status_of(download) == "warning" for download in known),
                "unknownErrors": False,
                "unknownWarnings": any(status_of(download) == "warning" for download in unknown),
            }
        )

    def delete(self, call: Call) -> Reply:
        self._remove([call.id], call.query)
        return status_only(200)

    def delete_bulk(self, call: Call) -> Reply:
        self._remove(call.ids(), call.query)
        return json_reply({})

    def _remove(self, ids: list[int], query: Query) -> None:
        """Every id is looked up before anything is removed; several records of one download count once."""
        known: dict[int, TrackedDownload | Pending] = {}
        for waiting in self.grabs.pending:
            known |= dict.fromkeys(waiting.ids, waiting)
        for download in self.downloads.queue:
            known |= dict.fromkeys(record_ids(download), download)
        if any(number not in known for number in ids):
            raise missing()
        block = query.flag("blocklist")
        for row in dict.fromkeys(known[number] for number in ids):
            if isinstance(row, Pending):
                self.grabs.drop(row, block=block)
                continue
            self.failures.remove(
                row,
                from_client=query.flag("removeFromClient", default=True),
                change_category=query.flag("changeCategory"),
                block=block,
                skip_redownload=query.flag("skipRedownload"),
            )

    def _records(self, query: Query, by_default: frozenset[str]) -> list[Json]:
        """One for each item of a download, and each tells the size of the whole."""
        embeds = {
            word: embed
            for word, embed in self.embeds.items()
            if query.flag(f"include{word.capitalize()}", default=word in by_default)
        }
        records: list[Json] = []
        for download in self.downloads.queue:
            common = common_fields(self.downloads, download)
            for number, item in zip(record_ids(download), download.items or ({},), strict=True):
                records.append({"id": number, **self._about(item, embeds), **common})
        for waiting in self.grabs.pending:
            shared = waiting.common_fields(self.app)
            for number, item in zip(waiting.ids, waiting.release.items, strict=True):
                records.append({"id": number, **self._about(item, embeds), **shared})
        return records

    def _about(self, item: Item, embeds: Embeds) -> Json:
        if not item:
            return {}
        return {**item, **self.downloads.library.queue_fields(item), **{word: embeds[word](item) for word in embeds}}
