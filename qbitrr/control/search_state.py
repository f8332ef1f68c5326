"""How searching stands: the budget, the indexers, the sections, and what searches have brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..config.settings import Settings
from ..searching.budget import DAY, Spent, Till, per_hour
from ..searching.configured import policy_of
from ..searching.policy import Budget
from ..searching.reports import SearchReport, reports
from ..store.schema import NoStore
from ..store.searches import Searched
from . import words
from .managed import managed
from .place import Place
from .search_balance import IndexerBalance, Used, balance, indexer_balances, known_indexers
from .search_yield import WINDOWS, Worth, worth
from .stores import opened
from .stuck import Stuck, stuck


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What the store says: empty while there is none. The account holds all sections."""

    told: Mapping[str, SearchReport]
    spent: Sequence[Spent] = ()
    searches: Sequence[Searched] = ()
    stuck: tuple[Stuck, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionState:
    """One section as its worker last told it (None: never), and the searches of an hour that its pace allows."""

    section: str
    told: SearchReport | None
    per_hour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchState:
    """How searching stands. ``per_hour`` is the budget as configured; that of ``hour`` is what is left of its pace."""

    at: datetime
    running: bool
    per_hour: int
    hour: Used
    day: Used
    indexers: tuple[IndexerBalance, ...]
    sections: tuple[SectionState, ...]
    stuck: tuple[Stuck, ...]
    worth: tuple[Worth, ...]

    @property
    def searched(self) -> tuple[SectionState, ...]:
        """The sections of which something is searched for, as far as they have told."""
        return tuple(one for one in self.sections if one.told and not one.told.off)


def state_of(place: Place, section: str | None = None) -> SearchState:
    """Of one section, or of all. Raises ConfigError, StoreNotReady and Trouble."""
    configuration = place.configuration()
    settings, now = configuration.settings, words.now()
    names = tuple(one.name for one in managed(configuration, section, only_apps=True))
    known, budget = _remembered(place, settings, names, now), policy_of(settings).budget
    mine = {name: known.told[name] for name in names if name in known.told}
    indexers = known_indexers(known.told.values(), now)
    hour, day = balance(known.spent, indexers, budget, now)
    balances = indexer_balances(known.told, known.spent, budget, now)
    return SearchState(
        at=now,
        running=place.runtime() is not None,
        per_hour=budget.per_hour,
        hour=hour,
        day=day,
        indexers=tuple(one for one in balances if not mine.keys().isdisjoint(one.sections)),
        sections=tuple(
            SectionState(section=name, told=mine.get(name), per_hour=_pace(mine.get(name), budget, now))
            for name in names
        ),
        stuck=known.stuck,
        worth=worth(
            [one for one in known.searches if one.owner in names or section is None], settings.search_history_for, now
        ),
    )


def _remembered(place: Place, settings: Settings, names: tuple[str, ...], now: datetime) -> Remembered:
    limits = policy_of(settings).loops
    try:
        with opened(place) as store:
            return Remembered(
                told=reports(store),
                spent=store.searches.spent(now - DAY),
                searches=store.searches.recent(now - max(WINDOWS)),
                stuck=tuple(one for name in names for one in stuck(store, name, limits, now)),
            )
    except NoStore:
        return Remembered(told={})


def _pace(told: SearchReport | None, budget: Budget, now: datetime) -> int:
    indexers = known_indexers([told], now) if told else ()
    return per_hour(Till(spent=(), indexers=indexers), budget)
