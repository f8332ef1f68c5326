"""How much memory all processes take together, each page counted once (PSS)."""

from __future__ import annotations

import time
from collections.abc import Iterator

from .table import Row
from .world import World, until

MIB = 1 << 20
FURTHER = "Radarr-Documentaries"


def rows(world: World) -> Iterator[Row]:
    """After the work that came before; then with one more section."""
    before = in_all(world)
    yield Row.at_most(f"memory (PSS), 4 sections, {world.torrents:,} torrents, after work", 90, before, "MB")
    each = world.torrents // 4
    known = world.known()
    world.add_section(FURTHER, each)
    world.reload()
    until(lambda: world.known() >= known + each)
    time.sleep(5)
    yield Row.at_most("memory (PSS), each further section", 8, in_all(world) - before, "MB")


def in_all(world: World) -> float:
    """MB, which here are 2^20 bytes."""
    return sum(process.memory_full_info().pss for process in world.processes()) / MIB
