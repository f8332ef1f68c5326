"""Call a torrent failed when it has not moved for too long."""

from datetime import datetime, timedelta

from pydantic import Field

from qbitrr import HealthReport, PluginConfig, State, Torrent, Verdict, hookimpl


class Options(PluginConfig):
    """When patience ends."""

    minutes: int = Field(default=30, description="Minutes that a stalled torrent may be idle.")


class Patience:
    hook_api = 1
    Config = Options

    def __init__(self, config: Options) -> None:
        self.limit = timedelta(minutes=config.minutes)

    @hookimpl
    def qbitrr_health_check(self, torrent: Torrent, now: datetime) -> HealthReport | None:
        idle = now - torrent.last_activity
        if torrent.state is State.STALLED and idle > self.limit:
            return HealthReport(Verdict.FAILED, f"no activity for {idle}")
        return None
