"""What a simulated Sonarr takes the files for that it scans for a manual import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .episode import Episode
from .episode_names import named
from .files import video_files
from .history import Item
from .manual_import import of_video, rejections
from .shows import Shows
from .wire import Json


def episode_candidates(shows: Shows, folder: Path, items: tuple[Item, ...]) -> Iterator[tuple[Path, Json]]:
    series = shows.by_id.get(items[0]["seriesId"]) if items else None
    for file in video_files(folder):
        episodes = _episodes(shows, file, items)
        yield (
            file,
            {
                **of_video(file, folder),
                "series": series.embedded() if series else None,
                "seasonNumber": episodes[0].season if episodes else None,
                "episodes": [episode.resource() for episode in episodes],
                "releaseType": "singleEpisode" if len(episodes) < 2 else "multiEpisode",
                "rejections": rejections("" if episodes else "Invalid season or episode"),
            },
        )


def _episodes(shows: Shows, file: Path, items: tuple[Item, ...]) -> list[Episode]:
    episodes = [shows.episodes[item["episodeId"]] for item in items]
    what = named(file.stem)
    if what is None:
        return episodes if len(episodes) == 1 else []
    return [each for each in episodes if each.season == what.season and each.number in what.episodes]
