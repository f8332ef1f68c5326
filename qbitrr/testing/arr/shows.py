"""The library of a simulated Sonarr: its series and episodes, and what a release name means there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .episode import QUALITIES, Episode, EpisodeFile
from .episode_files import EpisodeFiles
from .episode_names import Named, named
from .history import History, Item
from .profiles import Held
from .series import Season, Series
from .titles import Titles
from .tracked import Imported
from .traits import give
from .wire import Json

WEEK = 7 * 86_400.0


@dataclass(slots=True)
class Shows:
    """All series and episodes by id. It is the library that the shared parts ask."""

    root_folder: Path
    lock: threading.RLock
    clock: Callable[[], float]
    history: History
    by_id: dict[int, Series] = field(default_factory=dict)
    episodes: dict[int, Episode] = field(default_factory=dict)
    titles: Titles = field(default_factory=Titles)
    _files: int = 0

    def add(self, title: str, year: int, seasons: Mapping[int, int], traits: Mapping[str, object]) -> Series:
        """Add a series; its episodes aired week by week, the last one a week ago."""
        number = next(reversed(self.by_id), 0) + 1
        series = Series(id=number, title=title, year=year, folder=self.root_folder / title, added=self.clock())
        give(series, traits)
        self.by_id[number] = series
        self.titles.add(title, number)
        self.titles.add(f"{title} {year}", number)
        airs = self.clock() - WEEK * sum(seasons.values())
        for season, count in seasons.items():
            series.seasons[season] = Season(season)
            for episode in range(1, count + 1):
                self.add_episode(series, season, episode, airs)
                airs += WEEK
        return series

    def add_episode(self, series: Series, season: int, number: int, airs: float | None) -> Episode:
        episode = Episode(id=len(self.episodes) + 1, series_id=series.id, season=season, number=number, airs=airs)
        self.episodes[episode.id] = episode
        series.seasons.setdefault(season, Season(season)).episodes.append(episode)
        return episode

    def put_file(
        self, episodes: Sequence[Episode], path: Path, *, size: int, resolution: int, score: int
    ) -> EpisodeFile:
        """Let episodes have one file, whatever they had before."""
        self._files += 1
        file = EpisodeFile(
            id=self._files,
            series_id=episodes[0].series_id,
            season=episodes[0].season,
            path=path,
            size=size,
            added=self.clock(),
            resolution=resolution,
            score=score,
        )
        for episode in episodes:
            episode.file = file
        return file

    def file_name(self, episodes: Sequence[Episode], resolution: int, suffix: str) -> Path:
        series, season = self.by_id[episodes[0].series_id], episodes[0].season
        numbers = "-".join(f"E{episode.number:02}" for episode in episodes)
        folder = series.folder / ("Specials" if season == 0 else f"Season {season:02}")
        return folder / f"{series.title} - S{season:02}{numbers} - {QUALITIES.name(resolution)}{suffix}"

    def identify(self, title: str) -> tuple[Item, ...]:
        """The episodes of the series that a release name begins with: those it names, or all of its season."""
        series, what = self.by_id.get(self.titles.find(title)), named(title)
        if series is None or what is None:
            return ()
        return tuple(episode.item for episode in meant(series, what))

    def chosen(self, file: Mapping[str, object]) -> tuple[Item, ...]:
        numbers = file.get("episodeIds")
        known = (self.episodes.get(number) for number in numbers) if isinstance(numbers, list) else ()
        return tuple(episode.item for episode in known if episode)

    def owner(self, items: tuple[Item, ...]) -> Mapping[str, object]:
        return {"seriesId": items[0]["seriesId"], "episodeIds": [item["episodeId"] for item in items]}

    def queue_fields(self, item: Item) -> Json:
        episode = self.episodes.get(item["episodeId"])
        return {"seasonNumber": episode.season, "episodeHasFile": episode.file is not None} if episode else {}

    def held(self, item: Item) -> Held | None:
        episode = self.episodes.get(item["episodeId"])
        return Held(episode.file.resolution, episode.file.score) if episode and episode.file else None

    def profile_id(self, item: Item) -> int:
        series = self.by_id.get(item["seriesId"])
        return series.quality_profile_id if series else 0

    def uses_tag(self, tag: int) -> bool:
        return any(tag in series.tags for series in self.by_id.values())

    def whole(self, items: tuple[Item, ...], imported: tuple[Item, ...]) -> bool:
        return all(item in imported for item in items)

    def accept(
        self, items: tuple[Item, ...], path: Path, title: str, *, move: bool, score: int, forced: bool
    ) -> list[Imported]:
        episodes = [self.episodes[item["episodeId"]] for item in items]
        return EpisodeFiles(self).accept(episodes, path, title, move=move, score=score, forced=forced)


def meant(series: Series, what: Named) -> list[Episode]:
    """The episodes of a series that a name means."""
    return [episode for episode in series.season(what.season) if not what.episodes or episode.number in what.episodes]
