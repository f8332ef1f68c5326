"""A Sonarr that is simulated: like the Radarr, with series, seasons and packs, and the traps that come of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Unpack

from .arr.app import COMMON_IDLE_COMMANDS, App
from .arr.command import Kind
from .arr.episode import QUALITIES, Episode
from .arr.episode_imports import episode_candidates
from .arr.episode_routes import EpisodeEndpoints
from .arr.episode_searches import EpisodeSearches, Search
from .arr.episode_wanted import EpisodeWantedEndpoints
from .arr.history import HistoryRow, Item
from .arr.manual_import import ManualImportEndpoints
from .arr.releases import Release, ReleaseTraits
from .arr.series import Series
from .arr.series_routes import SeriesEndpoints
from .arr.server import ArrServer, ServerOptions
from .arr.shows import Shows

EVENTS = {
    0: "unknown",
    1: "grabbed",
    2: "seriesFolderImported",
    3: "downloadFolderImported",
    4: "downloadFailed",
    5: "episodeFileDeleted",
    6: "episodeFileRenamed",
    7: "downloadIgnored",
}
SONARR = App(
    name="Sonarr",
    version="4.0.19.2979",
    prefix="/api/v3",
    group="series",
    item="episode",
    media="tv",
    events=EVENTS,
    imported="downloadFolderImported",
    scan="DownloadedEpisodesScan",
    idle_commands=(*COMMON_IDLE_COMMANDS, "RenameSeries"),
    qualities=QUALITIES,
    profiles_lack=frozenset(("language",)),
    handling_lacks=frozenset(("checkForFinishedDownloadInterval",)),
)


class SimulatedSonarr(ArrServer):
    """A Sonarr on loopback. ``api_current="v5"`` lets it call v3 deprecated, as Sonarr 5 does."""

    def __init__(
        self, *, client_port: int, root_folder: Path, category: str = "sonarr", **options: Unpack[ServerOptions]
    ) -> None:
        super().__init__(SONARR, client_port=client_port, category=category, **options)
        self.shows = Shows(root_folder, self.lock, self.clock, self.history)
        self.assemble(self.shows, self._search_again)
        episodes = EpisodeEndpoints(self.shows, self.profiles)
        series = SeriesEndpoints(self.shows, self.profiles)
        wanted = EpisodeWantedEndpoints(self.shows, episodes)
        imports = ManualImportEndpoints(self.downloads, partial(episode_candidates, self.shows))
        self.episode_searches = EpisodeSearches(self.shows, self.downloads, self.grabs, episodes.below_cutoff)
        self.open(
            [*series.routes(), *episodes.routes(), *wanted.routes(), *imports.routes()],
            self._kinds_of_its_own(),
            {"series": series.embed, "episode": episodes.embed},
        )

    def add_series(
        self,
        title: str,
        *,
        year: int = 2020,
        seasons: Mapping[int, int] | None = None,
        monitored: bool = True,
        **traits: object,
    ) -> int:
        """Add a series and return its id. ``seasons`` tells the episodes of each; all have aired.

        ``traits`` are other fields of ``Series``.
        """
        with self.lock:
            return self.shows.add(title, year, seasons or {1: 10, 2: 8}, {"monitored": monitored, **traits}).id

    def add_episode(self, series_id: int, season: int, number: int, *, airs: float | None) -> int:
        """Add one more episode and return its id; None if nobody knows when it airs."""
        with self.lock:
            return self.shows.add_episode(self.series(series_id), season, number, airs).id

    def series(self, number: int) -> Series:
        return self.shows.by_id[number]

    def episode(self, number: int) -> Episode:
        return self.shows.episodes[number]

    def episodes(self, series_id: int, season: int | None = None) -> list[Episode]:
        series = self.series(series_id)
        return series.episodes if season is None else series.season(season)

    def put_file(self, *episode_ids: int, resolution: int = 1080, score: int = 0, size: int = 1_000) -> None:
        """Let episodes have one file at once, without a torrent; nothing is on the disk."""
        with self.lock:
            episodes = [self.episode(number) for number in episode_ids]
            path = self.shows.file_name(episodes, resolution, ".mkv")
            self.shows.put_file(episodes, path, size=size, resolution=resolution, score=score)

    def add_release(
        self,
        title: str,
        *,
        torrent: bytes | str,
        episode_ids: Sequence[int] | None = None,
        **traits: Unpack[ReleaseTraits],
    ) -> Release:
        """Let the indexers offer a release, of what its title names unless episodes are told.

        The one with most episodes is considered first, then the order of adding counts.
        """
        items = self.shows.identify(title) if episode_ids is None else self._items(episode_ids)
        if not items:
            raise ValueError(f"{title} names no episode of the library")
        return self.offer(items, title, torrent=torrent, **traits)

    def grab(
        self,
        episode_ids: Sequence[int],
        download_id: str,
        title: str,
        *,
        source: str = "Search",
        indexer: str = "Indexer",
        score: int = 0,
    ) -> list[HistoryRow]:
        """Write only the record of a grab, a row for each episode; the test puts the torrent into the client itself."""
        return self.record_grab(
            self._items(episode_ids), download_id, title, source=source, indexer=indexer, score=score
        )

    @property
    def searches(self) -> list[Search]:
        """What was searched, in order: ("episode", 5), ("season", 1, 3), ("series", 1)."""
        return self.episode_searches.searched

    def _items(self, episode_ids: Sequence[int]) -> list[Item]:
        return [self.episode(number).item for number in episode_ids]

    def _kinds_of_its_own(self) -> list[Kind]:
        searches = self.episode_searches
        bulk: dict[str, object] = {"seriesId": None, "monitored": True}
        return [
            Kind(name="EpisodeSearch", parameters={"episodeIds": None}, run=searches.episodes),
            Kind(name="SeasonSearch", parameters={"seriesId": 0, "seasonNumber": 0}, run=searches.season),
            Kind(name="SeriesSearch", parameters={"seriesId": 0}, run=searches.series),
            Kind(name="MissingEpisodeSearch", parameters=bulk, run=searches.missing),
            Kind(name="CutoffUnmetEpisodeSearch", parameters=bulk, run=searches.cutoff_unmet),
            Kind(name="RescanSeries", parameters={"seriesId": None}, disk=True),
            Kind(name="RefreshSeries", parameters={"seriesIds": []}),
        ]

    def _search_again(self, items: tuple[Item, ...]) -> None:
        name, body = self.episode_searches.again(items)
        self.commands.push(name, body, trigger="unspecified")
