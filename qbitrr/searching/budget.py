"""Whether one more search is within the budget that all sections share, and when it will be. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .policy import Budget, Wait
from .values import Indexer

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spent:
    """A search that was made, or that may have been: what it counts for, and when."""

    owner: str
    cost: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Till:
    """What is known when a search is to be paid for.

    ``spent`` holds at least the last day. ``hungry`` are the owners that have something due; ``indexers`` those that
    the search goes to. ``users`` says by an indexer's name who else's searches go to it, as far as that is known.
    """

    spent: Sequence[Spent]
    hungry: frozenset[str] = frozenset()
    indexers: Sequence[Indexer] = ()
    users: Mapping[str, frozenset[str]] | None = None


def refusal(owner: str, cost: int, till: Till, budget: Budget, now: datetime, *, urgent: bool = False) -> Wait | None:
    """Why a search may not be made now, or None. An urgent one waits for no pace and no share, only for the budget."""
    waits = [*_too_much(cost, till, budget, now), *_of_indexers(owner, cost, till, budget, now)]
    waits += [] if urgent else [*_not_yet(owner, cost, till, budget, now)]
    waits += [*_too_soon(owner, till, budget, now)]
    return max(waits, key=lambda wait: wait.until or now, default=None)


def spent_within(spent: Iterable[Spent], window: timedelta, now: datetime) -> int:
    return sum(one.cost for one in spent if one.at > now - window)


def queries(
    ours: Sequence[Spent], asked: int | None, asked_at: datetime | None, window: timedelta, now: datetime
) -> int:
    """How many queries an indexer has had: those that were counted then and ours since, but no less than ours."""
    since = sum(one.cost for one in ours if asked_at and one.at > asked_at)
    return max(spent_within(ours, window, now), (asked or 0) + since)


def pace(indexers: Sequence[Indexer]) -> float:
    """The share of the hourly budget that may be used: half while some indexers rest, nothing while all do."""
    resting = [one for one in indexers if one.resting]
    if not resting:
        return 1.0
    return 0.0 if len(resting) == len(indexers) else 0.5


def per_hour(till: Till, budget: Budget) -> int:
    """The hourly budget at the present pace."""
    return max(1, int(budget.per_hour * pace(till.indexers)))


def _too_much(cost: int, till: Till, budget: Budget, now: datetime) -> Iterator[Wait]:
    hourly = per_hour(till, budget)
    for limit, window, name in ((hourly, HOUR, "hour"), (budget.per_day, DAY, "day")):
        if until := _free_at(till.spent, limit - cost, window, now):
            used = spent_within(till.spent, window, now)
            yield Wait(f"the budget of this {name} is used up ({used} of {limit} searches)", until)


def _too_soon(owner: str, till: Till, budget: Budget, now: datetime) -> Iterator[Wait]:
    mine = max((one.at for one in till.spent if one.owner == owner), default=None)
    if mine and now < mine + budget.pause:
        yield Wait("the pause between two searches", mine + budget.pause)


def _not_yet(owner: str, cost: int, till: Till, budget: Budget, now: datetime) -> Iterator[Wait]:
    """Spread a section's searches over the hour, and leave to other hungry ones what is their share of it."""
    hourly, others = per_hour(till, budget), till.hungry - {owner}
    share = hourly / (len(others) + 1)
    mine = max((one for one in till.spent if one.owner == owner), key=lambda one: one.at, default=None)
    if mine and now < (next_at := mine.at + HOUR / share * mine.cost):
        yield Wait(f"the pace of {share:.3g} searches an hour", next_at)
    lately = [one for one in till.spent if one.at > now - HOUR]
    kept = sum(max(0, int(share) - sum(one.cost for one in lately if one.owner == other)) for other in others)
    if until := _free_at(till.spent, hourly - kept - cost, HOUR, now):
        yield Wait(f"{kept} searches of this hour are the share of others", until)


def _of_indexers(owner: str, cost: int, till: Till, budget: Budget, now: datetime) -> Iterator[Wait]:
    if till.indexers and pace(till.indexers) == 0:
        yield Wait("all indexers rest after failures", min(_ends(till.indexers), default=None))
    for one in till.indexers:
        ours = [spent for spent in till.spent if _goes_to(spent.owner, owner, one.name, till)]
        for window, own, asked, its in (
            (HOUR, budget.per_indexer_per_hour, one.asked_hour, one.limit_hour),
            (DAY, budget.per_indexer_per_day, one.asked_day, one.limit_day),
        ):
            limit = min(filter(None, (own, its)), default=None)
            used = queries(ours, asked, one.asked_at, window, now)
            if limit is not None and used + cost > limit:
                until = _free_at(ours, limit - cost, window, now) or now + window / 12
                yield Wait(f"{one.name} has had {used} of {limit} queries this {_word(window)}", until)


def _goes_to(spender: str, owner: str, indexer: str, till: Till) -> bool:
    users = (till.users or {}).get(indexer)
    return spender == owner or users is None or spender in users


def _free_at(spent: Iterable[Spent], room: int, window: timedelta, now: datetime) -> datetime | None:
    """When so little of it is left in the window that the rest has room; None when that is so now."""
    inside = sorted((one for one in spent if one.at > now - window), key=lambda one: one.at)
    over, until = sum(one.cost for one in inside) - room, None
    for one in inside:
        if over <= 0:
            break
        over, until = over - one.cost, one.at + window
    return until if over <= 0 else now + window


def _ends(indexers: Iterable[Indexer]) -> Iterator[datetime]:
    return (one.resting_until for one in indexers if one.resting_until)


def _word(window: timedelta) -> str:
    return "hour" if window == HOUR else "day"
