"""What ``qbitrr search`` prints of an example, always the same: for the documentation."""

import os
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from typer.testing import CliRunner

from qbitrr import Indexer, Want
from qbitrr.cli.app import app
from qbitrr.control import words
from qbitrr.searching.loops import failures_of
from qbitrr.searching.policy import Budget
from qbitrr.testing.clock import NOW, FakeClock
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from qbitrr.testing.simulated_radarr import SimulatedRadarr
from tests.searching.search_world import DAY, HOUR, MINUTE, World, film

SECTIONS = """\
[qBit]
Host = "127.0.0.1"
Port = {port}
UserName = "admin"
Password = "adminadmin"

[Radarr-4K]
URI = "{url}"
APIKey = "{key}"

[Radarr-4K.EntrySearch]
SearchMissing = true
"""


def remembered():
    """What a day of searching has left, by the command that shows it."""
    with tempfile.TemporaryDirectory() as name, _frozen(NOW):
        folder = Path(name)
        (folder / "config.toml").write_text(SECTIONS.format(port=1, url="http://127.0.0.1:1", key="k"))
        _searched_for_a_day(folder)
        commands = (["status"], ["history"], ["allow", "Radarr-4K", "7"])
        return {command[0]: _run(folder, *command) for command in commands}


def planned():
    """What ``qbitrr search plan`` prints about a small Radarr."""
    late = [86400.0]
    with (
        tempfile.TemporaryDirectory() as name,
        SimulatedQbittorrent(folder=Path(name) / "downloads") as client,
        SimulatedRadarr(
            client_port=client.port,
            client_username="admin",
            client_password="adminadmin",
            root_folder=Path(name) / "movies",
            clock=lambda: time.time() - late[0],
        ) as radarr,
    ):
        late[0] = 0.0  # an app that has just started is not believed
        folder = Path(name)
        (folder / "config.toml").write_text(SECTIONS.format(port=client.port, url=radarr.url, key=radarr.api_key))
        for title, year in (("Metropolis", 1927), ("Faust", 1926), ("Nosferatu", 1922)):
            radarr.add_movie(title, year=year)
        radarr.add_movie("Dr. Mabuse", year=1922, monitored=False)
        return _run(folder, "plan")


def _searched_for_a_day(folder):
    films = [film(7, title="Metropolis (1927)"), film(8, title="Faust (1926)"), film(9, title="Nosferatu (1922)")]
    films += [
        film(12, title="The Golem (1920)"),
        film(10, Want.CUTOFF_UNMET, title="Sunrise (1927)"),
        film(11, title="M (1931)", why_not="not monitored"),
    ]
    world = World(folder, *films, owner="Radarr-4K", clock=FakeClock(NOW - 8 * HOUR), budget=Budget())
    world.library.indexers = (
        Indexer(name="Indexer A", asked_hour=4, asked_day=61, limit_day=100),
        Indexer(name="Indexer B", resting=True, resting_until=NOW + 40 * MINUTE),
    )
    world.turn(HOUR)
    world.grab(7)
    world.turns(2, 3 * HOUR)
    world.turn(HOUR - 2 * MINUTE)
    world.turn(MINUTE)
    for number in range(4):
        at = NOW - DAY + number * HOUR
        world.store.failures.record("Radarr-4K", failures_of((7,), "Metropolis (1927)", f"Release {number}", at))
    world.close()


def _run(folder, *command):
    env = {"COLUMNS": "100", "NO_COLOR": "1"}
    told = CliRunner().invoke(app, ["search", *command, "--data", str(folder)], env=env, prog_name="qbitrr")
    lines = "\n".join(line.rstrip() for line in told.stdout.strip().splitlines())
    return f"```text\n$ qbitrr search {' '.join(command)}\n{lines}\n```"


@contextmanager
def _frozen(now):
    """The time stands still, in UTC."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    time.tzset()
    try:
        with patch.object(words, "now", lambda: now):
            yield
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()
