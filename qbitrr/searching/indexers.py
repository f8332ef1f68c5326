"""What several plugins know of one indexer, put together. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .values import Indexer


def merged(said: Iterable[Iterable[Indexer]]) -> tuple[Indexer, ...]:
    """One value for each name: of what several plugins know, the strictest."""
    found: dict[str, Indexer] = {}
    for one in (indexer for each in said for indexer in each):
        before = found.get(one.name)
        found[one.name] = _stricter(before, one) if before else one
    return tuple(found.values())


def _stricter(one: Indexer, other: Indexer) -> Indexer:
    return replace(
        one,
        resting=one.resting or other.resting,
        resting_until=max(filter(None, (one.resting_until, other.resting_until)), default=None),
        asked_hour=_most(one.asked_hour, other.asked_hour),
        asked_day=_most(one.asked_day, other.asked_day),
        asked_at=max(filter(None, (one.asked_at, other.asked_at)), default=None),
        limit_hour=_least(one.limit_hour, other.limit_hour),
        limit_day=_least(one.limit_day, other.limit_day),
    )


def _most(*numbers: int | None) -> int | None:
    return max((one for one in numbers if one is not None), default=None)


def _least(*numbers: int | None) -> int | None:
    return min((one for one in numbers if one is not None), default=None)
