"""How long a start and a stop take."""

from __future__ import annotations

import time
from collections.abc import Iterator

from .table import Row
from .world import World, until


def start(world: World, *, settled: float) -> Iterator[Row]:
    """Start it, and let it settle for so many seconds: believe its client's list, read what it wants to know."""
    began = world.start()
    until(lambda: world.known() >= world.torrents, every=0.01)
    first = time.monotonic() - began
    yield Row.at_most(f"start to first cycle, {world.torrents:,} torrents judged and stored", 2, first, "s")
    time.sleep(settled)


def stop(world: World) -> Iterator[Row]:
    yield Row.at_most("stop when idle", 1, world.stop(), "s")
