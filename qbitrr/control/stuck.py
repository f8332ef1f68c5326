"""What is left alone because its downloads fail again and again, as a person sees it: what failed together is one."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ..searching.loops import Failed, advice, loops
from ..searching.policy import LoopLimits
from ..store.store import Store
from . import words

MOST = 5
"""How many of a section are told one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """Media such as the episodes of a pack, whose downloads failed ``failures`` times, and what to do about it.

    ``titles`` are those of all its failed downloads; ``allow`` is the command that has it searched for again.
    """

    section: str
    title: str
    media: tuple[int, ...]
    titles: frozenset[str]
    failures: int
    same_release: int
    since: datetime
    until: datetime
    advice: str
    allow: str


def stuck(store: Store, section: str, limits: LoopLimits, now: datetime) -> tuple[Stuck, ...]:
    """What a section does not search for now because of this; what is left alone longest comes last."""
    failures = store.failures.of(section)
    waiting = {media_id: loop for media_id, loop in loops(failures, limits).items() if now < loop.until}
    theirs = [one for one in failures if one.media_id in waiting]
    found = []
    for media in together(theirs):
        worst = max((waiting[one] for one in media), key=lambda loop: loop.failures)
        found.append(
            Stuck(
                section=section,
                title=worst.title,
                media=media,
                titles=frozenset(one.title for one in theirs if one.media_id in media),
                failures=worst.failures,
                same_release=worst.same_release,
                since=min(waiting[one].since for one in media),
                until=max(waiting[one].until for one in media),
                advice=advice(worst),
                allow=f"qbitrr search allow {shlex.quote(section)} {media[0]}",
            )
        )
    return tuple(sorted(found, key=lambda one: one.until))


def together(failures: Iterable[Failed]) -> list[tuple[int, ...]]:
    """The media by the downloads that they have in common."""
    by_download: dict[tuple[str, datetime], set[int]] = {}
    for one in failures:
        by_download.setdefault((one.release, one.at), set()).add(one.media_id)
    groups: list[set[int]] = []
    for media in by_download.values():
        touched = [group for group in groups if not group.isdisjoint(media)]
        groups = [*(group for group in groups if group.isdisjoint(media)), media.union(*touched)]
    return [tuple(sorted(group)) for group in groups]


def alerts(known: Iterable[Stuck]) -> Iterator[str]:
    """Sentences for a person: one for each of a few, and how many more there are."""
    counted: Counter[str] = Counter()
    for one in known:
        counted[one.section] += 1
        if counted[one.section] <= MOST:
            yield (
                f"{one.section}: {one.title} has failed {one.failures} times and is not searched for before "
                f"{words.moment(one.until)}. Allow it again with: {one.allow}"
            )
    for section, number in counted.items():
        if number > MOST:
            more = number - MOST
            yield f"{section}: {more} more are left alone, for they fail again and again: see qbitrr search status"
