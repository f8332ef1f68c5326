"""Numbers over time, for plots. Every series is in the order of time."""

from __future__ import annotations

from pydantic import Field

from .base import Bytes, Given, Moment, Seconds, Taken


class StatisticsQuery(Taken):
    days: int = Field(default=30, ge=1, le=365)


class ImportSpeed(Given):
    """How long one import took from the completion of its download to its confirmation."""

    at: Moment
    seconds: Seconds
    owner: str
    name: str


class DayCount(Given):
    """Counts of one day (of this machine's clock), by name."""

    day: str = Field(description="As 2026-03-01.")
    counts: dict[str, int]


class SpaceSample(Given):
    at: Moment
    free: dict[str, Bytes] = Field(description="Free space where each client saves, by client.")


class Disk(Given):
    """Where a client saves, as it tells."""

    client: str
    free: Bytes | None
    quarantine: Bytes = Field(description="What the end of the quarantine will give back.")
    at: Moment | None = None


class Statistics(Given):
    imports: tuple[ImportSpeed, ...]
    import_median: Seconds | None
    removals: tuple[DayCount, ...] = Field(description="Removals a day, by the rule or plugin whose reason it was.")
    actions: tuple[DayCount, ...] = Field(description="All that was done a day, by action.")
    searches: tuple[DayCount, ...] = Field(description="Searches a day: made, and brought.")
    space: tuple[SpaceSample, ...]
    disks: tuple[Disk, ...]
