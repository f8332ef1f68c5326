"""When each of the next searches could be made at the earliest, if nothing else is searched for meanwhile. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from ..searching.budget import DAY, Spent, Till, refusal
from ..searching.configured import SearchPolicy
from ..searching.outlook import Outlook
from ..searching.policy import Wait
from ..searching.pressure import quiet
from ..searching.values import LibrarySearch

TRIES = 50
"""A moment that so many waits one after the other do not lead to is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One search, and when it could be made; None: nobody can say. ``urgent``: it waits for no pace and no share."""

    search: LibrarySearch
    urgent: bool
    at: datetime | None


def in_order(
    outlooks: Sequence[Outlook], stopped: Mapping[str, Wait], policy: SearchPolicy, now: datetime, most: int
) -> list[Planned]:
    """The next searches of all sections, as they would take turns. ``stopped`` says of owners why they make none."""
    queues = {one.owner: deque(one.survey.searches) for one in outlooks if one.survey.searches}
    known = {one.owner: one for one in outlooks}
    users = _users(outlooks)
    spent = list(outlooks[0].till.spent) if outlooks else []
    since = dict.fromkeys(queues, now) | {owner: wait.until for owner, wait in stopped.items()}
    found: list[Planned] = []
    while queues and len(found) < most:
        first = {owner: _planned(known[owner], queue[0]) for owner, queue in queues.items()}
        for owner, planned in first.items():
            begin = since[owner]
            till = replace(known[owner].till, spent=spent, users=users, hungry=_hungry(known[owner], queues, known))
            at = _earliest(planned, till, policy, max(begin, now)) if begin else None
            first[owner] = replace(planned, at=at)
        chosen = min(first.values(), key=partial(_place, spent))
        found.append(chosen)
        owner = chosen.search.owner
        queues[owner].popleft()
        if not queues[owner]:
            del queues[owner]
        if chosen.at:
            now = chosen.at
            spent = [*(one for one in spent if one.at > now - DAY), Spent(owner, chosen.search.cost, now)]
    return found


def _planned(outlook: Outlook, search: LibrarySearch) -> Planned:
    return Planned(search=search, urgent=outlook.survey.is_urgent(search), at=None)


def _place(spent: Iterable[Spent], planned: Planned) -> tuple[bool, datetime, bool, int]:
    """What has no time comes last; of those that could be made at once, first the one whose owner has had least."""
    had = sum(one.cost for one in spent if one.owner == planned.search.owner)
    return planned.at is None, planned.at or datetime.max.replace(tzinfo=UTC), not planned.urgent, had


def _hungry(mine: Outlook, queues: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """Who else wants a share: those with something left, and those who have told so and were not asked."""
    return (frozenset(queues) | (mine.till.hungry - frozenset(known))) - {mine.owner}


def _users(outlooks: Iterable[Outlook]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one in outlooks:
        for indexer in one.till.indexers:
            found.setdefault(indexer.name, set()).update({one.owner}, (one.till.users or {}).get(indexer.name, ()))
    return {name: frozenset(users) for name, users in found.items()}


def _earliest(planned: Planned, till: Till, policy: SearchPolicy, now: datetime) -> datetime | None:
    """Wait as long as there is a reason to."""
    search, at = planned.search, now
    for _ in range(TRIES):
        wait = quiet(policy.quiet_hours, at.astimezone()) or refusal(
            search.owner, search.cost, till, policy.budget, at, urgent=planned.urgent
        )
        if wait is None:
            return at
        if wait.until is None or wait.until <= at:
            return None
        at = wait.until
    return None
