"""How soon an Arr hears of a download that is complete."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from statistics import median

from . import servers
from .table import Row, number
from .world import SECTIONS, World


def rows(world: World, samples: int) -> Iterator[Row]:
    """Let downloads of all sections become complete at random times."""
    polled = sorted(delays(world, samples))
    yield _row("completed → import command, nobody says so", polled, usual=1.0, worst=2.0)
    told = sorted(delays(world, samples, tell=world.notify))
    yield _row("completed → import command, with `qbitrr notify`", told, usual=0.3, worst=0.3)


def delays(
    world: World, samples: int, *, sections: tuple[str, ...] = SECTIONS, tell: Callable[[], None] = lambda: None
) -> Iterator[float]:
    """Seconds from the last byte to the command, one after the other."""
    for section in islice(cycle(sections), samples):
        torrent = world.begin(section)
        time.sleep(random.uniform(0.3, 1.3))
        done = world.client(servers.complete, torrent)
        tell()
        yield world.import_asked(section, done)


def _row(what: str, seconds: list[float], *, usual: float, worst: float) -> Row:
    middle = median(seconds)
    return Row(
        f"{what} ({len(seconds)} times)",
        f"median ≤ {usual:g} s, worst ≤ {worst:g} s",
        f"median {number(middle)} s, worst {number(seconds[-1])} s",
        middle <= usual and seconds[-1] <= worst,
    )
