"""What searches have brought: which grab came from which search. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .values import Grabbed

WITHIN = timedelta(hours=2)
"""A search that has brought nothing for so long has brought nothing; an app searches its media one after another."""

CLOCKS_DIFFER_BY = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A search of which it is not known yet what it has brought."""

    id: int
    media_ids: tuple[int, ...]
    at: datetime


def brought(
    searches: Iterable[Open], grabs: Sequence[Grabbed], known_until: datetime
) -> Mapping[int, Sequence[Grabbed]]:
    """The grabs of each search: of several searches for the same medium, the last before the grab has brought it.

    A search without a grab is in it, with nothing, once ``known_until`` (to when the history has been read) says that
    nothing can come any more.
    """
    found: dict[int, list[Grabbed]] = {}
    newest_first = sorted(searches, key=lambda search: search.at, reverse=True)
    for grab in grabs:
        search = next((one for one in newest_first if _came_from(one, grab)), None)
        if search:
            found.setdefault(search.id, []).append(grab)
    over = {one.id: () for one in newest_first if known_until >= one.at + WITHIN}
    return {**over, **found}


def _came_from(search: Open, grab: Grabbed) -> bool:
    in_time = timedelta() <= grab.at - search.at + CLOCKS_DIFFER_BY <= WITHIN
    return grab.by_search and in_time and not set(search.media_ids).isdisjoint(grab.media_ids)
