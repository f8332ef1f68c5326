"""The options of the rule ``errors``."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pydantic import Field, field_validator

from qbitrr import Duration, PluginConfig, Size

from .limits import STRIKE_INTERVAL, STRIKES, StrikeCount, StrikeInterval


class Options(PluginConfig):
    """When an error or missing files make a download a failed one."""

    recheck_wait: Duration | None = Field(
        default=timedelta(minutes=15),
        description="An error that is still there so long after the recheck: failed. -1: checked again, never failed.",
    )
    another_error_after: Duration = Field(
        default=timedelta(days=1),
        description="An error that comes later than this after a recheck is another one, with a recheck of its own.",
    )
    missing_grace: Duration | None = Field(
        default=timedelta(hours=1),
        description="Files missing for so long from a disk that is proven to be there: failed. -1 switches this off.",
    )
    markers: tuple[Path, ...] = Field(
        default=(),
        description="Files that you made, one in the topmost folder of each disk as qbitrr sees it: while it is there, "
        "so is the disk.",
    )
    min_free_space: Size = Field(
        default=64 << 20, description="While there is less room than this, no error is held against a torrent."
    )
    strikes: StrikeCount = STRIKES
    strike_interval: StrikeInterval = STRIKE_INTERVAL

    @field_validator("markers")
    @classmethod
    def _absolute(cls, markers: tuple[Path, ...]) -> tuple[Path, ...]:
        if not all(marker.is_absolute() for marker in markers):
            raise ValueError("absolute paths of files, such as /mnt/disk1/.here")
        return markers
