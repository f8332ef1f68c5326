"""What qbitrr costs while nothing changes: requests and processor time."""

from __future__ import annotations

import time
from collections.abc import Iterator

from . import servers
from .table import Row
from .world import World


def rows(world: World, seconds: float) -> Iterator[Row]:
    """Leave it alone for so many seconds."""
    before, began = processor_time(world), time.monotonic()
    time.sleep(seconds)
    used, took = processor_time(world) - before, time.monotonic() - began
    until = began + took
    size = f"{world.torrents:,} torrents"
    asked = sum(began <= when < until for when, _, _ in world.client(servers.seen)) / took
    yield Row.at_most(f"idle, {size}: requests to one qBittorrent, 4 sections", 1, asked, "a second")
    yield Row.at_most(f"idle, {size}: processor, all processes", 1, 100 * used / took, "% of one core")
    if seconds >= 60:
        each = [sum(began <= when < until for when, _, _ in arr(servers.seen)) for arr in world.arrs.values()]
        yield Row.at_most(f"idle, {size}: requests to an Arr", 2, max(each) * 60 / took, "a minute", "the busiest")


def processor_time(world: World) -> float:
    """Seconds of processor time, user's and system's, that the processes have used."""
    return sum(sum(process.cpu_times()[:2]) for process in world.processes())
