"""How a simulated Sonarr searches: episodes, seasons, series, and which checks each search leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from .command import Command, CommandError
from .downloads import Downloads
from .episode import Episode
from .episode_names import named
from .grabs import Grabs
from .history import Item
from .releases import Release
from .series import Series
from .shows import Shows

type Search = tuple[str, int] | tuple[str, int, int]
"""("episode", 5), ("season", 1, 3), ("series", 1)."""


@dataclass(slots=True)
class EpisodeSearches:
    """``searched`` is what was searched, in order; a series counts once, however many seasons it has."""

    shows: Shows
    downloads: Downloads
    grabs: Grabs
    below_cutoff: Callable[[Episode], bool]
    searched: list[Search] = field(default_factory=list)

    def episodes(self, command: Command) -> Iterator[float]:
        """Never asks whether an episode is monitored, or has aired."""
        ids = command.body.get("episodeIds")
        if not isinstance(ids, list):
            raise CommandError("Object reference not set to an instance of an object.")
        for number in ids:
            yield self.downloads.settings.search_takes
            episode = self.shows.episodes.get(number)
            if episode is None:
                raise CommandError(f"Episode with ID {number} does not exist")
            self._episode(episode, command.search_source)

    def season(self, command: Command) -> Iterator[float]:
        series, number = self._series(command), command.body.get("seasonNumber")
        yield self.downloads.settings.search_takes
        if isinstance(number, int):
            self._season(series, number, series.season(number), command.search_source)

    def series(self, command: Command) -> Iterator[float]:
        """Season after season, the unmonitored left out."""
        series = self._series(command)
        self.searched.append(("series", series.id))
        for season in sorted(series.seasons.values(), key=lambda season: season.number):
            if season.monitored:
                yield self.downloads.settings.search_takes
                self._look(season.episodes, command.search_source)

    def missing(self, command: Command) -> Iterator[float]:
        now = self.downloads.clock()
        return self._bulk(command, lambda episode: episode.file is None and episode.aired(now))

    def cutoff_unmet(self, command: Command) -> Iterator[float]:
        return self._bulk(command, lambda episode: episode.season > 0 and self.below_cutoff(episode))

    def again(self, items: tuple[Item, ...]) -> tuple[str, dict[str, object]]:
        """The search after a failure: one episode, its season if that failed as a whole, or each of the episodes."""
        ids = [item["episodeId"] for item in items]
        first = self.shows.episodes[ids[0]]
        season = self.shows.by_id[first.series_id].season(first.season)
        if len(ids) > 1 and len(ids) == len(season):
            return "SeasonSearch", {"seriesId": first.series_id, "seasonNumber": first.season}
        return "EpisodeSearch", {"episodeIds": ids}

    def _bulk(self, command: Command, wanted: Callable[[Episode], bool]) -> Iterator[float]:
        """Search what is not in the queue, longest unsearched first: several of a season as that season."""
        only, monitored = command.body.get("seriesId"), bool(command.body.get("monitored"))
        with self.downloads.lock:
            queued = self.downloads.queued
            series = self.shows.by_id
            episodes = [
                episode
                for episode in self.shows.episodes.values()
                if only in (None, episode.series_id)
                and (episode.monitored and series[episode.series_id].monitored) == monitored
                and episode.id not in queued
                and wanted(episode)
            ]
            episodes.sort(key=_season)
            groups = [list(group) for _, group in groupby(episodes, _season)]
        for group in sorted(groups, key=lambda group: min(episode.last_search_time or 0 for episode in group)):
            yield self.downloads.settings.search_takes
            if len(group) > 1:
                self._season(series[group[0].series_id], group[0].season, group, command.search_source)
            else:
                self._episode(group[0], command.search_source)

    def _episode(self, episode: Episode, source: str) -> None:
        with self.downloads.lock:
            self.searched.append(("episode", episode.id))
            if self._asked([episode]):
                self.grabs.search([episode.item], source, lambda release: not is_season_pack(release))

    def _season(self, series: Series, number: int, episodes: Sequence[Episode], source: str) -> None:
        with self.downloads.lock:
            self.searched.append(("season", series.id, number))
            self._look(episodes, source)

    def _look(self, episodes: Sequence[Episode], source: str) -> None:
        """Search what of a season is monitored, also for better files."""
        with self.downloads.lock:
            monitored = [episode for episode in episodes if episode.monitored]
            if monitored and self._asked(monitored):
                self.grabs.search([episode.item for episode in monitored], source, self._all_monitored)

    def _asked(self, episodes: Sequence[Episode]) -> bool:
        """Ask the indexers; the time of the search is kept if there was one to ask."""
        if not self.grabs.indexers.ask():
            return False
        for episode in episodes:
            episode.last_search_time = self.downloads.clock()
        return True

    def _all_monitored(self, release: Release) -> bool:
        """One episode that is not monitored rejects a whole pack."""
        episodes = [self.shows.episodes[item["episodeId"]] for item in release.items]
        series = self.shows.by_id[episodes[0].series_id]
        return series.monitored and all(episode.monitored for episode in episodes)

    def _series(self, command: Command) -> Series:
        number = command.body.get("seriesId")
        series = self.shows.by_id.get(number) if isinstance(number, int) else None
        if series is None:
            raise CommandError(f"Series with ID {number} does not exist")
        return series


def is_season_pack(release: Release) -> bool:
    what = named(release.title)
    return what is not None and not what.episodes


def _season(episode: Episode) -> tuple[int, int]:
    return episode.series_id, episode.season
