"""The hooks of every Arr plugin: each passes its arguments on to the instance that its worker has started."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from qbitrr import (
    Action,
    Classification,
    Download,
    Facts,
    HealthReport,
    Host,
    Indexer,
    LibrarySearch,
    Observation,
    Outcome,
    SearchOutcome,
    Torrent,
    Unavailable,
    WantedList,
    hookimpl,
)

from .app import Arr
from .config import ArrConfig

if TYPE_CHECKING:
    from .instance import Instance
    from .library.looking import Looking


class ArrPlugin:
    """One section of a configuration. It owns what is in its category, and nothing else.

    A plugin is this class with an ``arr`` of its own; it overrides no method.
    """

    hook_api = 1
    Config: ClassVar[type[ArrConfig]] = ArrConfig
    arr: ClassVar[Arr]

    def __init__(self, config: ArrConfig) -> None:
        self._config = config
        self._instance: Instance | None = None

    @hookimpl
    def qbitrr_worker_start(self, host: Host) -> None:
        from .instance import start  # noqa: PLC0415 -- only a worker pays for it

        self._instance = start(self.arr, self._config, host)

    @hookimpl
    def qbitrr_worker_stop(self) -> None:
        if self._instance:
            self._instance.close()
            self._instance = None

    @hookimpl
    def qbitrr_cycle_start(self, now: datetime) -> None:
        self._started.begin_cycle(now)

    @hookimpl
    def qbitrr_woken(self) -> None:
        self._started.readings.expire()

    @hookimpl
    def qbitrr_fetch(self, now: datetime) -> Sequence[Observation]:
        return self._started.observe(now)

    @hookimpl
    def qbitrr_classify(self, torrent: Torrent, facts: Facts) -> Classification | None:
        return self._started.claim(torrent, facts)

    @hookimpl
    def qbitrr_health_check(
        self, torrent: Torrent, classification: Classification, download: Download, facts: Facts, now: datetime
    ) -> HealthReport | None:
        return self._started.report(torrent, download, facts, now) if self._owns(classification) else None

    @hookimpl
    def qbitrr_action(
        self,
        torrent: Torrent,
        classification: Classification,
        download: Download,
        reports: Sequence[HealthReport],
        facts: Facts,
        now: datetime,
    ) -> Action | None:
        return self._started.propose(torrent, download, reports, facts, now) if self._owns(classification) else None

    @hookimpl
    def qbitrr_execute(
        self, action: Action, torrent: Torrent, classification: Classification, tried_at: datetime | None
    ) -> Outcome | None:
        if not self._owns(classification):
            return None
        return self._started.carry_out(action, torrent, classification, tried_at)

    @hookimpl
    def qbitrr_wanted(self, facts: Facts, now: datetime) -> WantedList | None:
        return self._looking.wanted(facts, now) if self._looking else None

    @hookimpl
    def qbitrr_search(self, search: LibrarySearch, now: datetime, tried_at: datetime | None) -> SearchOutcome | None:
        if self._looking is None or search.owner != self._started.name:
            return None
        return self._looking.search(search, now, tried_at)

    @hookimpl
    def qbitrr_indexers(self, now: datetime) -> Sequence[Indexer] | None:
        return self._looking.indexers(now) if self._looking else None

    @hookimpl
    def qbitrr_tend(self, now: datetime) -> Sequence[str] | None:
        return (self._looking.tend(now) or None) if self._looking else None

    @property
    def categories(self) -> frozenset[str]:
        """The categories that it looks after; empty while it has not learnt them."""
        return self._instance.categories if self._instance else frozenset()

    @property
    def _started(self) -> Instance:
        if self._instance is None:
            raise Unavailable("its worker has not started")
        return self._instance

    @property
    def _looking(self) -> Looking | None:
        return self._started.looking

    def _owns(self, classification: Classification) -> bool:
        return classification.owner == self._started.name
