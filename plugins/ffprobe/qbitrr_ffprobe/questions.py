"""Which question a torrent poses; made anew only when something about its files has changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qbitrr import Torrent, TorrentFile

from .background import MOST_ANSWERS, Key, Question
from .choosing import folders, has_begun, media_of
from .options import Options


@dataclass(frozen=True, slots=True)
class Posed:
    """A question (None: there are no media to ask about), and what it was made from."""

    files: tuple[TorrentFile, ...] | None
    places: tuple[str, str]
    complete: bool
    question: Question | None


class Questions:
    """The questions of all torrents. A cycle may ask about thousands, and their files are seldom other ones."""

    def __init__(self, config: Options, local_path: Callable[[str, str], Path]) -> None:
        self._config = config
        self._local_path = local_path
        self._posed: OrderedDict[Key, Posed] = OrderedDict()

    def of(self, torrent: Torrent) -> Question | None:
        """What to ask about a torrent whose files are known."""
        places = torrent.content_path, torrent.save_path
        posed = self._posed.get(torrent.key)
        if posed and posed.files is torrent.files and (posed.places, posed.complete) == (places, torrent.complete):
            return posed.question
        question = self._complete(torrent) if torrent.complete else self._unfinished(torrent)
        self._posed[torrent.key] = Posed(torrent.files, places, torrent.complete, question)
        self._posed.move_to_end(torrent.key)
        if len(self._posed) > MOST_ANSWERS:
            self._posed.popitem(last=False)
        return question

    def _complete(self, torrent: Torrent) -> Question | None:
        media = media_of(torrent.files or (), min_share=self._config.min_share, max_files=self._config.max_files)
        return Question(torrent.key, self._folders(torrent), media) if media else None

    def _unfinished(self, torrent: Torrent) -> Question | None:
        largest = media_of(torrent.files or (), min_share=1, max_files=1)
        begun = largest and has_begun(torrent, largest[0])
        return Question(torrent.key, self._folders(torrent), largest, early=True) if begun else None

    def _folders(self, torrent: Torrent) -> tuple[Path, ...]:
        return tuple(self._local_path(torrent.client, folder) for folder in folders(torrent))
