"""How much memory all processes take together, each page counted once (PSS) and as if nobody else shared it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from qbitrr import page
from qbitrr.config.places import RUN

from .table import Row
from .world import World, until

MIB = 1 << 20
FURTHER = "Radarr-Documentaries"


def rows(world: World) -> Iterator[Row]:
    """After the work that came before; then with one more section, and with the page."""
    before = in_all(world)
    yield Row.at_most(f"memory (PSS), 4 sections, {world.torrents:,} torrents, after work", 90, before, "MB")
    each = world.torrents // 4
    known = world.known()
    world.add_section(FURTHER, each)
    world.reload()
    until(lambda: world.known() >= known + each)
    time.sleep(5)
    more = in_all(world)
    yield Row.at_most("memory (PSS), each further section", 8, more - before, "MB")
    world.add_page()
    world.reload()
    until(page.address_file(world.data / RUN).exists)
    time.sleep(5)
    page_alone = in_all(world) - more
    yield Row.at_most("memory (PSS), 4 sections and the page", 120, before + page_alone, "MB")


def in_all(world: World) -> float:
    """MB, which here are 2^20 bytes. Other programs that map the same files do not make it less."""
    processes = world.processes()
    own = sum(_anonymous(process.pid) for process in processes)
    files = Counter[str]()
    for process in processes:
        for part in process.memory_maps(grouped=True):
            if part.path.startswith("/"):
                files[part.path] = max(files[part.path], part.rss - part.anonymous)
    return (own + files.total()) / MIB


def _anonymous(pid: int) -> int:
    """Bytes that belong to no file; of those shared after a fork, this process's part."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss_Anon:")) * 1024
