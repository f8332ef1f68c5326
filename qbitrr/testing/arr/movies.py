"""The library of a simulated Radarr: which movies it has, and how a file comes into it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .files import place, video_files
from .history import History, Item
from .movie import QUALITIES, Movie, MovieFile
from .profiles import Held
from .titles import Titles
from .tracked import Imported
from .traits import give
from .wire import Json


@dataclass(slots=True)
class Movies:
    """All movies by id. It is the library that the shared parts ask."""

    root_folder: Path
    lock: threading.RLock
    clock: Callable[[], float]
    history: History
    by_id: dict[int, Movie] = field(default_factory=dict)
    titles: Titles = field(default_factory=Titles)
    _files: int = 0

    def add(self, title: str, year: int, traits: Mapping[str, object]) -> Movie:
        number = next(reversed(self.by_id), 0) + 1
        folder = self.root_folder / f"{title} ({year})"
        movie = Movie(id=number, title=title, year=year, folder=folder, added=self.clock())
        give(movie, traits)
        self.by_id[number] = movie
        self.titles.add(f"{title} {year}", number)
        return movie

    def put_file(self, movie: Movie, path: Path, *, size: int, resolution: int, score: int) -> MovieFile:
        """Let a movie have a file, whatever it had before."""
        self._files += 1
        movie.file = MovieFile(
            id=self._files,
            movie_id=movie.id,
            path=path,
            size=size,
            added=self.clock(),
            resolution=resolution,
            score=score,
        )
        return movie.file

    def file_name(self, movie: Movie, resolution: int, suffix: str) -> Path:
        return movie.folder / f"{movie.title} ({movie.year}) {QUALITIES.name(resolution)}{suffix}"

    def identify(self, title: str) -> tuple[Item, ...]:
        """The movie that a release name begins with: its title and year, in any punctuation."""
        number = self.titles.find(title)
        return ({"movieId": number},) if number else ()

    def chosen(self, file: Mapping[str, object]) -> tuple[Item, ...]:
        number = file.get("movieId")
        return ({"movieId": number},) if isinstance(number, int) else ()

    def owner(self, items: tuple[Item, ...]) -> Mapping[str, object]:
        return items[0]

    def queue_fields(self, item: Item) -> Json:  # noqa: ARG002 a movie is all that the record is about
        return {}

    def held(self, item: Item) -> Held | None:
        movie = self.by_id.get(item["movieId"])
        return Held(movie.file.resolution, movie.file.score) if movie and movie.file else None

    def profile_id(self, item: Item) -> int:
        movie = self.by_id.get(item["movieId"])
        return movie.quality_profile_id if movie else 0

    def uses_tag(self, tag: int) -> bool:
        return any(tag in movie.tags for movie in self.by_id.values())

    def whole(self, items: tuple[Item, ...], imported: tuple[Item, ...]) -> bool:
        return all(item in imported for item in items)

    def accept(
        self,
        items: tuple[Item, ...],
        path: Path,
        title: str,
        *,
        move: bool,
        score: int,
        forced: bool,  # noqa: ARG002 one movie has one file anyhow
    ) -> list[Imported]:
        """Take the largest video; refuse a path inside the library."""
        movie = self.by_id.get(items[0]["movieId"]) if items else None
        videos = video_files(path)
        if movie is None or not videos or self._inside(path):
            return []
        source, resolution = videos[0], QUALITIES.rank_of(title)
        size = source.stat().st_size
        destination = self.file_name(movie, resolution, source.suffix)
        place(source, destination, move=move)
        with self.lock:
            self._replace(movie, destination)
            file = self.put_file(movie, destination, size=size, resolution=resolution, score=score)
        item = {"movieId": movie.id}
        return [Imported(item=item, file_id=file.id, source=source, destination=destination, size=size)]

    def _inside(self, path: Path) -> bool:
        folders = {movie.folder for movie in self.by_id.values()}
        return any(place in folders for place in (path, *path.parents))

    def _replace(self, movie: Movie, destination: Path) -> None:
        if movie.file is None:
            return
        if movie.file.path != destination:
            movie.file.path.unlink(missing_ok=True)
        details = {"reason": "Upgrade", "size": str(movie.file.size)}
        self.history.add("movieFileDeleted", {"movieId": movie.id}, movie.file.path.name, None, details)
