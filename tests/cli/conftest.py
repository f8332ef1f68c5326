"""A client, a Radarr and a data folder that the command line works on."""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from qbitrr.cli import clients
from qbitrr.cli.app import app
from qbitrr.clients.local import LocalClient
from qbitrr.processes import running
from qbitrr.store.database import open_store, prepare
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from qbitrr.testing.simulated_radarr import SimulatedRadarr

ROOT = Path(__file__).parents[2]
TITLE = "Metropolis.2020.1080p.WEB.H264-GRP"


def plainly(*arguments):
    """Run a command that needs no data folder."""
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "80"}, prog_name="qbitrr")


class Household:
    """A data folder, and the command line on it."""

    def __init__(self, folder, environ):
        self.folder = folder
        self.environ = environ
        self.processes = []

    @property
    def config(self):
        return self.folder / "config.toml"

    def configure(self, text):
        self.folder.mkdir(exist_ok=True)
        self.config.write_text(text)

    def __call__(self, *arguments, width=80, **environ):
        """Run a command in this process."""
        env = {**self.environ, "COLUMNS": str(width), **environ}
        return CliRunner().invoke(app, [*arguments, "--data", str(self.folder)], env=env, prog_name="qbitrr")

    def json(self, *arguments, **environ):
        """What a command prints for scripts."""
        return json.loads(self(*arguments, "--json", **environ).stdout)

    def begin(self, *arguments, plain=False, program=("-m", "qbitrr"), **environ):
        """Run a command in a process of its own, and go on."""
        where = () if plain else ("--data", str(self.folder))
        process = subprocess.Popen(
            [sys.executable, "-W", "error", *program, *arguments, *where],
            cwd=ROOT,
            env={**self.environ, **environ},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.processes.append(process)
        return process

    def wait_for(self, *arguments, **environ):
        process = self.begin(*arguments, **environ)
        out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def wait_for_plain(self, *arguments):
        """As ``wait_for``, for a command that is not told the folder."""
        return self.wait_for(*arguments, plain=True)

    def until(self, look, seconds=60.0):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := look():
                return found
            time.sleep(0.05)
        raise AssertionError(f"it did not come to that in {seconds} s")

    def daemon(self, *arguments):
        """A running qbitrr that has finished a first cycle."""
        process = self.begin("run", *arguments)
        self.until(lambda: running.read(self.folder / "run"))
        return process

    def store(self):
        """The store, made if there is none."""
        prepare(self.folder / "qbitrr.db")
        return open_store(self.folder / "qbitrr.db")

    def end(self):
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
            process.communicate(timeout=60)


def settle_at_once(monkeypatch):
    """A simulated client lists all it has in its first answer: commands in this process need not wait for more."""
    monkeypatch.setattr(clients, "LocalClient", lambda gateway, settle: LocalClient(gateway, settle=min(settle, 0.02)))
    monkeypatch.setattr(clients, "LOOK_EVERY", 0.02)


@pytest.fixture
def household(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("QBITRR_")]:
        monkeypatch.delenv(name)
    settle_at_once(monkeypatch)
    house = Household(tmp_path / "data", {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "NO_COLOR": "1"})
    yield house
    house.end()


@pytest.fixture
def qbittorrent(tmp_path):
    with SimulatedQbittorrent(folder=tmp_path / "downloads") as server:
        yield server


class Clock:
    """The real time; until ``late`` is 0 it was so many seconds ago: an app that has just started is not believed."""

    late = 3600.0

    def __call__(self):
        return time.time() - self.late


@pytest.fixture
def radarr(qbittorrent, tmp_path):
    clock = Clock()
    with SimulatedRadarr(
        client_port=qbittorrent.port,
        client_username="admin",
        client_password="adminadmin",
        root_folder=tmp_path / "movies",
        clock=clock,
    ) as server:
        clock.late = 0.0
        yield server


@pytest.fixture
def world(household, qbittorrent, radarr):
    """A configured household: one client, one Radarr, the rule for stalled downloads without patience."""
    household.qbittorrent, household.radarr = qbittorrent, radarr
    household.configure(f"""\
[Settings]
IgnoreTorrentsYoungerThan = 0

[Settings.Safety]
MaxRemovedShare = 1.0

[qBit]
Host = "127.0.0.1"
Port = {qbittorrent.port}
UserName = "admin"
Password = "adminadmin"
PollInterval = 0.1

[Radarr-4K]
URI = "{radarr.url}"
APIKey = "{radarr.api_key}"

# the rules
[Plugins.stalled]
StallTimeout = "10m"
Grace = 0
Strikes = 1
""")
    return household


@pytest.fixture
def stalled(world):
    """A download that has made no progress for two hours. Its hash."""
    media = world.radarr.add_movie("Metropolis")
    before = int(datetime.now(UTC).timestamp()) - 7200
    torrent = world.qbittorrent.add(
        TITLE,
        category="radarr",
        state="stalledDL",
        progress=0.25,
        added_on=before,
        last_activity=before,
        files=[(f"{TITLE}/movie.mkv", 1000)],
    )
    world.radarr.grab(media, torrent.upper(), TITLE, source="Search")
    return torrent
