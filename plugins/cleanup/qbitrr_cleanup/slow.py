"""Call a download failed when it is slower than a floor, or would take too long."""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import Field, field_validator

from qbitrr import (
    HOOK_API,
    Download,
    Duration,
    Facts,
    HealthReport,
    Patience,
    PluginConfig,
    Size,
    State,
    Torrent,
    Verdict,
    hookimpl,
)

from .common.words import after, amount, share, span
from .health.exempt import FREE_TO_LOAD, healthy, left_alone
from .health.limits import GRACE, STRIKE_INTERVAL, STRIKES, Grace, StrikeCount, StrikeInterval
from .health.observing import Memory, server_of
from .health.speed import Sample, average, followed

ETA_SETTLES_AFTER = timedelta(minutes=1)
"""A client's estimate is wild at the start of a download: it is not judged before."""

ETA_HOLDS = timedelta(seconds=30)
"""A torrent stays ``downloading`` for a minute after its last byte; so soon after it the estimate is absurd."""


class Options(PluginConfig):
    """When a download counts as slow."""

    min_speed: Size | None = Field(
        default=None,
        description='A speed below this: slow. In bytes a second, or as text such as "50K" (KiB/s). -1 switches this '
        "off.",
    )
    speed_window: Duration = Field(
        default=timedelta(minutes=30), description="The speed is the average over so long, as it was seen."
    )
    max_eta: Duration | None = Field(
        default=None, alias="MaxETA", description="An estimated time left above this: slow. -1 switches this off."
    )
    exempt_above: Size | None = Field(
        default=None, description="A torrent larger than this is left alone. -1: none is, for its size."
    )
    nearly_done: float = Field(
        default=0.99,
        ge=0,
        le=1,
        description="A torrent with at least this share of its data (0.99 is 99 %) is left alone.",
    )
    grace: Grace = GRACE
    strikes: StrikeCount = STRIKES
    strike_interval: StrikeInterval = STRIKE_INTERVAL

    @field_validator("speed_window")
    @classmethod
    def _some_time(cls, length: timedelta) -> timedelta:
        if not length:
            raise ValueError("a duration of more than 0")
        return length


class Slow:
    """Fails a download that is slower than a floor, or would take longer than a ceiling allows.

    Each is judged for itself; what a person slowed down is not slow.
    """

    hook_api = HOOK_API
    Config = Options

    def __init__(self, config: Options) -> None:
        self.config = config
        self._patience = Patience(config.strikes, config.strike_interval)
        self._samples: Memory[tuple[Sample, ...]] = Memory()

    @hookimpl
    def qbitrr_health_check(
        self, torrent: Torrent, download: Download, facts: Facts, now: datetime
    ) -> HealthReport | None:
        if torrent.complete:
            return None
        if alone := left_alone(torrent, FREE_TO_LOAD, self.config.grace, now) or self._exempt(torrent, facts):
            self._samples.forget(torrent.key)
            return alone
        samples = self._followed(torrent, now)
        speed = average(samples, torrent.left, now, self.config.speed_window)
        return self._ceiling(torrent, download, speed, now) or self._floor(speed, samples[0])

    def _exempt(self, torrent: Torrent, facts: Facts) -> HealthReport | None:
        server, config = server_of(torrent, facts), self.config
        if server is None:
            return healthy("its client is not known to have a way to its peers: not judged")
        if server.alternative_speed:
            return healthy("its client is in alternative-speed mode: left alone")
        if config.exempt_above is not None and torrent.size > config.exempt_above:
            return healthy(f"it has {amount(torrent.size)}, more than {amount(config.exempt_above)}: left alone")
        if torrent.progress >= config.nearly_done:
            return healthy(f"{share(torrent.progress)} of it is here: left alone")
        if config.min_speed is not None and 0 < torrent.download_limit <= config.min_speed:
            return healthy(f"it is limited to {amount(torrent.download_limit)}/s: left alone")
        return None

    def _followed(self, torrent: Torrent, now: datetime) -> tuple[Sample, ...]:
        before = self._samples.get(torrent.key, now) or ()
        samples = followed(before, torrent.left, now, self.config.speed_window)
        self._samples.put(torrent.key, samples, now)
        return samples

    def _ceiling(self, torrent: Torrent, download: Download, speed: float | None, now: datetime) -> HealthReport | None:
        limit, eta = self.config.max_eta, torrent.eta
        if limit is None or eta is None or eta <= limit or torrent.state is not State.DOWNLOADING:
            return None
        if now - download.state_since < ETA_SETTLES_AFTER:
            return None
        if now - download.progress_at >= ETA_HOLDS and not _takes_longer(torrent.left, speed, limit):
            return None
        return HealthReport(
            Verdict.FAILED,
            f"it would take {span(eta)} more, {span(limit)} allowed",
            {"eta_seconds": round(eta.total_seconds()), "limit_seconds": round(limit.total_seconds())},
            patience=self._patience,
        )

    def _floor(self, speed: float | None, first: Sample) -> HealthReport:
        floor, window = self.config.min_speed, self.config.speed_window
        if floor is None:
            return healthy("its speed is not judged")
        if speed is None:
            return healthy("its speed is not known yet", look_again=after(first.at, window))
        evidence = {"speed": round(speed), "limit": floor, "window_seconds": round(window.total_seconds())}
        if not speed:
            return HealthReport(Verdict.HEALTHY, f"nothing came in for {span(window)}: that is not slow", evidence)
        reason = f"{amount(round(speed))}/s over {span(window)}, {amount(floor)}/s wanted"
        if speed >= floor:
            return HealthReport(Verdict.HEALTHY, reason, evidence)
        return HealthReport(Verdict.FAILED, reason, evidence, patience=self._patience)


def _takes_longer(left: int, speed: float | None, limit: timedelta) -> bool:
    """Whether at the speed that was really seen the rest takes longer than the limit."""
    return bool(speed) and left > (speed or 0.0) * limit.total_seconds()
