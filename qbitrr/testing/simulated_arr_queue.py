"""The queue endpoints of a simulated Arr, with the traps of reading and of removing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from qbitrr.testing.http import Reply
from qbitrr.testing.simulated_arr_client import UNKNOWN_ETA
from qbitrr.testing.simulated_arr_downloads import TrackedDownload
from qbitrr.testing.simulated_arr_failures import Failures
from qbitrr.testing.simulated_arr_grabs import Grabs, Pending
from qbitrr.testing.simulated_arr_history import Item
from qbitrr.testing.simulated_arr_quality import LANGUAGES, quality_of
from qbitrr.testing.simulated_arr_routes import Call, Route, status_only
from qbitrr.testing.simulated_arr_wire import Query, json_reply, missing, page_of, stamp, time_span

YEAR = 365 * 86_400
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
CLIENT = "qBittorrent"


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
                "warnings": any(_status(download) == "warning" for download in known),
                "unknownErrors": False,
                "unknownWarnings": any(_status(download) == "warning" for download in unknown),
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
            common = self._common(download)
            for number, item in zip(record_ids(download), download.items or ({},), strict=True):
                extra = {self.item: self.embed(item)} if embedded and item else {}
                records.append({"id": number, **item, **common, **extra})
        return records + [row.resource() for row in self.grabs.pending]

    def _common(self, download: TrackedDownload) -> dict[str, object]:
        torrent, grabs = download.torrent, self.downloads.history.grabs(download.download_id)
        done = torrent.status == "completed"
        left = None if torrent.eta >= UNKNOWN_ETA or torrent.eta > YEAR else 0 if done else torrent.eta
        return {
            "title": torrent.name,
            "languages": LANGUAGES,
            "quality": quality_of(torrent.name),
            "customFormats": [],
            "customFormatScore": 0,
            "size": torrent.size,
            "sizeleft": round(torrent.size * (1 - torrent.progress)),
            "timeleft": time_span(0) if done else None if left is None else time_span(left),
            "estimatedCompletionTime": None if left is None else stamp(self.downloads.clock() + left),
            "added": stamp(grabs[0].date) if grabs else None,
            "status": torrent.status,
            "trackedDownloadStatus": _status(download),
            "trackedDownloadState": download.state,
            "statusMessages": [{"title": title, "messages": lines} for title, lines in download.warnings],
            "errorMessage": _complaint(torrent.state),
            "downloadId": download.download_id,
            "protocol": "torrent",
            "downloadClient": CLIENT,
            "downloadClientHasPostImportCategory": bool(self.downloads.client.imported_category),
            "indexer": grabs[0].details.get("indexer") if grabs else None,
            "outputPath": str(self.downloads.local_path(torrent)) if done else None,
        }


def record_ids(download: TrackedDownload) -> list[int]:
    """The ids of a download's records: hashes, the same as long as client and torrent are."""
    ids = []
    for item in download.items or ({},):
        suffix = "".join(f"-{value}" for key, value in item.items() if key in ("episodeId", "albumId"))
        digest = hashlib.sha1(f"trackedDownload-1-{download.download_id}{suffix}".encode()).digest()
        ids.append(int.from_bytes(digest[:4]) & 0x7FFFFFFF)
    return ids


def _status(download: TrackedDownload) -> str:
    return "warning" if download.warnings or download.torrent.status == "warning" else "ok"


def _complaint(state: str) -> str | None:
    return {
        "error": "qBittorrent is reporting an error",
        "stalledDL": "The download is stalled with no connections",
        "missingFiles": "qBittorrent is reporting missing files",
        "metaDL": "qBittorrent is downloading metadata",
    }.get(state)
