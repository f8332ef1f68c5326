"""How soon all is well after something was away or was killed, and what a sick Arr costs the others."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

from qbitrr.testing.http import SimulatedServer

from . import servers
from .imports import delays
from .remote import Remote
from .table import Row, number
from .world import CLIENT, SECTIONS, World, until

SICK, WELL = SECTIONS[0], SECTIONS[1:]

SICKNESS = {"500": "an Arr answers 500", "HTML": "an Arr answers HTML", "hangs": "an Arr does not answer"}


def away(world: World, seconds: float) -> Iterator[Row]:
    """A download becomes complete while its Arr is away, another while the client is."""
    for who, server in (("an Arr", world.arrs[SICK]), ("a client", world.client)):
        torrent = world.begin(SICK)
        time.sleep(2)
        server(servers.go_away)
        time.sleep(seconds / 2)
        world.client(servers.complete, torrent)
        time.sleep(seconds / 2)
        yield _back(world, server, f"{who} away for {seconds:g} s: import commanded after it is back")


def away_at_start(world: World, seconds: float) -> Iterator[Row]:
    """Start without the first Arr, then without the client."""
    for who, server in (("an Arr", world.arrs[SICK]), ("a client", world.client)):
        torrent = world.begin(SICK)
        server(servers.go_away)
        world.start()
        time.sleep(seconds)
        world.client(servers.complete, torrent)
        yield _back(world, server, f"{who} away at our start: import commanded after it is back")
        world.stop()


def _back[S: SimulatedServer](world: World, server: Remote[S], what: str) -> Row:
    back = server(servers.come_back)
    used = until(lambda: server(servers.answered, back))
    asked = f"first used after {number(used - back)} s" if used else "never used"
    return Row.at_most(what, 5, world.import_asked(SICK, back), "s", asked)


def killed(world: World) -> Iterator[Row]:
    """Kill a process, and let a download become complete at the same moment."""
    for who, child in (("worker", SICK), ("client process", CLIENT)):
        torrent = world.begin(SICK)
        time.sleep(2)
        if pid := world.pid(child):
            os.kill(pid, signal.SIGKILL)
        done = world.client(servers.complete, torrent)
        yield Row.at_most(f"a {who} killed: import commanded after", 3, world.import_asked(SICK, done), "s")
        time.sleep(2)


def sick(world: World, samples: int) -> Iterator[Row]:
    """One Arr does not answer as it should; downloads of the others become complete."""
    for kind in servers.FAULTS:
        torrent = world.begin(SICK)
        world.arrs[SICK](servers.fail, kind)
        world.client(servers.complete, torrent)
        worst = max(delays(world, samples, sections=WELL))
        world.arrs[SICK](servers.heal)
        yield Row.at_most(f"{SICKNESS[kind]}: imports of others, worst of {samples}", 2, worst, "s")
