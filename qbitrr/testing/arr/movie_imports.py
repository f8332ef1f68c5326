"""What a simulated Radarr takes the files for that it scans for a manual import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .files import video_files
from .history import Item
from .manual_import import of_video, rejections
from .movies import Movies
from .wire import Json


def movie_candidates(movies: Movies, folder: Path, items: tuple[Item, ...]) -> Iterator[tuple[Path, Json]]:
    movie = movies.by_id.get(items[0]["movieId"]) if items else None
    said = {
        "movie": movie.embedded(available=True) if movie else None,
        "rejections": rejections("" if movie else "Unknown Movie"),
    }
    for file in video_files(folder):
        yield file, {**of_video(file, folder), **said}
