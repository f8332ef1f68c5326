"""What Prowlarr says of its indexers, as values.

What is relied on, with the source that says so: a query limit counts queries and feed readings, but no logins, over the
last hour or the last 24 hours, whatever ``limitsUnit`` says (NzbDrone.Core/Indexers/IndexerLimitService.cs, 0 is the
day: IndexerBaseSettings.cs); the statistics count the same rows since a moment, and leave out what was not asked at all
(IndexerStats/IndexerStatisticsService.cs); ``indexerstatus`` names only those that rest now
(Prowlarr.Api.V1/Indexers/IndexerStatusController.cs).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qbitrr_arr.fields import Record, flag, number, records, rows, stamp, text, when
from qbitrr_arr.indexer_names import plain_name

from qbitrr import Indexer, Unavailable

if TYPE_CHECKING:
    from qbitrr_arr.edge import Edge

HOUR, DAY = timedelta(hours=1), timedelta(hours=24)
HOURLY = 1

type Counts = Mapping[int, int | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was learnt at a moment, and a sentence for each indexer that could not be understood."""

    at: datetime
    indexers: tuple[Indexer, ...]
    skipped: tuple[str, ...] = ()

    def as_of(self, now: datetime) -> tuple[Indexer, ...]:
        """The indexers, without the rest of those whose rest has ended meanwhile."""
        return tuple(
            replace(one, resting=False, resting_until=None) if one.resting_until and one.resting_until <= now else one
            for one in self.indexers
        )


def read(edge: Edge, now: datetime) -> Reading:
    """Ask for the indexers, for their rest, and for what was asked of them in the last hour and day."""
    found = edge.read_all("indexer")
    resting = {number(one, "indexerId"): when(one, "disabledTill") for one in edge.read_all("indexerstatus")}
    hour, day = _asked(edge, now - HOUR), _asked(edge, now - DAY)
    indexers, skipped = list[Indexer](), list[str]()
    for record in found:
        known, name = number(record, "id"), plain_name(text(record, "name"))
        if known is None or not name:
            skipped.append(f"an indexer {'without a name' if known is not None else 'without an id'} is skipped")
        elif flag(record, "enable") is not False:
            indexers.append(
                Indexer(
                    name=name,
                    resting=known in resting,
                    resting_until=resting.get(known),
                    asked_hour=hour.get(known, 0),
                    asked_day=day.get(known, 0),
                    asked_at=now,
                    limit_hour=_limit(record, hourly=True),
                    limit_day=_limit(record, hourly=False),
                )
            )
    return Reading(now, tuple(indexers), tuple(skipped))


def _asked(edge: Edge, since: datetime) -> Counts:
    """How many queries each indexer has had since a moment; None for one whose count makes no sense."""
    said = edge.read("indexerstats", startDate=stamp(since))
    if not isinstance(said.get("indexers"), list):
        raise Unavailable("its indexerstats is not what Prowlarr answers there")
    return {known: _queries(one) for one in rows(said, "indexers") if (known := number(one, "indexerId")) is not None}


def _queries(stats: Record) -> int | None:
    counts = [number(stats, name) for name in ("numberOfQueries", "numberOfRssQueries")]
    known = [count for count in counts if count is not None and count >= 0]
    return sum(known) if len(known) == len(counts) else None


def _limit(indexer: Record, *, hourly: bool) -> int | None:
    """The query limit, if it is for that unit. A field without a value has none."""
    fields = {text(one, "name"): one for one in records(indexer.get("fields"))}
    limit = number(fields.get("baseSettings.queryLimit", {}), "value")
    unit = number(fields.get("baseSettings.limitsUnit", {}), "value")
    return limit if limit is not None and limit > 0 and (unit == HOURLY) is hourly else None
