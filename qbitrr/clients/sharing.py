"""Which torrents have data at a path, those too whose files lie in the downloads folder without one of their own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping

from ..domain import Torrent
from ..errors import Unavailable
from ..listing import Reader, files_in_parts
from ..ports import overlap
from .mirror import Belief

WITHIN = 5.0
"""Seconds after which the rest is left for the next time: who asks the client something else waits meanwhile."""

REMEMBERED = 60.0
"""Seconds in which the names of such files are not read again."""


class Sharing:
    """Answers for one client. When unsure it raises Unavailable."""

    def __init__(self, reader: Reader, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._reader = reader
        self._clock = clock
        self._tops: dict[str, tuple[float, frozenset[str]]] = {}

    def at(self, path: str, belief: Belief) -> frozenset[str]:
        """The torrents that have data at the path, within it or around it.

        The downloads folder itself as the ``path`` stands for the torrents of which the client says no better place.
        """
        if not belief.complete:
            raise Unavailable(f"the list of torrents is not complete: {belief.why_incomplete}")
        loose = {key: torrent for key, torrent in belief.torrents.items() if _loose(torrent)}
        self._read_tops(loose)
        asked = [place for key, one in loose.items() if _same(one.save_path, path) for place in self._places(key, one)]
        wanted = asked or [path]
        return frozenset(
            key
            for key, torrent in belief.torrents.items()
            if any(overlap(place, other) for place in self._places(key, torrent) for other in wanted)
        )

    def _places(self, key: str, torrent: Torrent) -> Iterator[str]:
        if key in self._tops and _loose(torrent):
            yield from (f"{torrent.save_path.rstrip('/')}/{top}" for top in self._tops[key][1])
        elif _absolute(torrent.content_path):
            yield torrent.content_path
        elif torrent.has_metadata or torrent.content_path:  # 4.5 at first gives a bare name
            raise Unavailable(f"the client does not say where the data of {torrent.name} is")

    def _read_tops(self, loose: Mapping[str, Torrent]) -> None:
        """Know the top-level names of all their files, read lately."""
        now = self._clock()
        self._tops = {key: known for key, known in self._tops.items() if key in loose and now < known[0] + REMEMBERED}
        unread = {key: torrent for key, torrent in loose.items() if key not in self._tops}
        for part in files_in_parts(self._reader, unread):
            self._tops |= {key: (now, frozenset(_top(file.path) for file in files)) for key, files in part.items()}
            if self._clock() > now + WITHIN and len(self._tops) < len(loose):
                raise Unavailable(
                    f"the files of {len(loose) - len(self._tops)} torrents are still to be read; try again"
                )


def _loose(torrent: Torrent) -> bool:
    """Are its files in the save path itself, without a folder of their own?"""
    return _same(torrent.content_path, torrent.save_path)


def _same(one: str, other: str) -> bool:
    return bool(one) and _plain(one) == _plain(other)


def _absolute(path: str) -> bool:
    return path.startswith(("/", "\\")) or path[1:2] == ":"


def _plain(path: str) -> str:
    return path.replace("\\", "/").rstrip("/")


def _top(path: str) -> str:
    return path.replace("\\", "/").split("/", 1)[0]
