"""A week of searching for four apps on a clock that is moved by hand: what was asked of the indexers, and what it cost.

The apps are simulated, each on loopback; plugins, store and all the rules are the real ones. Nothing waits.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from qbitrr import Facts, Host, Observation
from qbitrr.plugins import import_class
from qbitrr.searching.configured import SearchPolicy
from qbitrr.searching.outlook import situation_of
from qbitrr.searching.policy import Budget
from qbitrr.searching.searcher import Searcher
from qbitrr.store.database import open_store, prepare
from qbitrr.testing.arr.server import ArrServer
from qbitrr.testing.builders import make_hooks, make_view
from qbitrr.testing.clock import FakeClock
from qbitrr.testing.http import Reply, Request
from qbitrr.testing.simulated_lidarr import SimulatedLidarr
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from qbitrr.testing.simulated_radarr import SimulatedRadarr
from qbitrr.testing.simulated_sonarr import SimulatedSonarr

from .servers import PASSWORD, USER
from .table import Row

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STEP = 20 * MINUTE
"""How far the clock goes at once: no search is due more often in all, and so each may be made at its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much there is. A tenth of it is missing; of that some may not be searched for."""

    movies: int = 5000
    series: int = 400
    episodes: int = 75
    seasons: int = 5
    albums: int = 3000
    days: float = 7
    per_hour: int = 12

    @classmethod
    def small(cls) -> Scale:
        """Enough to see that nothing has gone wrong badly."""
        return cls(movies=200, series=4, albums=150, days=3, per_hour=6)


@dataclass(frozen=True, slots=True)
class Ordered:
    """One search command as an app received it, and the media that it is for."""

    at: datetime
    media: tuple[int, ...]


@dataclass(slots=True)
class Section:
    """One app with its plugin. ``able`` are the missing media that may be searched for, ``never`` those that may not.

    ``ordered`` are the searches as the app received them, ``asked`` counts its requests by kind.
    """

    name: str
    app: ArrServer
    clock: FakeClock
    plugin: Any = None
    searcher: Searcher | None = None
    able: set[int] = field(default_factory=set)
    never: set[int] = field(default_factory=set)
    ordered: list[Ordered] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    due: datetime | None = None

    def note(self, request: Request, _reply: Reply) -> None:
        """What the app was asked: the reads by kind, the searches with their media."""
        if "user-agent" not in request.headers:
            return
        kind = request.path.partition("/api/")[2].partition("/")[2].partition("/")[0]
        self.asked[kind] += 1
        if request.method == "POST" and kind == "command":
            self.ordered += [Ordered(self.clock(), media) for media in self._searched(request.json())]

    @property
    def media(self) -> list[int]:
        """All that was searched for, in order."""
        return [one for order in self.ordered for one in order.media]

    def _searched(self, command: Mapping[str, Any]) -> Iterator[tuple[int, ...]]:
        """The media that a command searches for; of a season those that Sonarr looks for then."""
        match command["name"]:
            case "MoviesSearch":
                yield tuple(command["movieIds"])
            case "EpisodeSearch":
                yield tuple(command["episodeIds"])
            case "AlbumSearch":
                yield tuple(command["albumIds"])
            case "SeasonSearch" if isinstance(self.app, SimulatedSonarr):
                season = self.app.episodes(command["seriesId"], command["seasonNumber"])
                yield tuple(one.id for one in season if one.id in self.able)
            case name if name.endswith("Search"):
                raise AssertionError(f"nobody should have ordered {name}")


class Week:
    """The four apps, one store and one budget. ``run`` lets the time pass."""

    def __init__(self, folder: Path, scale: Scale = Scale()) -> None:
        self.scale = scale
        self.clock = FakeClock()
        self._random = random.Random(7)
        self._folder = folder
        folder.mkdir(parents=True)
        self.policy = SearchPolicy(budget=Budget(per_hour=scale.per_hour, per_day=24 * scale.per_hour))
        prepare(folder / "week.db")
        self.store = open_store(folder / "week.db")
        self.client = SimulatedQbittorrent(username=USER, password=PASSWORD, clock=self.clock.seconds)
        self.sections = [
            self._section("Radarr", SimulatedRadarr),
            self._section("Radarr-4K", SimulatedRadarr),
            self._section("Sonarr", SimulatedSonarr),
            self._section("Lidarr", SimulatedLidarr),
        ]
        self.cpu = 0.0

    def run(self) -> None:
        """A week, in steps; each section has its turn when it is due."""
        end, began = self.clock() + self.scale.days * DAY, time.process_time()
        while self.clock() < end:
            for section in self.sections:
                self._turn(section)
            self.clock.tick(STEP)
        self.cpu = time.process_time() - began

    @cached_property
    def orders(self) -> list[Ordered]:
        return sorted((one for section in self.sections for one in section.ordered), key=lambda one: one.at)

    def busiest_hour(self) -> int:
        """The most searches that any hour has had."""
        times = [one.at for one in self.orders]
        return max(sum(begin <= at < begin + HOUR for at in times[start:]) for start, begin in enumerate(times))

    def forbidden(self) -> int:
        """How many searches there were for what may not be searched for."""
        return sum(one in section.never for section in self.sections for one in section.media)

    def repeated_too_soon(self) -> int:
        """How many media were searched for again before each other one of their library had been searched for."""
        return sum(self._too_soon(section) for section in self.sections)

    @staticmethod
    def _too_soon(section: Section) -> int:
        seen: set[int] = set()
        repeated = 0
        for number in section.media:
            if number in seen and seen != section.able:
                repeated += 1
            if seen == section.able:
                seen = set()
            seen.add(number)
        return repeated

    def covered(self) -> float:
        """The share of what may be searched for that was."""
        able = sum(len(section.able) for section in self.sections)
        return sum(len(section.able & set(section.media)) for section in self.sections) / able

    def close(self) -> None:
        for section in self.sections:
            section.plugin.qbitrr_worker_stop()
            section.app.stop()
        self.client.stop()
        self.store.close()

    def __enter__(self) -> Self:
        self.client.start()
        for section in self.sections:
            section.app.start()
            self._begin(section)
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _section(self, name: str, kind: Any) -> Section:
        app = kind(
            client_port=self.client.port,
            client_username=USER,
            client_password=PASSWORD,
            root_folder=self._folder / name,
            category=name.lower(),
            refresh_every=3600,
            clock=self.clock.seconds,
        )
        app.started_at -= 600
        section = Section(name, app, self.clock)
        app.observers.append(section.note)
        for number in self._filled(app):
            if number not in section.never:
                self._leave_out(section, number)
        return section

    def _filled(self, app: Any) -> Sequence[int]:
        """Put the library in; return the media that have no file, a tenth of them."""
        scale = self.scale
        match app:
            case SimulatedRadarr():
                media = [app.add_movie(f"Film {number}", year=2010) for number in range(scale.movies)]
            case SimulatedSonarr():
                each = scale.episodes // scale.seasons
                seasons = dict.fromkeys(range(1, scale.seasons + 1), each)
                shows = [app.add_series(f"Show {number}", seasons=seasons) for number in range(scale.series)]
                media = [one.id for show in shows for one in app.episodes(show)]
            case _:
                artists = [app.add_artist(f"Artist {number}") for number in range(max(1, scale.albums // 10))]
                media = [app.add_album(artists[number // 10], f"Album {number}") for number in range(scale.albums)]
        missing = set(self._random.sample(media, len(media) // 10))
        for number in media:
            if number not in missing:
                app.put_file(number)
        return sorted(missing)

    def _leave_out(self, section: Section, number: int) -> None:
        """Of ten missing ones one is not out, one not monitored, and of a few downloads are under way."""
        app: Any = section.app
        kind = {SimulatedRadarr: "movie", SimulatedSonarr: "episode", SimulatedLidarr: "album"}[type(app)]
        medium = getattr(app, kind)(number)
        luck = self._random.random()
        if luck >= 0.22:
            section.able.add(number)
            return
        section.never.add(number)
        if luck < 0.1:
            medium.monitored = False
        elif luck < 0.2:
            self._postpone(medium, kind)
        else:
            title = f"{section.name} {number}"
            torrent = self.client.add(title, category=app.client.category, state="downloading", progress=0.5)
            app.grab([number] if kind == "episode" else number, torrent.upper(), title)

    def _postpone(self, medium: Any, kind: str) -> None:
        later = self.clock.seconds() + 30 * 86_400
        if kind == "movie":
            medium.minimum_availability, medium.digital_release = "released", later
        elif kind == "episode":
            medium.airs = later
        else:
            medium.released = later

    def _begin(self, section: Section) -> None:
        cls: Any = import_class(section.name.partition("-")[0].lower())
        options = {
            "URI": section.app.url,
            "APIKey": section.app.api_key,
            "EntrySearch": {"SearchMissing": True},
            "LibraryEvery": "6h",
            "QueueEvery": "1h",
            "HistoryEvery": "1h",
            "SettingsEvery": "1d",
        }
        section.app.refresh()
        section.plugin = cls(cls.Config.model_validate(options))
        notes = self.store.notes(f"{section.name}/{section.name}")
        section.plugin.qbitrr_worker_start(Host(name=section.name, worker=section.name, notes=notes))
        hooks = make_hooks(**{section.name: section.plugin})
        section.searcher = Searcher(section.name, hooks, self.store, self.policy)

    def _turn(self, section: Section) -> None:
        """A cycle's look at the app, and then the turn of the search."""
        now = self.clock()
        if section.searcher is None or (section.due and now < section.due):
            return
        section.plugin.qbitrr_cycle_start(now)
        seen = [*section.plugin.qbitrr_fetch(now), self._torrents(now)]
        facts = Facts({(one.kind, one.source): one for one in seen})
        section.due = section.searcher.turn(situation_of(facts, section.name, self.policy), now)

    def _torrents(self, now: datetime) -> Observation:
        return Observation(kind="torrents", source="qBit", at=now, value=make_view())


def rows(folder: Path, scale: Scale) -> Iterator[Row]:
    with Week(folder, scale) as week:
        began = time.monotonic()
        week.run()
        lasted = time.monotonic() - began
        missing = sum(len(section.able) for section in week.sections)
        asked = sum(sum(section.asked.values()) for section in week.sections)
        what = f"a week of searching, 4 apps, {missing} media missing"
        yield Row.only(f"{what}: searches", len(week.orders), "searches")
        yield Row.at_most(f"{what}: the busiest hour", scale.per_hour, week.busiest_hour(), "searches")
        yield Row.at_most(f"{what}: for what is not out, not monitored or queued", 0, week.forbidden(), "searches")
        yield Row.at_most(f"{what}: again before all others", 0, week.repeated_too_soon(), "searches")
        yield Row.only(f"{what}: covered", 100 * week.covered(), "%")
        yield Row.only(f"{what}: requests to the apps", asked / len(week.sections) / scale.days / 24, "an hour and app")
        yield Row.only(f"{what}: the simulation took", lasted, "s")
