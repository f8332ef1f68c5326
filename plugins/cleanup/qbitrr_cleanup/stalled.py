"""Call a download failed when it makes no progress."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar

from pydantic import Field

from qbitrr import HOOK_API, Download, Duration, HealthReport, Patience, PluginConfig, Torrent, hookimpl

from .health.exempt import FREE_TO_LOAD, left_alone
from .health.limits import GRACE, STRIKE_INTERVAL, STRIKES, Grace, StrikeCount, StrikeInterval, within


class Options(PluginConfig):
    """When a download counts as stalled."""

    moved: ClassVar[Mapping[str, str]] = {"MaxETA": "[Plugins.slow]", "MetadataTimeout": "[Plugins.metadata]"}

    stall_timeout: Duration | None = Field(
        default=timedelta(minutes=30), description="No progress for so long: stalled. -1 switches this off."
    )
    grace: Grace = GRACE
    strikes: StrikeCount = STRIKES
    strike_interval: StrikeInterval = STRIKE_INTERVAL


class Stalled:
    """Fails a download that makes no progress. Progress is data that came in; any of it clears the strikes."""

    hook_api = HOOK_API
    Config = Options

    def __init__(self, config: Options) -> None:
        self.config = config
        self._patience = Patience(config.strikes, config.strike_interval)

    @hookimpl
    def qbitrr_health_check(self, torrent: Torrent, download: Download, now: datetime) -> HealthReport | None:
        if torrent.complete:
            return None
        if alone := left_alone(torrent, FREE_TO_LOAD, self.config.grace, now):
            return alone
        return within(torrent, "no progress", download.progress_at, self.config.stall_timeout, now, self._patience)
