"""Numbers over time: how fast imports come, what was removed and why, what was done and searched for, space."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from statistics import median

from qbitrr.store.store import Store
from qbitrr.store.tallies import Imported, Tally

from ..live.snapshot import Snapshot
from ..shapes.statistics import DayCount, Disk, ImportSpeed, SpaceSample, Statistics
from .plain import said
from .space import samples_in
from .today import day_of

MOST_IMPORTS = 2000
MOST_SAMPLES = 500
HAPPENED = frozenset({"done", "begun"})
OTHER = "core"
"""Whose removal it was when no rule is named."""


def statistics_of(store: Store, snapshot: Snapshot, days: int, now: datetime) -> Statistics:
    since = now - timedelta(days=days)
    deeds = store.tallies.deeds(since)
    imports = tuple(map(_import, reversed(store.tallies.imports(since, MOST_IMPORTS))))
    done = [one for one in deeds if one.outcome in HAPPENED]
    removed = [one for one in done if one.action.lower() == "remove"]
    calendar = tuple(_calendar(since, now))
    return Statistics(
        imports=imports,
        import_median=median(one.seconds for one in imports) if imports else None,
        removals=_by_day(removed, lambda one: one.rule or one.plugin or OTHER, calendar),
        actions=_by_day(done, lambda one: one.action.lower(), calendar),
        searches=_searches(store, since, calendar),
        space=tuple(_thinned([one for one in samples_in(store) if one.at >= since])),
        disks=disks_of(store, snapshot),
    )


def disks_of(store: Store, snapshot: Snapshot) -> tuple[Disk, ...]:
    """Where each client saves, and what the end of the quarantine will give back there."""
    held: Counter[str] = Counter()
    for one in store.quarantine.held():
        held[one.client] += one.size
    return tuple(
        Disk(client=name, free=view.server.free_space, quarantine=held[name], at=view.at)
        for name, view in sorted(snapshot.clients.items())
    )


def _import(one: Imported) -> ImportSpeed:
    """A clock that was set back in between makes it no time at all."""
    seconds = max(0.0, (one.imported_at - one.completed_at).total_seconds())
    return ImportSpeed(at=one.imported_at, seconds=seconds, owner=one.owner, name=said(one.name))


def _calendar(since: datetime, now: datetime) -> Iterator[str]:
    """Each day from then to now, so that a day on which nothing was done is one in a plot as well."""
    day = since
    while day <= now:
        yield day_of(day)
        day += timedelta(days=1)


def _by_day(deeds: Iterable[Tally], name: Callable[[Tally], str], calendar: Iterable[str]) -> tuple[DayCount, ...]:
    counts: dict[str, Counter[str]] = {day: Counter() for day in calendar}
    for one in deeds:
        counts.setdefault(day_of(one.at), Counter())[name(one)] += one.count
    return tuple(DayCount(day=day, counts=dict(counted)) for day, counted in sorted(counts.items()))


def _searches(store: Store, since: datetime, calendar: Iterable[str]) -> tuple[DayCount, ...]:
    counts: dict[str, Counter[str]] = {day: Counter(made=0, brought=0) for day in calendar}
    for one in store.tallies.searches(since):
        counts.setdefault(day_of(one.at), Counter()).update(made=one.made, brought=one.brought)
    return tuple(DayCount(day=day, counts=dict(counted)) for day, counted in sorted(counts.items()))


def _thinned(samples: list[SpaceSample]) -> list[SpaceSample]:
    """No more than a plot can show, the last one among them."""
    step = max(1, -(-len(samples) // MOST_SAMPLES))
    return samples[(len(samples) - 1) % step :: step]
