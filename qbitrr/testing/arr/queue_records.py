"""What a record of a simulated Arr's queue says about its download."""

from __future__ import annotations

import hashlib

from .downloads import Downloads
from .torrent import UNKNOWN_ETA
from .tracked import TrackedDownload
from .wire import stamp, time_span

YEAR = 365 * 86_400
CLIENT = "qBittorrent"


def common_fields(downloads: Downloads, download: TrackedDownload) -> dict[str, object]:
    torrent, grabs, app = download.torrent, downloads.history.grabs(download.download_id), downloads.app
    done = torrent.status == "completed"
    left = None if torrent.eta >= UNKNOWN_ETA or torrent.eta > YEAR else 0 if done else torrent.eta
    return {
        "title": torrent.name,
        **app.describe(torrent.name),
        "customFormatScore": grabs[0].score if grabs else 0,
        "size": torrent.size,
        "sizeleft": round(torrent.size * (1 - torrent.progress)),
        "timeleft": time_span(0) if done else None if left is None else time_span(left),
        "estimatedCompletionTime": None if left is None else stamp(downloads.clock() + left),
        "added": stamp(grabs[0].date) if grabs else None,
        "status": torrent.status,
        "trackedDownloadStatus": status_of(download),
        "trackedDownloadState": app.words.get(download.state, download.state),
        "statusMessages": [{"title": title, "messages": lines} for title, lines in download.warnings],
        "errorMessage": _complaint(torrent.state),
        "downloadId": download.download_id,
        "protocol": "torrent",
        "downloadClient": CLIENT,
        "downloadClientHasPostImportCategory": bool(downloads.client.imported_category),
        "indexer": grabs[0].details.get("indexer") if grabs else None,
        "outputPath": str(downloads.local_path(torrent)) if done else None,
    }


def record_ids(download: TrackedDownload) -> list[int]:
    """The ids of a download's records: hashes, the same as long as client and torrent are."""
    ids = []
    for item in download.items or ({},):
        suffix = "".join(f"-{value}" for key, value in item.items() if key in ("episodeId", "albumId"))
        digest = hashlib.sha1(f"trackedDownload-1-{download.download_id}{suffix}".encode()).digest()
        ids.append(int.from_bytes(digest[:4]) & 0x7FFFFFFF)
    return ids


def status_of(download: TrackedDownload) -> str:
    return "warning" if download.warnings or download.torrent.status == "warning" else "ok"


def _complaint(state: str) -> str | None:
    return {
        "error": "qBittorrent is reporting an error",
        "stalledDL": "The download is stalled with no connections",
        "missingFiles": "qBittorrent is reporting missing files",
        "metaDL": "qBittorrent is downloading metadata",
    }.get(state)
