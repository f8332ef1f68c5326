"""The options of the seeding rule: what is to be reached, in general and for the torrents of a row."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field, field_validator, model_validator

from qbitrr import Duration, PluginConfig

from ..common.matching import SPELLINGS as ROW_SPELLINGS
from ..common.matching import Row, respelt
from .goals import RemoveWhen, When

SPELLINGS = {"RemoveTorrent": "RemoveWhen", "MaxUploadRatio": "MaxRatio"}
"""Other names under which users know these options."""


def limit[L: (float, timedelta)](value: L | None) -> L | None:
    """A limit, or None for what is none: 0 and less."""
    return value if value is not None and value > type(value)() else None


class Limits(Row):
    """What is to be reached by the torrents of a row. What it does not say is as for all torrents."""

    remove_when: RemoveWhen | None = Field(default=None, description="As RemoveWhen above; absent: as there.")
    max_ratio: float | None = Field(default=None, description="As MaxRatio above; 0 or -1: as there.")
    max_seeding_time: Duration | None = Field(default=None, description="As MaxSeedingTime above; 0 or -1: as there.")

    @model_validator(mode="before")
    @classmethod
    def _known_by_other_names(cls, options: object) -> object:
        return respelt(options, ROW_SPELLINGS | SPELLINGS)

    _limits = field_validator("max_ratio", "max_seeding_time")(limit)


class Options(PluginConfig):
    """When a torrent has seeded enough."""

    remove_when: RemoveWhen = Field(
        default=When.NEVER,
        description="What must be reached before it is removed: its ratio, its seeding time, either or both.",
    )
    max_ratio: float | None = Field(default=None, description="The ratio to reach. 0 or -1: no limit.")
    max_seeding_time: Duration | None = Field(
        default=None, description="The time to seed, stops not counted. 0 or -1: no limit."
    )
    rows: tuple[Limits, ...] = Field(
        default=(), description="Other limits for some torrents, by Host, Category, Tag or Private."
    )

    @model_validator(mode="before")
    @classmethod
    def _known_by_other_names(cls, options: object) -> object:
        return respelt(options, SPELLINGS)

    _limits = field_validator("max_ratio", "max_seeding_time")(limit)
