"""``qbitrr search status`` for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..control import words
from ..control.search_balance import IndexerBalance, Used
from ..control.search_yield import Worth
from ..control.stuck import Stuck
from .output import heading, lines, say, show_pairs, show_table
from .search_sections import standing, switch_on

if TYPE_CHECKING:
    from ..control.search_state import SearchState, SectionState


def show(state: SearchState) -> None:
    """Print it all; what there is nothing of is left out."""
    if not state.running:
        say("qbitrr is not running: this is what it told last.")
    show_pairs((("last hour", _used(state.hour, _slowly(state))), ("last 24 h", _used(state.day))))
    if state.indexers:
        heading("Indexers")
        show_table("indexer", "last hour", "last 24 h", "for", rows=map(_indexer, state.indexers))
    if state.sections:
        heading("Sections")
        show_table("section", "told", "what is searched for", rows=[_section(one, state) for one in state.sections])
    if state.stuck:
        heading("Left alone, for it fails again and again")
        show_table("item", "failed", "until", "what to do", rows=[_stuck(one, state) for one in state.stuck])
    if any(one.searches for one in state.worth):
        heading("What searches have brought")
        show_table("within", "searched for", "searches", "brought something", "releases", rows=_worths(state))
    if not state.searched:
        names = tuple(one.section for one in state.sections)
        say("", switch_on(names, certain=all(one.told for one in state.sections)))


def _used(one: Used, remark: str = "") -> str:
    by = ", ".join(f"{section} {number}" for section, number in one.by_section.items())
    return f"{one.used} of {one.limit} searches{remark}" + (f" ({by})" if by else "")


def _slowly(state: SearchState) -> str:
    """Why the pace is not that of the whole budget."""
    if state.hour.limit == state.per_hour:
        return ""
    resting = sum(one.resting for one in state.indexers)
    return f", not {state.per_hour}, while {resting} of {len(state.indexers)} indexers rest"


def _indexer(one: IndexerBalance) -> tuple[object, ...]:
    until = f"until {words.moment(one.resting_until)}" if one.resting_until else ""
    resting = lines("rests after failures", until) if one.resting else ""
    return lines(one.name, resting), _queries(one.hour), _queries(one.day), ", ".join(one.sections)


def _queries(one: Used) -> str:
    return f"{one.used} of {one.limit}" if one.limit is not None else f"{one.used}, no limit known"


def _section(one: SectionState, state: SearchState) -> tuple[object, ...]:
    told = one.told
    if told is None:
        return one.section, "never", "has not told of its library yet"
    heard = words.ago(told.at, state.at)
    if told.off:
        return one.section, heard, standing(told, state.at)
    waiting = [f"{count} wait: {why}" for why, count in sorted(told.later.items(), key=lambda item: -item[1])]
    slowly = f"at {one.per_hour} searches an hour at most" if one.per_hour != state.per_hour else ""
    return (
        one.section,
        heard,
        lines(
            standing(told, state.at),
            slowly,
            *waiting,
            f"{told.satisfied} lack nothing",
            f"this pass through the library began {words.ago(told.pass_began, state.at)}",
        ),
    )


def _stuck(one: Stuck, state: SearchState) -> tuple[object, ...]:
    several = f"and {len(one.media) - 1} more of it" if len(one.media) > 1 else ""
    return (
        lines(one.title, f"number {one.media[0]}", several, one.section),
        f"{one.failures} times",
        words.ago(one.until, state.at),
        lines(one.advice, f"then: {one.allow}"),
    )


def _worths(state: SearchState) -> Iterator[tuple[object, ...]]:
    """A window that reaches further back without another search in it is left out."""
    searches, new = 0, False
    for one in state.worth:
        if not one.want:
            new, searches = one.searches > searches, one.searches
        if new:
            yield _worth(one, "" if one.want else words.span(one.window))


def _worth(one: Worth, within: str) -> tuple[object, ...]:
    known = one.searches - one.open
    share = f" ({one.fruitful * 100 // known} %)" if known else ""
    pending = f"{one.open} not known yet" if one.open else ""
    return within, one.want or "all", one.searches, lines(f"{one.fruitful}{share}", pending), one.releases
