"""The half of an instance that looks for what its library lacks. Used by one thread, beside the cycle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qbitrr import Facts, Host, Indexer, LibrarySearch, Notes, SearchOutcome, Unavailable, Wanted, WantedList

from ..config import ArrConfig
from ..requests.choosing import chosen
from .hunt import Hunt
from .indexers import Indexers
from .kind import Library
from .options import RequestOptions
from .shelves import Shelves
from .switching import NOTE as SWITCHES
from .switching import Switching
from .tending import Timer, Timers
from .wants import Look, judge, queue_of, ranks
from .wished import Wished

if TYPE_CHECKING:
    from ..edge import Edge


class Looking:
    """One instance's library. ``away`` says whether the app is known to be lost: then nothing is asked.

    It has a connection of its own, so that no import ever waits behind a reading.
    """

    def __init__(self, host: Host, edge: Edge, config: ArrConfig, library: Library, away: Callable[[], bool]) -> None:
        options = config.entry_search
        self._name = host.name
        self._edge = edge
        self._library = library
        self._options = options
        self._away = away
        self.shelves = Shelves(host.name, edge, library, options, config.library_every)
        self.wished = _wished(host.name, edge, library, options)
        self._hunt = Hunt(edge, library, options, self.shelves)
        self._indexers = Indexers(host.name, edge)
        self._switching = Switching(edge, library, options, self.shelves, host.notes)
        self._timers = Timers(
            edge,
            Timer("RssSync", config.rss_sync_timer),
            Timer(edge.app.refresh_command, config.refresh_downloads_timer),
        )
        self._ranks: tuple[datetime | None, Mapping[int, int]] = (None, {})

    def close(self) -> None:
        self.wished.close()
        self._edge.close()

    def wanted(self, facts: Facts, now: datetime) -> WantedList | None:
        """All that the library lacks; None when nothing of it is to be searched for."""
        if not self._searches:
            return None
        self._reach()
        self.shelves.read(now)
        self.wished.read(now)
        look = Look(
            library=self._library,
            options=self._options,
            queued=queue_of(self._name, facts),
            now=now,
            requested=self.wished.want,
        )
        places = self._places()
        media: list[Wanted] = []
        others = 0
        for shelf in self.shelves.shelves.values():
            found = judge(shelf, look, places.get(shelf.holder.id, 0))
            media += found
            others += shelf.satisfied + len(shelf.media) - len(found)
        return WantedList(
            media=tuple(media),
            satisfied=others,
            again=self._options.search_again_on_search_completion,
            why_incomplete=self._why_incomplete(),
        )

    def search(self, search: LibrarySearch, now: datetime, tried_at: datetime | None) -> SearchOutcome:
        self._reach()
        return self._hunt.make(search, now, tried_at)

    def indexers(self, now: datetime) -> tuple[Indexer, ...] | None:
        """The indexers that its searches go to; None when there are no searches."""
        if not self._searches:
            return None
        self._reach()
        return self._indexers.read(now)

    def tend(self, now: datetime) -> list[str]:
        """Do what is due on a timer, and see to the temporary quality profiles. Nothing while the app is lost."""
        if self._away():
            return []
        return [*self._timers.tend(now), *self._switching.tend(now)]

    @property
    def _searches(self) -> bool:
        """Whether anything is to be searched for."""
        return self._options.search_missing or self._options.for_better or self.wished.asked

    def _reach(self) -> None:
        if self._away():
            raise Unavailable(f"{self._name} is unavailable")

    def _places(self) -> Mapping[int, int]:
        """The order of titles, made anew after each reading."""
        if self._ranks[0] != self.shelves.read_at:
            self._ranks = (self.shelves.read_at, ranks(shelf.holder for shelf in self.shelves.shelves.values()))
        return self._ranks[1]

    def _why_incomplete(self) -> str:
        skipped = [f"{title} could not be read ({why})" for title, why in self.shelves.skipped.items()]
        more = [f"{len(skipped) - 3} more"] if len(skipped) > 3 else []
        return "; ".join(filter(None, (*skipped[:3], *more, self.wished.trouble)))


def is_needed(config: ArrConfig, notes: Notes) -> bool:
    """Whether a section has anything to do beside the cycle: else it needs no second connection."""
    options = config.entry_search
    asks = isinstance(options, RequestOptions) and (
        options.overseerr.search_overseerr_requests or options.ombi.search_ombi_requests
    )
    searches = options.search_missing or options.for_better or asks
    timers = bool(config.rss_sync_timer or config.refresh_downloads_timer)
    return searches or timers or options.use_temp_for_missing or notes.get(SWITCHES) is not None


def _wished(name: str, edge: Edge, library: Library, options: object) -> Wished:
    every = options.search_requests_every if isinstance(options, RequestOptions) else timedelta(hours=1)
    app = chosen(options.overseerr, options.ombi) if isinstance(options, RequestOptions) else None
    return Wished(name, app, library, every, edge.app.logger)
