"""Call a download failed of which no peer has had all for too long, however much is here already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import Field

from qbitrr import HOOK_API, Duration, Facts, HealthReport, Patience, PluginConfig, Torrent, hookimpl

from .common.words import share
from .health.exempt import FREE_TO_LOAD, healthy, left_alone
from .health.limits import GRACE, STRIKE_INTERVAL, STRIKES, Grace, StrikeCount, StrikeInterval, within
from .health.observing import Memory, server_of


class Options(PluginConfig):
    """When a download counts as unavailable."""

    window: Duration | None = Field(
        default=timedelta(hours=6),
        description="Its peers together lack a part of it for so long without a break: unavailable. -1 switches this "
        "off.",
    )
    only_above: float = Field(
        default=-1,
        ge=-1,
        le=1,
        description="Only a torrent with more than this share of its data (0.9 is 90 %) is judged. -1: every torrent.",
    )
    grace: Grace = GRACE
    strikes: StrikeCount = STRIKES
    strike_interval: StrikeInterval = STRIKE_INTERVAL


@dataclass(frozen=True, slots=True)
class Lack:
    """Since when a part is lacking, and the most that was to be had in this time."""

    since: datetime
    most: float


class Unavailable:
    """Fails a download of which no peers have had all for too long.

    Counts only what it has seen itself: a dip starts the window anew when it ends, and so does a restart.

    While more and more of the torrent is to be had, somebody brings it: then the window starts anew as well.
    """

    hook_api = HOOK_API
    Config = Options

    def __init__(self, config: Options) -> None:
        self.config = config
        self._patience = Patience(config.strikes, config.strike_interval)
        self._lacking: Memory[Lack] = Memory()

    @hookimpl
    def qbitrr_health_check(self, torrent: Torrent, facts: Facts, now: datetime) -> HealthReport | None:
        if torrent.complete:
            return None
        if well := left_alone(torrent, FREE_TO_LOAD, self.config.grace, now) or self._well(torrent, facts):
            self._lacking.forget(torrent.key)
            return well
        lack = self._lack(torrent, torrent.availability or 0.0, now)
        what = "no peers have all of it together"
        window = self.config.window
        return within(torrent, what, lack.since, window, now, self._patience, lasting="unavailable_seconds")

    def _well(self, torrent: Torrent, facts: Facts) -> HealthReport | None:
        only_above = self.config.only_above
        if torrent.progress <= only_above:
            return healthy(f"only {share(torrent.progress)} of it is here: left alone up to {share(only_above)}")
        if server_of(torrent, facts) is None:
            return healthy("its client is not known to have a way to its peers: not judged")
        if torrent.availability is None:
            return healthy("it is not known how much of it is to be had: not judged")
        return healthy("all of it is to be had") if torrent.availability >= 1 else None

    def _lack(self, torrent: Torrent, availability: float, now: datetime) -> Lack:
        lack = self._lacking.get(torrent.key, now)
        if lack is None or availability > lack.most:
            lack = Lack(now, availability)
        self._lacking.put(torrent.key, lack, now)
        return lack
