"""What a simulated Arr does when a download failed or is removed from its queue."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from .blocklist import Blocklist
from .client import ClientError
from .downloads import Downloads
from .history import HistoryRow, Item
from .states import Tracked
from .tracked import TrackedDownload
from .wire import crash

MANUAL = "Manually marked as failed"


class Failures:
    """``redownload`` is called with the items that are to be searched again."""

    def __init__(
        self, downloads: Downloads, blocklist: Blocklist, redownload: Callable[[tuple[Item, ...]], None]
    ) -> None:
        self.downloads, self.blocklist, self.redownload = downloads, blocklist, redownload
        self.history = downloads.history

    def remove(
        self, download: TrackedDownload, *, from_client: bool, change_category: bool, block: bool, skip_redownload: bool
    ) -> None:
        """DELETE queue, for one download. Nothing has happened if the client fails."""
        try:
            self._touch_client(download, from_client=from_client, change_category=change_category)
        except ClientError as error:
            raise crash("NzbDrone.Core.Download.Clients.DownloadClientUnavailableException", str(error)) from error
        if block:
            self.mark_grab_failed(download, skip_redownload=skip_redownload)
        elif not from_client and not change_category:
            self._ignore(download)
        self.downloads.drop(download.download_id)

    def mark_grab_failed(self, download: TrackedDownload, *, skip_redownload: bool) -> None:
        """Without a record of the grab this does nothing, and says nothing."""
        grabs = self.history.grabs(download.download_id)
        if not grabs:
            return
        self.fail(grabs[0], skip_redownload=skip_redownload)
        settings = self.downloads.settings
        if download.torrent.finished_seeding and settings.remove_failed:
            with suppress(ClientError):  # the app only logs it
                self.downloads.client.remove(download.torrent.hash)

    def fail(self, row: HistoryRow, *, skip_redownload: bool) -> None:
        """Write history and blocklist, then search again. Only the row of a grab can be put on the blocklist."""
        items = self.history.items(row.download_id or "", "grabbed") or (row.item,)
        names = ("indexer", "downloadClient", "downloadClientName", "releaseGroup", "size")
        details = {name: row.details[name] for name in names if name in row.details}
        for item in items:
            self.history.add("downloadFailed", item, row.source_title, row.download_id, {**details, "message": MANUAL})
        if row.download_id:
            self.history.outcomes[row.download_id] = Tracked.FAILED
        if row.event == "grabbed":
            owner = self.downloads.library.owner(items)
            torrent_hash = row.details.get("torrentInfoHash", row.download_id or "")
            self.blocklist.add(owner, row.source_title, torrent_hash, row.details.get("indexer", ""), MANUAL)
        if self._wants_another(row) and not skip_redownload:
            self.redownload(items)

    def _wants_another(self, row: HistoryRow) -> bool:
        settings = self.downloads.settings
        interactive = row.details.get("releaseSource") == "InteractiveSearch"
        return settings.auto_redownload_failed and (settings.auto_redownload_from_interactive or not interactive)

    def _touch_client(self, download: TrackedDownload, *, from_client: bool, change_category: bool) -> None:
        client = self.downloads.client
        if from_client:
            client.remove(download.torrent.hash)
        elif change_category and client.imported_category not in ("", download.torrent.category):
            client.set_category(download.torrent.hash, client.imported_category)

    def _ignore(self, download: TrackedDownload) -> None:
        if not download.items:
            raise crash("System.NullReferenceException", "Object reference not set to an instance of an object.")
        details = {"downloadClient": "QBittorrent", "downloadClientName": "qBittorrent", "message": "Manually ignored"}
        for item in download.items:
            self.history.add("downloadIgnored", item, download.torrent.name, download.download_id, details)
        self.history.outcomes[download.download_id] = Tracked.IGNORED
