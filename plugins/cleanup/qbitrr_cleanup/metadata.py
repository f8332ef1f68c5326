"""Call a magnet failed that gets no metadata."""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import Field

from qbitrr import HOOK_API, Download, Duration, HealthReport, Patience, PluginConfig, State, Torrent, hookimpl

from .health.exempt import left_alone
from .health.limits import GRACE, STRIKE_INTERVAL, STRIKES, Grace, StrikeCount, StrikeInterval, within


class Options(PluginConfig):
    """When a magnet counts as dead."""

    metadata_timeout: Duration | None = Field(
        default=timedelta(minutes=30),
        description="A magnet without metadata for so long: failed. -1 switches this off.",
    )
    grace: Grace = GRACE
    strikes: StrikeCount = STRIKES
    strike_interval: StrikeInterval = STRIKE_INTERVAL


class Metadata:
    """Fails a magnet that gets no metadata.

    Its time counts from when it was added or last let run, never from the client's counters: they stand still.
    """

    hook_api = HOOK_API
    Config = Options

    def __init__(self, config: Options) -> None:
        self.config = config
        self._patience = Patience(config.strikes, config.strike_interval)

    @hookimpl
    def qbitrr_health_check(self, torrent: Torrent, download: Download, now: datetime) -> HealthReport | None:
        if torrent.complete:
            return None
        if alone := left_alone(torrent, (State.METADATA,), self.config.grace, now):
            return alone
        since = max(torrent.added, download.progress_at)
        return within(torrent, "no metadata", since, self.config.metadata_timeout, now, self._patience)
