"""The options of [Settings.Search]: the budget that all sections share, and when not to search."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Annotated

from pydantic import AfterValidator, Field

from .options import PluginConfig
from .types import Duration

QUIET = 'two times of day such as "23:00-07:00"'


def read_quiet(text: str) -> tuple[time, time]:
    """From when until when; past midnight when the second is the earlier one. Raises ValueError."""
    begin, dash, end = text.partition("-")
    try:
        hours = time.fromisoformat(begin.strip()), time.fromisoformat(end.strip())
    except ValueError:
        raise ValueError(QUIET) from None
    if not dash or hours[0] == hours[1] or any(one.tzinfo for one in hours):
        raise ValueError(QUIET)
    return hours


def _check_quiet(text: str) -> str:
    read_quiet(text)
    return text


class Search(PluginConfig):
    """[Settings.Search]: how much may be searched for, by all sections together."""

    per_hour: int = Field(default=20, ge=1, description="At most so many searches within any hour.")
    per_day: int = Field(default=250, ge=1, description="At most so many searches within any 24 hours.")
    per_indexer_per_hour: int = Field(
        default=0, ge=0, description="At most so many queries of one indexer within any hour. 0: no limit but its own."
    )
    per_indexer_per_day: int = Field(
        default=0, ge=0, description="The same within any 24 hours. 0: no limit but its own."
    )
    quiet_hours: tuple[Annotated[str, AfterValidator(_check_quiet)], ...] = Field(
        default=(), description='When not to search, in local time, such as ["23:00-07:00"].'
    )
    cooldown: Duration = Field(
        default=timedelta(days=1),
        description="How long an item rests after a search without a result; twice as long after each further one.",
    )
    longest_cooldown: Duration = Field(default=timedelta(days=14), description="The longest that an item rests.")
    max_downloading: int = Field(
        default=50, ge=1, description="While so many downloads of a section are unfinished, it searches for no more."
    )
    max_failures: int = Field(
        default=4, ge=1, description="An item whose downloads have failed so often is not searched for automatically."
    )
    max_same_release: int = Field(
        default=2, ge=1, description="The same when one and the same release has failed so often."
    )
    failure_window: Duration = Field(
        default=timedelta(days=7), description="Failures further apart than this have nothing to do with one another."
    )
    failure_cooldown: Duration = Field(
        default=timedelta(days=1),
        description="How long such an item is left alone; twice as long after each further failure.",
    )
    longest_failure_cooldown: Duration = Field(
        default=timedelta(days=30), description="The longest that such an item is left alone."
    )
