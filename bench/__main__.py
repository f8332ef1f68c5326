"""Prints the budgets beside what is measured. ``--quick`` takes less than two minutes, and is less exact."""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from . import calls, cycles, idle, imports, memory, pages, starting, trouble, week
from .libraries import Scale
from .table import Row, lines
from .world import World


def measure(folder: Path, *, quick: bool) -> Iterator[Row]:
    yield from calls.rows()
    with World(folder / "few", torrents=500) as world:
        yield from starting.start(world, settled=5 if quick else 15)
        yield from idle.rows(world, 6 if quick else 60)
        yield from imports.rows(world, 4 if quick else 20)
        yield from trouble.sick(world, 1 if quick else 9)
        yield from trouble.killed(world)
        if not quick:
            yield from trouble.away(world, 30)
        yield from memory.rows(world)
        yield from starting.stop(world)
        if not quick:
            yield from trouble.away_at_start(world, 8)
        yield from cycles.rows(world)
    yield from week.rows(folder / "week", Scale.small() if quick else Scale())
    if quick:
        return
    with World(folder / "many", torrents=20_000, files=False) as world:
        yield from starting.start(world, settled=90)
        yield from idle.rows(world, 180)
        yield from pages.rows(world)


def main() -> int:
    arguments = argparse.ArgumentParser(prog="bench", description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="fewer and shorter measurements")
    quick = arguments.parse_args().quick
    compileall.compile_path(quiet=2)
    for source in ("qbitrr", "plugins"):
        compileall.compile_dir(source, quiet=2)
    began = time.monotonic()
    rows = []
    with tempfile.TemporaryDirectory(prefix="qbitrr-bench-") as folder:
        for row in measure(Path(folder), quick=quick):
            sys.stderr.write(f"{row.what}: {row.measured}\n")
            rows.append(row)
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    print(f"{datetime.now(UTC):%Y-%m-%d}, {machine}; measured in {time.monotonic() - began:.0f} s.\n")
    print("\n".join(lines(rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
