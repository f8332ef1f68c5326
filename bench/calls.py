"""What a hook call through the façade costs for each implementation, beyond nothing at all."""

from __future__ import annotations

import timeit
from collections.abc import Iterator
from datetime import datetime

from qbitrr.domain import (
    Classification,
    Download,
    HealthReport,
    Torrent,
    Verdict,
)
from qbitrr.facts import Facts
from qbitrr.hookspecs import hookimpl
from qbitrr.testing.builders import NOW, make_download, make_facts, make_hooks, make_torrent

from .table import Row

PLUGINS = 10
CALLS = 10_000


class Opinion:
    """A judge with every argument and one answer."""

    said = HealthReport(Verdict.HEALTHY, "it is well")

    @hookimpl
    def qbitrr_health_check(
        self, torrent: Torrent, classification: Classification, download: Download, facts: Facts, now: datetime
    ) -> HealthReport:
        _ = torrent, classification, download, facts, now
        return self.said


def rows() -> Iterator[Row]:
    hooks = make_hooks(**{f"judge{n}": Opinion() for n in range(PLUGINS)})
    torrent = make_torrent()
    owner, download, facts = Classification("Radarr", 7), make_download(torrent), make_facts(torrent)
    best = min(timeit.repeat(lambda: hooks.health_check(torrent, owner, download, facts, NOW), number=CALLS, repeat=5))
    yield Row.at_most("a hook call, each implementation", 5, 1e6 * best / CALLS / PLUGINS, "µs")
