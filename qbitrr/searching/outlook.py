"""What would be searched for now, and what speaks against it. Nothing is changed by looking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ..domain import Failure
from ..facts import Facts
from ..hooks import Hooks
from ..store.searches import Searches
from ..store.store import Store
from .budget import DAY, Spent, Till, refusal
from .choice import Background, Survey, survey
from .configured import SearchPolicy
from .indexers import merged
from .loops import Loop, loops
from .policy import Wait
from .pressure import pressure, quiet
from .reports import SearchReport, reports
from .values import Indexer, LibrarySearch, WantedList

HUNGRY_FOR = timedelta(minutes=15)
"""How long a section that has not been heard of is believed to want its share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the last cycle knew, safe to use in another thread: the facts without torrents, and what those came to."""

    facts: Facts
    pressure: Wait | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One section's searches at one moment. ``wanted`` is None when its owner could not say what it lacks.

    ``wait`` is why the first of its searches is not made now.
    """

    owner: str
    at: datetime
    wanted: WantedList | None
    survey: Survey
    loops: Mapping[int, Loop]
    till: Till
    wait: Wait | None
    failures: tuple[Failure, ...] = ()

    @property
    def off(self) -> bool:
        """Whether nothing is to be searched for: its owner could say what is wanted, and wants nothing."""
        return self.wanted is None and not any(one.plugin == self.owner for one in self.failures)

    @property
    def next_search(self) -> LibrarySearch | None:
        return self.survey.searches[0] if self.survey.searches and not self.wait else None


def situation_of(facts: Facts, owner: str, policy: SearchPolicy) -> Situation:
    """Taken in the thread of the cycles, for what is known of torrents changes there."""
    apart = {key: seen for key, seen in facts.observations.items() if seen.kind != "torrents"}
    return Situation(facts=Facts(apart, facts.missing), pressure=pressure(facts, owner, policy.max_downloading))


def look_out(
    owner: str,
    hooks: Hooks,
    store: Store,
    policy: SearchPolicy,
    situation: Situation,
    now: datetime,
    *,
    set_aside: Mapping[int, str] | None = None,
) -> Outlook:
    """Ask what is wanted and what is known of the indexers, and look at it all. ``set_aside`` says why, by medium."""
    asked = hooks.wanted(situation.facts, now)
    wanted = next((said for plugin, said in asked.given if plugin == owner), None)
    indexers = hooks.indexers(now)
    told = reports(store)
    known = _background(owner, store, policy, told.get(owner), set_aside or {}, now)
    surveyed = survey(owner, wanted or WantedList(media=()), known, now)
    till = _till(owner, store.searches, merged(indexers.values), told, now)
    return Outlook(
        owner=owner,
        at=now,
        wanted=wanted,
        survey=surveyed,
        loops=known.loops,
        till=till,
        wait=_wait(owner, surveyed, till, policy, situation, now),
        failures=asked.failed + indexers.failed,
    )


def _background(
    owner: str,
    store: Store,
    policy: SearchPolicy,
    told: SearchReport | None,
    set_aside: Mapping[int, str],
    now: datetime,
) -> Background:
    unsettled = "it is not known yet what became of its last search"
    waiting = {media_id: unsettled for one in store.searches.unsettled(owner) for media_id in one.media}
    return Background(
        memories=store.searches.memories(owner),
        loops=loops(store.failures.of(owner), policy.loops),
        set_aside={**set_aside, **waiting},
        pass_began=min(told.pass_began, now) if told else now,
        most=policy.budget.per_hour,
        rest=policy.rest,
    )


def _till(
    owner: str, account: Searches, indexers: Sequence[Indexer], told: Mapping[str, SearchReport], now: datetime
) -> Till:
    heard = {name: report for name, report in told.items() if now - report.at <= HUNGRY_FOR}
    users = {one.name: {owner} for one in indexers}
    for name, report in heard.items():
        for indexer in report.indexers:
            users.setdefault(indexer.name, set()).add(name)
    return Till(
        spent=account.spent(now - DAY),
        hungry=frozenset(name for name, report in heard.items() if report.due and name != owner),
        indexers=indexers,
        users={name: frozenset(owners) for name, owners in users.items()},
    )


def _wait(
    owner: str, surveyed: Survey, till: Till, policy: SearchPolicy, situation: Situation, now: datetime
) -> Wait | None:
    if wait := situation.pressure or quiet(policy.quiet_hours, now.astimezone()):
        return wait
    return too_dear(owner, surveyed, till, policy, now, till.spent) if surveyed.searches else None


def too_dear(
    owner: str, surveyed: Survey, till: Till, policy: SearchPolicy, now: datetime, spent: Sequence[Spent]
) -> Wait | None:
    """Why the first of the searches is not within the budget, when so much has been spent."""
    first = surveyed.searches[0]
    known = replace(till, spent=spent)
    return refusal(owner, first.cost, known, policy.budget, now, urgent=surveyed.is_urgent(first))
