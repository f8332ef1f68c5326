"""The smallest useful plugin: says what it sees, and objects to nothing."""

from __future__ import annotations

import logging

from pydantic import Field

from qbitrr import HOOK_API, Classification, HealthReport, Outcome, PluginConfig, Torrent, Verdict, hookimpl

log = logging.getLogger(__name__)


class Options(PluginConfig):
    """What to say."""

    greeting: str = Field(default="I see", description="The words before a torrent's name.")


class Echo:
    """Calls every torrent healthy and logs what was done."""

    hook_api = HOOK_API
    Config = Options

    def __init__(self, config: Options) -> None:
        self.greeting = config.greeting

    @hookimpl
    def qbitrr_health_check(self, torrent: Torrent, classification: Classification) -> HealthReport:
        return HealthReport(Verdict.HEALTHY, f"{self.greeting} {torrent.name}, owned by {classification.owner}")

    @hookimpl
    def qbitrr_post_action(self, outcome: Outcome, torrent: Torrent) -> None:
        log.info("%s %s: %s", self.greeting, torrent.name, outcome.detail or outcome.action.reason)
