"""How much of the budget is used, in all and at each indexer. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ..searching.budget import DAY, HOUR, Spent, Till, per_hour, queries, spent_within
from ..searching.indexers import merged
from ..searching.policy import Budget
from ..searching.reports import SearchReport
from ..searching.values import Indexer


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What of a limit is used within the window; ``limit`` is None when there is none."""

    window: timedelta
    used: int
    limit: int | None
    by_section: Mapping[str, int]

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(0, self.limit - self.used)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexerBalance:
    """One indexer, the sections whose searches go to it, and what is used of its limits or ours, the lower ones."""

    name: str
    resting: bool
    resting_until: datetime | None
    sections: tuple[str, ...]
    hour: Used
    day: Used


def balance(spent: Sequence[Spent], indexers: Sequence[Indexer], budget: Budget, now: datetime) -> tuple[Used, Used]:
    """What is used of the budget of an hour, at the present pace, and of a day."""
    hourly = per_hour(Till(spent=spent, indexers=indexers), budget)
    return _used(spent, HOUR, hourly, now), _used(spent, DAY, budget.per_day, now)


def indexer_balances(
    told: Mapping[str, SearchReport], spent: Sequence[Spent], budget: Budget, now: datetime
) -> tuple[IndexerBalance, ...]:
    """Each indexer that a section has told of, by name."""
    users: dict[str, list[str]] = {}
    for section, report in told.items():
        for one in report.indexers:
            users.setdefault(one.name, []).append(section)
    known = sorted(known_indexers(told.values(), now), key=lambda one: one.name.casefold())
    return tuple(_balance(one, tuple(users[one.name]), spent, budget, now) for one in known)


def known_indexers(told: Iterable[SearchReport], now: datetime) -> tuple[Indexer, ...]:
    """What was told of the indexers, as far as it can still be so."""
    return merged([_still(one, report.at, now) for one in report.indexers] for report in told)


def _still(one: Indexer, told_at: datetime, now: datetime) -> Indexer:
    return replace(
        one,
        resting=one.resting and (one.resting_until is None or one.resting_until > now),
        asked_hour=one.asked_hour if now - told_at < HOUR else None,
        asked_day=one.asked_day if now - told_at < DAY else None,
    )


def _balance(
    one: Indexer, sections: tuple[str, ...], spent: Sequence[Spent], budget: Budget, now: datetime
) -> IndexerBalance:
    ours = [each for each in spent if each.owner in sections]
    hour = min(filter(None, (budget.per_indexer_per_hour, one.limit_hour)), default=None)
    day = min(filter(None, (budget.per_indexer_per_day, one.limit_day)), default=None)
    return IndexerBalance(
        name=one.name,
        resting=one.resting,
        resting_until=one.resting_until if one.resting else None,
        sections=sections,
        hour=_used(ours, HOUR, hour, now, queries(ours, one.asked_hour, one.asked_at, HOUR, now)),
        day=_used(ours, DAY, day, now, queries(ours, one.asked_day, one.asked_at, DAY, now)),
    )


def _used(
    spent: Iterable[Spent], window: timedelta, limit: int | None, now: datetime, queries_in_all: int | None = None
) -> Used:
    inside = [one for one in spent if one.at > now - window]
    by_section: Counter[str] = Counter()
    for one in inside:
        by_section[one.owner] += one.cost
    return Used(
        window=window,
        used=spent_within(inside, window, now) if queries_in_all is None else queries_in_all,
        limit=limit,
        by_section=dict(sorted(by_section.items())),
    )
