"""How the libraries are searched: the budget, the sections, the plan, what was searched for and what it brought."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from qbitrr.control.search_balance import IndexerBalance
from qbitrr.control.search_balance import Used as UsedThere
from qbitrr.control.search_state import SearchState, SectionState
from qbitrr.control.search_yield import Worth as WorthThere
from qbitrr.control.stuck import Stuck as StuckThere
from qbitrr.store import searches
from qbitrr.store.store import Store

from ..shapes.searching import (
    IndexerState,
    Searched,
    SearchHistory,
    Searching,
    SectionSearching,
    Stuck,
    Used,
    Worth,
)
from .plain import said

MOST = 500
"""Searches of the history that are told, the newest first."""

MOST_STUCK = 200


def searching_of(state: SearchState) -> Searching:
    return Searching(
        at=state.at,
        per_hour=state.per_hour,
        hour=_used(state.hour),
        day=_used(state.day),
        indexers=tuple(map(_indexer, state.indexers)),
        sections=tuple(map(_section, state.sections)),
        stuck=tuple(map(_stuck, state.stuck[:MOST_STUCK])),
        worth=tuple(_worth(one) for one in state.worth if not one.want),
    )


def history_of(store: Store) -> SearchHistory:
    """The last searches, the newest first."""
    found = store.searches.recent(datetime.fromtimestamp(0, UTC))
    return SearchHistory(searches=tuple(map(_searched, found[: -MOST - 1 : -1])))


def _used(one: UsedThere) -> Used:
    return Used(used=one.used, limit=one.limit)


def _indexer(one: IndexerBalance) -> IndexerState:
    return IndexerState(
        name=one.name,
        resting=one.resting,
        resting_until=one.resting_until,
        hour=_used(one.hour),
        day=_used(one.day),
        tone="attention" if one.resting else "good",
    )


def _section(one: SectionState) -> SectionSearching:
    told = one.told
    if told is None:
        return SectionSearching(section=one.section, at=None, off=False)
    return SectionSearching(
        section=one.section,
        at=told.at,
        off=told.off,
        due=told.due,
        next_title=said(told.next_title),
        later=_counts(told.later),
        satisfied=told.satisfied,
        why_not=said(told.why_not),
        until=told.until,
        silent=said(told.why_incomplete),
        pass_began=told.pass_began,
    )


def _counts(later: Mapping[str, int]) -> dict[str, int]:
    return {said(reason): number for reason, number in later.items()}


def _stuck(one: StuckThere) -> Stuck:
    return Stuck(
        section=one.section,
        media_id=one.media[0],
        title=said(one.title),
        failures=one.failures,
        since=one.since,
        until=one.until,
        hint=said(one.advice),
    )


def _worth(one: WorthThere) -> Worth:
    return Worth(days=one.window.days, searches=one.searches, grabs=one.releases)


def _searched(one: searches.Searched) -> Searched:
    return Searched(
        id=one.id,
        at=one.at,
        section=one.owner,
        title=said(one.title or f"number {', '.join(map(str, one.media))}"),
        want=one.want,
        cost=one.cost,
        state=one.state,
        grabs=one.grabs,
        grabbed=said(one.grabbed),
    )
