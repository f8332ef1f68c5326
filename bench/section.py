"""One app of a simulated week with its plugin: its turns to search, and what it was asked meanwhile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from qbitrr import Facts, Host, Observation
from qbitrr.plugins import import_class
from qbitrr.searching.configured import SearchPolicy
from qbitrr.searching.outlook import situation_of
from qbitrr.searching.searcher import Searcher
from qbitrr.store.store import Store
from qbitrr.testing.arr.server import ArrServer
from qbitrr.testing.builders import make_hooks, make_view
from qbitrr.testing.clock import FakeClock
from qbitrr.testing.http import Reply, Request
from qbitrr.testing.simulated_sonarr import SimulatedSonarr


@dataclass(frozen=True, slots=True)
class Ordered:
    """One search command as an app received it, and the media that it is for."""

    at: datetime
    media: tuple[int, ...]


@dataclass(slots=True)
class Section:
    """``able`` are the missing media that may be searched for, ``never`` those that may not.

    ``ordered`` are the searches as the app received them, ``asked`` counts its requests by kind.
    """

    name: str
    app: ArrServer
    clock: FakeClock
    policy: SearchPolicy
    able: set[int] = field(default_factory=set)
    never: set[int] = field(default_factory=set)
    ordered: list[Ordered] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    _plugin: Any = None
    _searcher: Searcher | None = None
    _due: datetime | None = None

    def begin(self, store: Store) -> None:
        self.app.observers.append(self._note)
        self.app.start()
        self.app.refresh()
        cls: Any = import_class(self.name.partition("-")[0].lower())
        options = {
            "URI": self.app.url,
            "APIKey": self.app.api_key,
            "EntrySearch": {"SearchMissing": True},
            "LibraryEvery": "6h",
            "QueueEvery": "1h",
            "HistoryEvery": "1h",
            "SettingsEvery": "1d",
        }
        self._plugin = cls(cls.Config.model_validate(options))
        notes = store.notes(f"{self.name}/{self.name}")
        self._plugin.qbitrr_worker_start(Host(name=self.name, worker=self.name, notes=notes))
        self._searcher = Searcher(self.name, make_hooks(**{self.name: self._plugin}), store, self.policy)

    def turn(self) -> None:
        """When it is due, a cycle's look at the app, and then the turn of the search."""
        now = self.clock()
        if self._searcher is None or (self._due and now < self._due):
            return
        self._plugin.qbitrr_cycle_start(now)
        torrents = Observation(kind="torrents", source="qBit", at=now, value=make_view())
        seen = [*self._plugin.qbitrr_fetch(now), torrents]
        facts = Facts({(one.kind, one.source): one for one in seen})
        self._due = self._searcher.turn(situation_of(facts, self.name, self.policy), now)

    def end(self) -> None:
        self._plugin.qbitrr_worker_stop()
        self.app.stop()

    @property
    def media(self) -> list[int]:
        """All that was searched for, in order."""
        return [one for order in self.ordered for one in order.media]

    def repeated_too_soon(self) -> int:
        """How many media were searched for again before each other one had been searched for."""
        seen: set[int] = set()
        repeated = 0
        for number in self.media:
            if number in seen and seen != self.able:
                repeated += 1
            if seen == self.able:
                seen = set()
            seen.add(number)
        return repeated

    def _note(self, request: Request, _reply: Reply) -> None:
        """What the app was asked: the reads by kind, the searches with their media."""
        if "user-agent" not in request.headers:
            return
        kind = request.path.partition("/api/")[2].partition("/")[2].partition("/")[0]
        self.asked[kind] += 1
        if request.method == "POST" and kind == "command":
            self.ordered += [Ordered(self.clock(), media) for media in self._searched(request.json())]

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
