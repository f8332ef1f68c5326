"""The files of many torrents: asked for in parts until they are known of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Protocol

from .domain import Torrent, TorrentFile
from .errors import Unavailable
from .ports import DETAILS_AT_ONCE, Details
from .wording import called


class Reader(Protocol):
    """What reads the files of torrents. It may leave some out that it did not reach in time."""

    @property
    def name(self) -> str: ...

    def details(
        self, hashes: tuple[str, ...], *, files: bool = False, trackers: bool = False
    ) -> Mapping[str, Details]: ...


def files_in_parts(reader: Reader, torrents: Mapping[str, Torrent]) -> Iterator[Mapping[str, tuple[TorrentFile, ...]]]:
    """What each answer tells, by hash, until all are known. Raises Unavailable when an answer tells nothing more."""
    left = dict(torrents)
    while left:
        details = reader.details(tuple(islice(left, DETAILS_AT_ONCE)), files=True)
        known = {key: one.files for key, one in details.items() if one.files is not None and key in left}
        if not known:
            first = called(next(iter(left.values())))
            raise Unavailable(
                f"{reader.name} does not say which files {len(left)} of its torrents have, such as {first}"
            )
        yield known
        left = {key: torrent for key, torrent in left.items() if key not in known}
