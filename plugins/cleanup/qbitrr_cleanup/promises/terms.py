"""What a tracker asks of those who load from it, and what of that a torrent still owes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from qbitrr import Duration

from ..common.matching import SPELLINGS as ROW_SPELLINGS
from ..common.matching import Row, respelt
from ..common.words import span
from .goals import ratio_text

SPELLINGS = ROW_SPELLINGS | {
    "HitAndRunMode": "Mode",
    "MinSeedRatio": "MinRatio",
    "HitAndRunMinimumDownloadPercent": "MinDownload",
    "HitAndRunPartialSeedRatio": "PartialRatio",
    "TrackerUpdateBuffer": "TrackerBuffer",
}
"""Other names under which users know these options."""

WHOLE = 100.0
"""Percent."""


class Mode(StrEnum):
    """Whether a tracker asks for the ratio and the time, for one of them, or for nothing."""

    AND = "and"
    OR = "or"
    DISABLED = "disabled"


def read_mode(value: object) -> object:
    """As users write it: true is ``and``, false is ``disabled``."""
    if isinstance(value, bool):
        return Mode.AND if value else Mode.DISABLED
    return value.strip().lower() if isinstance(value, str) else value


def read_percent(value: object) -> object:
    """A number, with or without its sign."""
    return value.strip().removesuffix("%").strip() if isinstance(value, str) else value


class Terms(Row):
    """What the trackers of a row ask."""

    mode: Annotated[Mode, BeforeValidator(read_mode)] = Field(
        default=Mode.AND, description="Ratio and time are owed, or either is enough, or nothing is owed."
    )
    min_ratio: float = Field(default=0, ge=0, description="The ratio that is owed. 0: none.")
    min_seeding_time: Duration = Field(
        default=timedelta(0), description="The seeding time that is owed, stops not counted. 0: none."
    )
    min_download: Annotated[float, BeforeValidator(read_percent)] = Field(
        default=10, ge=0, le=WHOLE, description="Percent; of which less was ever loaded, that owes nothing."
    )
    partial_ratio: float = Field(
        default=1, ge=0, description="What was never loaded completely owes this ratio, and no time."
    )
    tracker_buffer: Duration = Field(
        default=timedelta(0),
        description="Seed so much longer than MinSeedingTime: a tracker counts from announce to announce, so later.",
    )
    dead_tracker_release: bool = Field(
        default=True, description="Nothing is owed any more to a tracker that has the torrent no more."
    )
    release_after: Duration | None = Field(
        default=None,
        description="Nothing is owed any more so long after it was completed (or began to owe, if it never was). "
        "-1: this never ends it.",
    )

    @model_validator(mode="before")
    @classmethod
    def _known_by_other_names(cls, options: object) -> object:
        return respelt(_as_meant(options), SPELLINGS)

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if self.mode is not Mode.DISABLED and not self.min_ratio and not self.time:
            raise ValueError('MinRatio or MinSeedingTime, for it asks for nothing (Mode = "disabled" says so too)')
        return self

    @cached_property
    def time(self) -> timedelta:
        """How long to seed by our own count."""
        if not self.min_seeding_time:
            return timedelta(0)
        return min(timedelta.max - self.tracker_buffer, self.min_seeding_time) + self.tracker_buffer

    @cached_property
    def where(self) -> str:
        """For which torrents it is, whatever it asks of them."""
        privacy = "" if self.private is None else str(self.private)
        return "\n".join((self.host, self.category, self.tag, privacy))

    @cached_property
    def ratio_asked(self) -> str:
        return f"ratio {ratio_text(self.min_ratio)}"

    @cached_property
    def time_asked(self) -> str:
        return f"{span(self.time)} of seeding"

    @cached_property
    def partly(self) -> str:
        """The terms for what was never loaded completely, as they are written down."""
        return f"partial {self.partial_ratio:g}"

    @cached_property
    def wholly(self) -> str:
        """The terms for what was, as they are written down."""
        return f"{self.mode} {self.min_ratio:g} {self.time.total_seconds():.0f}"


def _as_meant(options: object) -> object:
    """Rows of qBitrr give days, and ask for a ratio of 1 where they name none."""
    if not isinstance(options, Mapping):
        return options
    meant = dict(options)
    if "HitAndRunMode" in meant and not {"MinSeedRatio", "MinRatio"} & meant.keys():
        meant["MinRatio"] = 1.0
    if "MinSeedingTimeDays" in meant:
        meant.setdefault("MinSeedingTime", f"{meant.pop('MinSeedingTimeDays')}d")
    return meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """What a torrent has done for its trackers. ``share`` is the most of it that was ever here, in percent.

    Of a torrent whose share is not ``sure`` there may have been more.
    """

    ratio: float
    time: timedelta
    share: float
    complete: bool
    sure: bool = True


def owed(terms: Terms, deeds: Deeds) -> str:
    """What is still owed, in words that stay the same until some of it is done; empty when nothing is."""
    return _owed(terms, deeds, deeds.time)


def in_time(terms: Terms, deeds: Deeds) -> bool:
    """Whether nothing would be owed if it only seeded on."""
    return not _owed(terms, deeds, timedelta.max)


def _owed(terms: Terms, deeds: Deeds, seeded: timedelta) -> str:
    if deeds.share < terms.min_download:
        return "" if deeds.sure else "what depends on how much of it was loaded, which is not known"
    if not deeds.complete:
        done = deeds.ratio >= terms.partial_ratio
        return "" if done else f"ratio {ratio_text(terms.partial_ratio)} for the part that was loaded"
    ratio = "" if not terms.min_ratio or deeds.ratio >= terms.min_ratio else terms.ratio_asked
    time = "" if seeded >= terms.time else terms.time_asked
    if terms.mode is Mode.OR and terms.min_ratio and terms.time:
        return f"{ratio} or {time}" if ratio and time else ""
    return f"{ratio} and {time}" if ratio and time else ratio or time


def signature(terms: Terms, deeds: Deeds) -> str:
    """What was met when nothing is owed: if the terms change, it has to be met anew."""
    return terms.wholly if deeds.complete else terms.partly
