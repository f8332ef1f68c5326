"""The library of a simulated Radarr: which movies it has, and how a file comes into it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .files import place, video_files
from .history import History, Item
from .movie import Movie, MovieFile
from .quality import QUALITIES, resolution_of
from .tracked import Imported


@dataclass(slots=True)
class Movies:
    """All movies by id. It is the library that the shared parts ask."""

    root_folder: Path
    lock: threading.RLock
    clock: Callable[[], float]
    history: History
    by_id: dict[int, Movie] = field(default_factory=dict)
    _files: int = 0

    def identify(self, title: str) -> tuple[Item, ...]:
        """The movie that a release name begins with: its title and year, in any punctuation."""
        plain = _plain(title)
        for movie in self.by_id.values():
            if re.match(rf"{re.escape(_plain(movie.title))} {movie.year}\b", plain):
                return ({"movieId": movie.id},)
        return ()

    def owner(self, items: tuple[Item, ...]) -> Mapping[str, object]:
        return items[0]

    def resolution(self, item: Item) -> int:
        movie = self.by_id.get(item["movieId"])
        return movie.file.resolution if movie and movie.file else 0

    def accept(self, items: tuple[Item, ...], path: Path, title: str, *, move: bool) -> list[Imported]:
        """Take the largest video; refuse a path inside the library."""
        movie = self.by_id.get(items[0]["movieId"]) if items else None
        videos = video_files(path)
        if movie is None or not videos or any(path.is_relative_to(other.folder) for other in self.by_id.values()):
            return []
        source, resolution = videos[0], resolution_of(title)
        size = source.stat().st_size
        name = f"{movie.title} ({movie.year}) {QUALITIES[resolution][1]}{source.suffix}"
        destination = movie.folder / name
        place(source, destination, move=move)
        with self.lock:
            self._replace(movie, destination)
            self._files += 1
            movie.file = MovieFile(
                id=self._files,
                movie_id=movie.id,
                path=destination,
                size=size,
                added=self.clock(),
                resolution=resolution,
            )
        item = {"movieId": movie.id}
        return [Imported(item=item, file_id=self._files, source=source, destination=destination, size=size)]

    def _replace(self, movie: Movie, destination: Path) -> None:
        if movie.file is None:
            return
        if movie.file.path != destination:
            movie.file.path.unlink(missing_ok=True)
        details = {"reason": "Upgrade", "size": str(movie.file.size)}
        self.history.add("movieFileDeleted", {"movieId": movie.id}, movie.file.path.name, None, details)


def _plain(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", title.lower()).strip()
