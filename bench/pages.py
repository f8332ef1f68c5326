"""How long the page takes to answer: the list of torrents, why of one, and a search in a long log."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from statistics import median
from typing import Any
from urllib.request import Request, urlopen

from qbitrr import page
from qbitrr.config.places import LOGS, RUN

from .table import Row
from .world import TOKEN, World, until

TIMES = 11
LIST = "downloads?sort=name&search=film&limit=100"
LINES = 60_000
LINE = "2026-01-01 12:00:00,{:03} INFO  qbitrr.worker  {} A.Film.2030.1080p.WEB-DL.x264-GRP was looked at\n"


def rows(world: World) -> Iterator[Row]:
    """Start the page beside all that runs, and ask it what a browser asks it."""
    size = f"{world.torrents:,} torrents"
    log = world.data / LOGS / "Long.log"
    log.write_text("".join(LINE.format(number % 1000, number) for number in range(LINES)))
    world.add_page()
    world.reload()
    until(page.address_file(world.data / RUN).exists)
    until(lambda: asked(world, LIST)["complete"])
    one = asked(world, LIST)["rows"][0]
    yield _row(world, f"the page, {size}: 100 of them found, sorted and counted", LIST)
    yield _row(world, f"the page, {size}: why of one", f"downloads/{one['client']}/{one['hash']}")
    yield _row(
        world, f"the page: a log of {log.stat().st_size >> 20} MB searched", "logs/Long?search=59+A.Film&limit=2000"
    )


def asked(world: World, what: str) -> Any:
    address = page.address_file(world.data / RUN).read_text().strip()
    request = Request(f"{address}api/{what}", headers={"Authorization": f"Bearer {TOKEN}"})
    with urlopen(request, timeout=60) as answer:
        return json.load(answer)


def _row(world: World, what: str, path: str) -> Row:
    took = []
    for _ in range(TIMES):
        began = time.monotonic()
        asked(world, path)
        took.append(time.monotonic() - began)
    return Row.only(f"{what}, median of {TIMES}", 1000 * median(took), "ms")
