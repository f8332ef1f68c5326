"""A week of searching for four apps on a clock that is moved by hand: what was asked of the indexers, and what it cost.

The apps are simulated, each on loopback; plugins, store and all the rules are the real ones. Nothing waits.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any, Self

from qbitrr.searching.configured import SearchPolicy
from qbitrr.searching.policy import Budget
from qbitrr.store.database import open_store, prepare
from qbitrr.testing.clock import FakeClock
from qbitrr.testing.simulated_lidarr import SimulatedLidarr
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from qbitrr.testing.simulated_radarr import SimulatedRadarr
from qbitrr.testing.simulated_sonarr import SimulatedSonarr

from .libraries import Scale, fill, hold_back
from .section import Ordered, Section
from .servers import PASSWORD, USER
from .table import Row

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STEP = 20 * MINUTE
"""How far the clock goes at once: no search is due more often in all, and so each may be made at its time."""


class Week:
    """The four apps, one store and one budget. ``run`` lets the time pass."""

    def __init__(self, folder: Path, scale: Scale) -> None:
        self.scale = scale
        self.clock = FakeClock()
        self._random = Random(7)
        self._folder = folder
        folder.mkdir(parents=True)
        self.policy = SearchPolicy(budget=Budget(per_hour=scale.per_hour, per_day=24 * scale.per_hour))
        prepare(folder / "week.db")
        self.store = open_store(folder / "week.db")
        self.client = SimulatedQbittorrent(username=USER, password=PASSWORD, clock=self.clock.seconds)
        self.sections = [
            self._section("Radarr", SimulatedRadarr),
            self._section("Radarr-4K", SimulatedRadarr),
            self._section("Sonarr", SimulatedSonarr),
            self._section("Lidarr", SimulatedLidarr),
        ]

    def run(self) -> None:
        """A week, in steps; each section has its turn when it is due."""
        end = self.clock() + self.scale.days * DAY
        while self.clock() < end:
            for section in self.sections:
                section.turn()
            self.clock.tick(STEP)

    @cached_property
    def orders(self) -> list[Ordered]:
        return sorted((one for section in self.sections for one in section.ordered), key=lambda one: one.at)

    def busiest_hour(self) -> int:
        """The most searches that any hour has had."""
        times = [one.at for one in self.orders]
        return max(sum(begin <= at < begin + HOUR for at in times[start:]) for start, begin in enumerate(times))

    def forbidden(self) -> int:
        """How many searches there were for what may not be searched for."""
        return sum(one in section.never for section in self.sections for one in section.media)

    def repeated_too_soon(self) -> int:
        """How many media were searched for again before each other one of their library had been searched for."""
        return sum(section.repeated_too_soon() for section in self.sections)

    def covered(self) -> float:
        """The share of what may be searched for that was."""
        able = sum(len(section.able) for section in self.sections)
        return sum(len(section.able & set(section.media)) for section in self.sections) / able

    def __enter__(self) -> Self:
        self.client.start()
        for section in self.sections:
            section.begin(self.store)
        return self

    def __exit__(self, *_: object) -> None:
        for section in self.sections:
            section.end()
        self.client.stop()
        self.store.close()

    def _section(self, name: str, kind: Any) -> Section:
        app = kind(
            client_port=self.client.port,
            client_username=USER,
            client_password=PASSWORD,
            root_folder=self._folder / name,
            category=name.lower(),
            refresh_every=3600,
            clock=self.clock.seconds,
        )
        app.started_at -= 600
        section = Section(name, app, self.clock, self.policy)
        for number in fill(app, self.scale, self._random):
            held_back = hold_back(app, number, self.client, self._random.random())
            (section.never if held_back else section.able).add(number)
        return section


def rows(folder: Path, scale: Scale) -> Iterator[Row]:
    with Week(folder, scale) as week:
        began = time.monotonic()
        week.run()
        lasted = time.monotonic() - began
        missing = sum(len(section.able) for section in week.sections)
        asked = sum(sum(section.asked.values()) for section in week.sections)
        what = f"a week of searching, 4 apps, {missing} media missing"
        yield Row.only(f"{what}: searches", len(week.orders), "searches")
        yield Row.at_most(f"{what}: the busiest hour", scale.per_hour, week.busiest_hour(), "searches")
        yield Row.at_most(f"{what}: for what is not out, not monitored or queued", 0, week.forbidden(), "searches")
        yield Row.at_most(f"{what}: again before all others", 0, week.repeated_too_soon(), "searches")
        yield Row.only(f"{what}: covered", 100 * week.covered(), "%")
        yield Row.only(f"{what}: requests to the apps", asked / len(week.sections) / scale.days / 24, "an hour and app")
        yield Row.only(f"{what}: the simulation took", lasted, "s")
