"""How one qBittorrent is told to treat a torrent: its limits, files, trackers and place in the queue."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from ..ports import Limits, Refused
from .session import Session

LIMITS = (
    "ratio_limit",
    "seeding_time_limit",
    "inactive_seeding_time_limit",
    "share_limit_action",
    "share_limits_mode",
    "dl_limit",
    "up_limit",
    "auto_tmm",
    "force_start",
)
DECODES_TRACKERS = (2, 11, 4)
"""The Web API that takes the trackers to remove percent-encoded; older ones take them as they are."""

CLIENTS_OWN = -2
"""A share limit that is the client's own."""


class Tuning:
    """Every change is sent once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._api = session.api

    def limits(self, key: str) -> Limits:
        row = self._session.row(key)
        if row is None:
            raise self._session.missing(key)
        return {name: value for name in LIMITS if isinstance(value := row.get(name), bool | int | float | str)}

    def set_limits(self, key: str, limits: Limits) -> None:
        """Give it these limits; those not named become the client's own. Whether it is forced is for ``start``."""
        self._session.change(key, lambda: self._share_limits(key, limits))
        self._limit_download(key, _speed(limits.get("dl_limit", 0)))
        self._limit_upload(key, _speed(limits.get("up_limit", 0)))
        if "auto_tmm" in limits:
            managed = limits["auto_tmm"] is True
            self._session.send(lambda: self._api.torrents_set_auto_management(enable=managed, torrent_hashes=key))

    def set_speed(self, key: str, *, download: int | None, upload: int | None) -> None:
        self._session.change(key, lambda: None)
        if download is not None:
            self._limit_download(key, _speed(download))
        if upload is not None:
            self._limit_upload(key, _speed(upload))

    def deselect(self, key: str, files: frozenset[int]) -> None:
        if not files:
            raise Refused("no file was named")
        chosen = sorted(files)
        self._session.change(
            key, lambda: self._api.torrents_file_priority(torrent_hash=key, file_ids=chosen, priority=0)
        )

    def super_seed(self, key: str, *, on: bool) -> None:
        self._session.change(key, lambda: self._api.torrents_set_super_seeding(enable=on, torrent_hashes=key))

    def add_trackers(self, key: str, urls: tuple[str, ...]) -> None:
        """A tracker that it has already stays as it is."""
        wanted = _separable(urls)
        self._session.change(key, lambda: self._api.torrents_add_trackers(torrent_hash=key, urls=wanted))

    def remove_trackers(self, key: str, urls: tuple[str, ...]) -> None:
        """Those that it does not have are gone already."""
        wanted = _separable(urls)
        if self._session.version() >= DECODES_TRACKERS:
            wanted = [quote(url, safe="") for url in wanted]
        self._session.change(key, lambda: self._api.torrents_remove_trackers(torrent_hash=key, urls=wanted))

    def _limit_download(self, key: str, limit: int) -> None:
        self._session.send(lambda: self._api.torrents_set_download_limit(limit=limit, torrent_hashes=key))

    def _limit_upload(self, key: str, limit: int) -> None:
        self._session.send(lambda: self._api.torrents_set_upload_limit(limit=limit, torrent_hashes=key))

    def _share_limits(self, key: str, limits: Mapping[str, float | bool | str]) -> None:
        self._api.torrents_set_share_limits(
            ratio_limit=limits.get("ratio_limit", CLIENTS_OWN),
            seeding_time_limit=int(limits.get("seeding_time_limit", CLIENTS_OWN)),
            inactive_seeding_time_limit=int(limits.get("inactive_seeding_time_limit", CLIENTS_OWN)),
            share_limit_action=limits.get("share_limit_action", "Default"),  # type: ignore[arg-type]
            share_limits_mode=limits.get("share_limits_mode", "Default"),  # type: ignore[arg-type]
            torrent_hashes=key,
        )


def _separable(urls: tuple[str, ...]) -> list[str]:
    """URLs that the client can tell apart in a list."""
    for url in urls:
        if not url or any(separator in url for separator in "|\n\r\t "):
            raise Refused(f"{url!r} is not the URL of a tracker")
    if not urls:
        raise Refused("no tracker was named")
    return list(urls)


def _speed(limit: float | str) -> int:
    """In bytes a second; 0 is none, which some versions call -1."""
    return max(0, int(limit))
