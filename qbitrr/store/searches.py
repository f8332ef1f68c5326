"""Which searches were asked of an Arr, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from peewee import Database

from .models import SearchRow
from .queries import expire, first, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """One search. ``result_count`` is None while nobody knows how many releases it found."""

    id: int
    owner: str
    media_id: int
    query: str
    at: datetime
    reason: str
    result_count: int | None


class Searches:
    """Record and look back; searches expire early, for they are many."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(
        self, owner: str, media_id: int, query: str, at: datetime, reason: str, *, result_count: int | None = None
    ) -> int:
        """Write one search down; its id."""
        search = SearchRow.insert(
            owner=owner, media_id=media_id, query=query, at=at, reason=reason, result_count=result_count
        )
        return int(search.execute(self._database))

    def recent(self, owner: str, since: datetime) -> list[Searched]:
        """An owner's searches since a moment, the newest first."""
        searches = SearchRow.select().where(SearchRow.owner == owner, SearchRow.at >= since)
        return rows(self._database, searches.order_by(SearchRow.at.desc(), SearchRow.id.desc()), Searched)

    def last(self, owner: str, media_id: int) -> Searched | None:
        """The last search for one media, or None when there was none or it has expired."""
        searches = SearchRow.select().where(SearchRow.owner == owner, SearchRow.media_id == media_id)
        return first(self._database, searches.order_by(SearchRow.at.desc(), SearchRow.id.desc()), Searched)

    def expire(self, before: datetime) -> int:
        """Forget the searches from before a moment; how many those were."""
        return expire(self._database, SearchRow, SearchRow.at < before)
