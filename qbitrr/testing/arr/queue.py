"""The queue endpoints of a simulated Arr, with the traps of reading and of removing."""

from __future__ import annotations

from collections.abc import Callable

from ..http import Reply
from .failures import Failures
from .grabs import Grabs, Pending
from .history import Item
from .queue_records import common_fields, record_ids, status_of
from .routes import Call, Route, status_only
from .tracked import TrackedDownload
from .wire import Query, json_reply, missing, page_of

SORT_KEYS = (
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
    """``item`` is the app's word ("movie"); ``embed`` gives the resource of one."""

    def __init__(self, failures: Failures, grabs: Grabs, item: str, embed: Callable[[Item], object]) -> None:
        self.failures, self.downloads, self.grabs = failures, failures.downloads, grabs
        self.item, self.embed = item, embed

    def routes(self) -> list[Route]:
        return [
            ("GET", "queue", self.page),
            ("GET", "queue/details", self.details),
            ("GET", "queue/status", self.counts),
            ("DELETE", "queue/{id}", self.delete),
            ("DELETE", "queue/bulk", self.delete_bulk),
        ]

    def page(self, call: Call) -> Reply:
        unknown = call.query.flag(f"includeUnknown{self.item.capitalize()}Items")
        items, statuses = call.query.numbers(f"{self.item}Ids"), call.query.text("status")
        key = f"{self.item}Id"
        records = [
            record
            for record in self._records(call.query)
            if (unknown or key in record)
            and (not items or record.get(key) in items)
            and (not statuses or record["status"] == statuses)
        ]
        return page_of(
            records, call.query, sort_keys=SORT_KEYS, page_past_end=lambda total, size: max(total // size, 1)
        )

    def details(self, call: Call) -> Reply:
        key = f"{self.item}Id"
        wanted = call.query.numbers(key)
        return json_reply([record for record in self._records(call.query) if not wanted or record.get(key) in wanted])

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
        known: dict[int, TrackedDownload | Pending] = {row.id: row for row in self.grabs.pending}
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

    def _records(self, query: Query) -> list[dict[str, object]]:
        embedded = query.flag(f"include{self.item.capitalize()}")
        records = []
        for download in self.downloads.queue:
            common = common_fields(self.downloads, download)
            for number, item in zip(record_ids(download), download.items or ({},), strict=True):
                extra = {self.item: self.embed(item)} if embedded and item else {}
                records.append({"id": number, **item, **common, **extra})
        return records + [row.resource() for row in self.grabs.pending]
