"""The files and trackers of torrents: how each version of qBittorrent is asked, and what its answers mean."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress

from ..domain import TorrentFile, Tracker, TrackerStatus
from ..errors import Unavailable
from ..ports import DETAILS_AT_ONCE, Details, Refused
from .session import Session, checked
from .states import fraction, text, whole

SLICE = 0.2
"""Seconds after which torrents that have to be asked for one by one are left for another call."""

TRACKERS_TOGETHER = (2, 11, 4)
FILES_TOGETHER = (2, 11, 8)
"""The Web API that lists them with the torrents. Older ones ignore that this was asked for."""

STATUSES: Mapping[object, TrackerStatus] = {
    0: TrackerStatus.DISABLED,
    1: TrackerStatus.WAITING,
    2: TrackerStatus.WORKING,
    3: TrackerStatus.WAITING,
    4: TrackerStatus.FAILED,
    5: TrackerStatus.REFUSED,
    6: TrackerStatus.FAILED,
}


class DetailsReader:
    """Reads what is listed of a torrent only on request."""

    def __init__(self, session: Session, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._session = session
        self._clock = clock

    def read(self, hashes: tuple[str, ...], *, files: bool, trackers: bool) -> dict[str, Details]:
        """Of as many of these torrents as time allows, at least of one if there is one; the first come first."""
        asked = [checked(one) for one in hashes[:DETAILS_AT_ONCE]]
        if not asked or not (files or trackers):
            return {}
        rows = self._together(tuple(asked), files=files, trackers=trackers)
        if rows is not None:
            asked = [one for one in asked if one.lower() in rows]
        until = self._clock() + SLICE
        found: dict[str, Details] = {}
        for key in asked:
            row = (rows or {}).get(key.lower(), {})
            alone = (files and "files" not in row) or (trackers and "trackers" not in row)
            if alone and found and self._clock() > until:
                break
            with suppress(Refused):  # it has just been deleted
                said = self._trackers(key, row) if trackers else None
                found[key] = Details(
                    self._files(key, row) if files else None,
                    None if said is None else trackers_of(said),
                    None if said is None else private_of(said),
                )
        return found

    def _together(
        self, hashes: tuple[str, ...], *, files: bool, trackers: bool
    ) -> dict[str, Mapping[str, object]] | None:
        """The torrents with what can be had of all of them at once; None when that is nothing."""
        version = self._session.version()
        files = files and version >= FILES_TOGETHER
        trackers = trackers and version >= TRACKERS_TOGETHER
        return self._session.rows(hashes, files=files, trackers=trackers) if files or trackers else None

    def _files(self, key: str, row: Mapping[str, object]) -> tuple[TorrentFile, ...] | None:
        if "files" in row:
            return files_of(row["files"])
        return files_of(self._session.read(lambda: self._session.api.torrents_files(torrent_hash=key)))

    def _trackers(self, key: str, row: Mapping[str, object]) -> object:
        if "trackers" in row:
            return row["trackers"]
        return self._session.read(lambda: self._session.api.torrents_trackers(torrent_hash=key))


def files_of(said: object) -> tuple[TorrentFile, ...] | None:
    """A torrent's files; None when they are not all known, as before there is metadata."""
    files = [_file(place, one) for place, one in enumerate(_list(said))]
    known = tuple(one for one in files if one)
    return known if known and len(known) == len(files) else None


def trackers_of(said: object) -> tuple[Tracker, ...]:
    """A torrent's trackers, without the other ways to find peers that the client lists among them."""
    trackers = (_tracker(one) for one in _list(said))
    return tuple(one for one in trackers if one and not one.url.startswith("** ["))


def private_of(said: object) -> bool | None:
    """Whether a torrent is private; None where the other ways to find peers are not listed.

    Beside those the client says, in its own language, that it is; of any other torrent it says nothing there. Before
    there is metadata it says nothing either: then False means nothing.
    """
    ways = [one for one in _list(said) if isinstance(one, dict) and text(one.get("url")).startswith("** [")]
    return any(text(one.get("msg")) for one in ways) if ways else None


def _file(place: int, said: object) -> TorrentFile | None:
    if not isinstance(said, dict) or not (path := text(said.get("name"))):
        return None
    index = said.get("index")
    return TorrentFile(
        index=index if type(index) is int and index >= 0 else place,
        path=path,
        size=whole(said.get("size")),
        progress=min(1.0, fraction(said.get("progress"))),
        wanted=said.get("priority") != 0,
    )


def _tracker(said: object) -> Tracker | None:
    if not isinstance(said, dict) or not (url := text(said.get("url"))):
        return None
    code = said.get("status")
    waiting = said.get("updating") is True or type(code) is not int
    status = TrackerStatus.WAITING if waiting else STATUSES.get(code, TrackerStatus.WAITING)
    return Tracker(url, status, text(said.get("msg")), whole(said.get("tier")))


def _list(said: object) -> list[object]:
    if not isinstance(said, list):
        raise Unavailable("its list of files or trackers has the wrong shape")
    return said
