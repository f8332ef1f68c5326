"""What of a library to search for next, and why not the rest: rest, fairness, order, groups. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .loops import Loop
from .policy import Rest
from .values import Group, LibrarySearch, Want, Wanted, WantedList

SAME_SEARCH = timedelta(hours=2)
"""An app gives the time at which it came to a medium, which may be long after it was told to."""

WORTH = {want: worth for worth, want in enumerate(Want)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is remembered of one medium: when we last searched for it, and how often in a row in vain."""

    searched_at: datetime | None = None
    fruitless: int = 0


NOTHING = Memory()


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is known besides the list. ``set_aside`` says of media why they wait, whatever else is known of them.

    ``pass_began`` is when the present pass through the library began; ``most`` is what one search may cost.
    """

    memories: Mapping[int, Memory] = field(default_factory=dict)
    loops: Mapping[int, Loop] = field(default_factory=dict)
    set_aside: Mapping[int, str] = field(default_factory=dict)
    pass_began: datetime
    most: int = 20
    rest: Rest = Rest()  # noqa: RUF009 -- frozen


@dataclass(frozen=True, slots=True)
class Later:
    """A medium that is not searched for now, why, and when it will be (None: when what is said has changed)."""

    medium: Wanted
    why: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What would be searched for, in order, and why not the rest. ``pass_began`` is new when a new pass begins."""

    searches: tuple[LibrarySearch, ...]
    urgent: frozenset[int]
    later: tuple[Later, ...]
    pass_began: datetime

    def is_urgent(self, search: LibrarySearch) -> bool:
        return not self.urgent.isdisjoint(search.media_ids)


def survey(owner: str, wanted: WantedList, known: Background, now: datetime) -> Survey:
    """Look at all that is wanted.

    A pass covers the whole library before anything repeats: what has been searched for since it began waits for the
    next pass, which begins when nothing else is left to be searched for now.
    """
    later = [reason for one in wanted.media if (reason := _rests(one, known, now))]
    resting = {one.medium.media_id for one in later}
    able = [one for one in wanted.media if one.media_id not in resting]
    fresh = [one for one in able if not _in_pass(one, known)]
    began = known.pass_began
    if able and not fresh and wanted.again:
        fresh, began = able, now
    chosen = {one.media_id for one in fresh}
    waiting = "waits for the next pass through the library" if wanted.again else "SearchAgainOnSearchCompletion is off"
    later += [Later(one, waiting) for one in able if one.media_id not in chosen]
    ordered = sorted(fresh, key=_rank)
    return Survey(
        searches=tuple(_searches(owner, ordered, wanted, known)),
        urgent=frozenset(one.media_id for one in ordered if one.urgent),
        later=tuple(later),
        pass_began=began,
    )


def last_search(medium: Wanted, memory: Memory) -> Memory:
    """What we and the app together know of the last search: the app's own counts as one."""
    ours = memory.searched_at + SAME_SEARCH if memory.searched_at else None
    if medium.searched_at and (ours is None or medium.searched_at > ours):
        return Memory(searched_at=medium.searched_at, fruitless=max(memory.fruitless, 1))
    return memory


def _rests(medium: Wanted, known: Background, now: datetime) -> Later | None:
    """Why it is not searched for now, whatever the others do."""
    if medium.why_not:
        return Later(medium, medium.why_not)
    if why := known.set_aside.get(medium.media_id):
        return Later(medium, why)
    loop = known.loops.get(medium.media_id)
    if loop and now < loop.until:
        times = f"{loop.failures} downloads of it have failed"
        return Later(medium, f"{times}: it is left alone", loop.until)
    last = last_search(medium, known.memories.get(medium.media_id, NOTHING))
    if last.searched_at and now < (until := known.rest.until(min(last.searched_at, now), last.fruitless)):
        return Later(medium, f"rests after {_searches_in_vain(last.fruitless)}", until)
    return None


def _searches_in_vain(times: int) -> str:
    return f"{times} searches without a result" if times > 1 else "a search"


def _in_pass(medium: Wanted, known: Background) -> bool:
    last = last_search(medium, known.memories.get(medium.media_id, NOTHING)).searched_at
    return last is not None and last >= known.pass_began


def _rank(medium: Wanted) -> tuple[bool, int, tuple[float, ...], int]:
    return not medium.urgent, WORTH[medium.want], medium.order, medium.media_id


def _searches(owner: str, ordered: Iterable[Wanted], wanted: WantedList, known: Background) -> Iterator[LibrarySearch]:
    """One search for each group of which enough is due, which then takes all of the group along; else one by one."""
    due: dict[str, int] = {}
    members: dict[str, list[Wanted]] = {}
    ordered = list(ordered)
    for one in ordered:
        for each in one.groups:
            due[each.key] = due.get(each.key, 0) + 1
    for one in wanted.media:
        for each in one.groups if not one.why_not else ():
            members.setdefault(each.key, []).append(one)
    taken: set[int] = set()
    for one in ordered:
        if one.media_id in taken:
            continue
        enough = (each for each in one.groups if due[each.key] >= each.at_least and each.cost <= known.most)
        group = next(enough, None)
        search = _together(owner, one, group, members[group.key]) if group else _alone(owner, one)
        taken.update(search.media_ids)
        yield search


def _alone(owner: str, medium: Wanted) -> LibrarySearch:
    return LibrarySearch(owner=owner, media_ids=(medium.media_id,), title=medium.title, want=medium.want)


def _together(owner: str, first: Wanted, group: Group, members: Iterable[Wanted]) -> LibrarySearch:
    return LibrarySearch(
        owner=owner,
        media_ids=tuple(sorted(one.media_id for one in members)),
        title=group.title,
        want=first.want,
        group=group.key,
        cost=group.cost,
    )
