"""How files come into the library of a simulated Sonarr: each goes to the episodes that its name tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .episode import QUALITIES, Episode
from .episode_names import named
from .files import place, video_files
from .tracked import Imported

if TYPE_CHECKING:
    from .shows import Shows


@dataclass(frozen=True, slots=True)
class EpisodeFiles:
    """What ``shows`` takes in."""

    shows: Shows

    def accept(
        self, episodes: Sequence[Episode], path: Path, title: str, *, move: bool, score: int, forced: bool
    ) -> list[Imported]:
        """Take every video that belongs to one of the episodes; refuse a path inside the library."""
        videos = sorted(video_files(path))
        if not episodes or self._inside(path):
            return []
        taken: list[Imported] = []
        for video in videos:
            only = forced or (len(videos) == 1 and len(episodes) == 1)
            wanted = list(episodes) if only else _told(video, episodes)
            rank = QUALITIES.rank_of(title)
            if wanted and not self._has(wanted, video) and (forced or not _worse(wanted, rank)):
                taken += self._take(wanted, video, rank, move=move, score=score)
        return taken

    def _take(
        self, episodes: Sequence[Episode], video: Path, resolution: int, *, move: bool, score: int
    ) -> list[Imported]:
        size = video.stat().st_size
        destination = self.shows.file_name(episodes, resolution, video.suffix)
        place(video, destination, move=move)
        with self.shows.lock:
            self._replace(episodes, destination)
            file = self.shows.put_file(episodes, destination, size=size, resolution=resolution, score=score)
        return [
            Imported(item=episode.item, file_id=file.id, source=video, destination=destination, size=size)
            for episode in episodes
        ]

    def _replace(self, episodes: Sequence[Episode], destination: Path) -> None:
        for episode in episodes:
            if episode.file is None:
                continue
            if episode.file.path != destination:
                episode.file.path.unlink(missing_ok=True)
            details = {"reason": "Upgrade", "size": str(episode.file.size)}
            self.shows.history.add("episodeFileDeleted", episode.item, episode.file.path.name, None, details)

    def _inside(self, path: Path) -> bool:
        folders = {series.folder for series in self.shows.by_id.values()}
        return any(place in folders for place in (path, *path.parents))

    @staticmethod
    def _has(episodes: Sequence[Episode], video: Path) -> bool:
        """Whether the very file is there already: an import that goes on does not take it again."""
        files = [episode.file.path for episode in episodes if episode.file]
        return len(files) == len(episodes) and all(file.exists() and file.samefile(video) for file in files)


def _told(video: Path, episodes: Sequence[Episode]) -> list[Episode]:
    """What its name tells, of the episodes that are expected."""
    what = named(video.stem)
    if what is None:
        return []
    return [episode for episode in episodes if episode.season == what.season and episode.number in what.episodes]


def _worse(episodes: Sequence[Episode], rank: int) -> bool:
    return any(episode.file is not None and episode.file.resolution > rank for episode in episodes)
