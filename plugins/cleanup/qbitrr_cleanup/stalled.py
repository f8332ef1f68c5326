"""Call a download failed when it makes no progress, gets no metadata, or would take too long."""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import Field

from qbitrr import (
    HOOK_API,
    Download,
    Duration,
    HealthReport,
    Patience,
    PluginConfig,
    State,
    Torrent,
    Verdict,
    hookimpl,
)

ETA_SETTLES_AFTER = timedelta(minutes=1)
"""A client's estimate is wild at the start of a download: it is not judged before."""


class Options(PluginConfig):
    """When a download counts as stalled."""

    stall_timeout: Duration | None = Field(
        default=timedelta(minutes=30), description="No progress for so long: stalled. -1 switches this off."
    )
    metadata_timeout: Duration | None = Field(
        default=timedelta(minutes=30),
        description="A magnet without metadata for so long: stalled. -1 switches this off.",
    )
    max_eta: Duration | None = Field(
        default=None, alias="MaxETA", description="An estimated time left above this: stalled. -1 switches this off."
    )
    grace: Duration = Field(
        default=timedelta(minutes=15), description="A torrent added less than this ago is not judged."
    )
    strikes: int = Field(default=3, ge=1, description="So many strikes in a row, and the download has failed.")
    strike_interval: Duration = Field(default=timedelta(minutes=2), description="At least so long between two strikes.")


class Stalled:
    """Progress, metadata and estimated time, each with its own limit; any progress clears the strikes."""

    hook_api = HOOK_API
    Config = Options

    def __init__(self, config: Options) -> None:
        self.config = config
        self._patience = Patience(config.strikes, config.strike_interval)

    @hookimpl
    def qbitrr_health_check(self, torrent: Torrent, download: Download, now: datetime) -> HealthReport | None:
        if torrent.complete:
            return None
        if torrent.forced:
            return HealthReport(Verdict.HEALTHY, "it is forced to run: left alone")
        if now - torrent.added < self.config.grace:
            return HealthReport(
                Verdict.HEALTHY, "it is young: left alone", look_again=torrent.added + self.config.grace
            )
        if torrent.state is State.METADATA:
            return self._metadata(torrent, download, now)
        if torrent.state in (State.DOWNLOADING, State.STALLED):
            return self._estimate(torrent, download, now) or self._progress(torrent, download, now)
        return HealthReport(Verdict.HEALTHY, f"it is {torrent.state}: left alone")

    def _metadata(self, torrent: Torrent, download: Download, now: datetime) -> HealthReport:
        since = max(torrent.added, download.progress_at)
        return self._limited("no metadata", since, self.config.metadata_timeout, torrent, now)

    def _progress(self, torrent: Torrent, download: Download, now: datetime) -> HealthReport:
        return self._limited("no progress", download.progress_at, self.config.stall_timeout, torrent, now)

    def _limited(
        self, what: str, since: datetime, limit: timedelta | None, torrent: Torrent, now: datetime
    ) -> HealthReport:
        idle = now - since
        evidence = {
            "idle_seconds": round(idle.total_seconds()),
            "limit_seconds": round(limit.total_seconds()) if limit is not None else None,
            "progress": round(torrent.progress, 4),
            "seeds": torrent.seeds,
            "availability": torrent.availability,
        }
        if limit is None:
            return HealthReport(Verdict.HEALTHY, f"{what} for {_span(idle)}: not judged", evidence)
        if idle < limit:
            return HealthReport(
                Verdict.HEALTHY, f"{what} for {_span(idle)}, {_span(limit)} allowed", evidence, look_again=since + limit
            )
        return HealthReport(
            Verdict.FAILED, f"{what} for {_span(idle)}, {_span(limit)} allowed", evidence, patience=self._patience
        )

    def _estimate(self, torrent: Torrent, download: Download, now: datetime) -> HealthReport | None:
        limit, eta = self.config.max_eta, torrent.eta
        if limit is None or eta is None or eta <= limit or torrent.state is not State.DOWNLOADING:
            return None
        if now - download.state_since < ETA_SETTLES_AFTER:
            return None
        return HealthReport(
            Verdict.FAILED,
            f"it would take {_span(eta)} more, {_span(limit)} allowed",
            {"eta_seconds": round(eta.total_seconds()), "limit_seconds": round(limit.total_seconds())},
            patience=self._patience,
        )


def _span(duration: timedelta) -> str:
    """A duration as a person would say it, in its two largest units."""
    seconds = max(0, round(duration.total_seconds()))
    parts = []
    for name, length in (("d", 86400), ("h", 3600), ("min", 60), ("s", 1)):
        number, seconds = divmod(seconds, length)
        if number:
            parts.append(f"{number} {name}")
    return " ".join(parts[:2]) or "0 s"
