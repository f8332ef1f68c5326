"""A series of a simulated Sonarr with its seasons: its statistics, its resource."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .episode import Episode, EpisodeFile
from .quality import LANGUAGES
from .wire import Json, stamp


@dataclass(slots=True)
class Season:
    """A season; its number is 0 for the specials."""

    number: int
    monitored: bool = True
    episodes: list[Episode] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Series:
    """A series; a test may change it at any time."""

    id: int
    title: str
    year: int
    folder: Path
    added: float
    monitored: bool = True
    monitor_new_items: str = "all"
    status: str = "continuing"
    series_type: str = "standard"
    season_folder: bool = True
    quality_profile_id: int = 1
    tags: list[int] = field(default_factory=list)
    seasons: dict[int, Season] = field(default_factory=dict)

    @property
    def tvdb_id(self) -> int:
        return 70_000 + self.id

    @property
    def episodes(self) -> list[Episode]:
        return [episode for season in self.seasons.values() for episode in season.episodes]

    def season(self, number: int) -> list[Episode]:
        """The episodes of a season; none if there is no such season."""
        season = self.seasons.get(number)
        return season.episodes if season else []

    def embedded(self) -> dict[str, object]:
        """As queue, history and wanted carry it: nothing of what there is."""
        return {
            "id": self.id,
            "title": self.title,
            "sortTitle": self.title.lower(),
            "cleanTitle": "".join(self.title.lower().split()),
            "titleSlug": "-".join(self.title.lower().split()),
            "status": self.status,
            "ended": self.status == "ended",
            "year": self.year,
            "tvdbId": self.tvdb_id,
            "imdbId": f"tt{self.id:07}",
            "tmdbId": 90_000 + self.id,
            "monitored": self.monitored,
            "monitorNewItems": self.monitor_new_items,
            "seriesType": self.series_type,
            "seasonFolder": self.season_folder,
            "qualityProfileId": self.quality_profile_id,
            "languageProfileId": 1,  # there are none any more
            "originalLanguage": LANGUAGES[0],
            "tags": self.tags,
            "path": str(self.folder),
            "added": stamp(self.added),
            "runtime": 45,
            "seasons": [{"seasonNumber": each.number, "monitored": each.monitored} for each in self.seasons.values()],
        }

    def resource(self, now: float) -> Json:
        episodes = self.episodes
        dates = [episode.airs for episode in episodes if episode.airs is not None and episode.season > 0]
        return {
            **self.embedded(),
            "rootFolderPath": str(self.folder.parent),
            "firstAired": stamp(min(dates, default=None)),
            "lastAired": stamp(max(dates, default=None)),
            **airings(episodes, now),
            "statistics": {"seasonCount": sum(number > 0 for number in self.seasons), **statistics(episodes, now)},
            "seasons": [
                {
                    "seasonNumber": season.number,
                    "monitored": season.monitored,
                    "statistics": {**airings(season.episodes, now), **statistics(season.episodes, now)},
                }
                for season in self.seasons.values()
            ],
        }


def airings(episodes: Iterable[Episode], now: float) -> Json:
    dates = [episode.airs for episode in episodes if episode.airs is not None and episode.monitored]
    return {
        "nextAiring": stamp(min((date for date in dates if date >= now), default=None)),
        "previousAiring": stamp(max((date for date in dates if date < now), default=None)),
    }


def statistics(episodes: Iterable[Episode], now: float) -> Json:
    """``episodeCount`` are those that there should be: with a file, or monitored and aired."""
    episodes = list(episodes)
    have = [episode for episode in episodes if episode.file]
    due = [episode for episode in episodes if episode.file or (episode.monitored and episode.aired(now))]
    return {
        "episodeFileCount": len(have),
        "episodeCount": len(due),
        "totalEpisodeCount": len(episodes),
        "sizeOnDisk": sum(file.size for file in files_of(episodes)),
        "releaseGroups": [],
        "percentOfEpisodes": 100.0 * len(have) / len(due) if due else 100.0,
    }


def files_of(episodes: Iterable[Episode]) -> list[EpisodeFile]:
    """Their files, each once."""
    return list({episode.file.id: episode.file for episode in episodes if episode.file}.values())
