"""What a simulated Sonarr calls missing, and what below its cutoff."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..http import Reply
from .episode import Episode
from .episode_routes import EpisodeEndpoints
from .routes import Call, Route
from .shows import Shows
from .wire import page_of


class EpisodeWantedEndpoints:
    def __init__(self, shows: Shows, episodes: EpisodeEndpoints) -> None:
        self.shows, self.episodes = shows, episodes
        self.sort_keys: dict[str, Callable[[Episode], object]] = {
            "episodes.airDateUtc": lambda episode: episode.airs,
            "episodes.lastSearchTime": lambda episode: episode.last_search_time,
            "series.sortTitle": lambda episode: shows.by_id[episode.series_id].title.lower(),
        }

    def routes(self) -> list[Route]:
        return [("GET", "wanted/missing", self.missing), ("GET", "wanted/cutoff", self.cutoff)]

    def missing(self, call: Call) -> Reply:
        """What is over and has no file, specials too."""
        now = self.shows.clock()
        episodes = self.shows.episodes.values()
        return self._page(call, (each for each in episodes if each.file is None and each.aired(now)))

    def cutoff(self, call: Call) -> Reply:
        """By quality alone, without specials."""
        episodes = self.shows.episodes.values()
        return self._page(call, (each for each in episodes if each.season > 0 and self.episodes.below_cutoff(each)))

    def _page(self, call: Call, episodes: Iterable[Episode]) -> Reply:
        """Monitored means both the episode and its series."""
        query = call.query
        monitored = query.flag("monitored", default=True)
        with_series, with_file = query.flag("includeSeries"), query.flag("includeEpisodeFile")
        series = self.shows.by_id
        return page_of(
            [each for each in episodes if (each.monitored and series[each.series_id].monitored) == monitored],
            query,
            sort_keys=self.sort_keys,
            render=lambda each: self.episodes.resource(each, with_series=with_series, with_file=with_file),
        )
