"""Starts and stops everything that is measured: a qBittorrent, Arrs, and a qbitrr with its configuration."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Self

import psutil

from qbitrr.config.places import RUN
from qbitrr.processes import running
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from qbitrr.testing.simulated_radarr import API_KEY, SimulatedRadarr

from . import servers
from .remote import Remote

SECTIONS = ("Radarr", "Radarr-4K", "Radarr-Anime", "Radarr-Kids")
CLIENT = "qBit"
TOKEN = "a token of nobody but the benchmark"

HEAD = """
[Settings]
ConsoleLevel = "WARNING"
[qBit]
Host = "127.0.0.1"
Port = {port}
UserName = "{user}"
Password = "{password}"
[Plugins.stalled]
Enabled = true
StallTimeout = "6h"
"""
SECTION = """
[{name}]
URI = "{url}"
APIKey = "{key}"
Category = "{category}"
EntrySearch.SearchMissing = true
"""


class World:
    """One household in a folder. Use it as a context manager; ``start`` begins qbitrr in it.

    Without ``files`` it is made sooner, and nothing can be imported.
    """

    def __init__(self, folder: Path, *, torrents: int, files: bool = True) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.torrents = torrents
        self.titles = 0
        for part in (self.data, folder / "downloads"):
            part.mkdir(parents=True)
        self.client: Remote[SimulatedQbittorrent] = Remote(servers.make_client, folder / "downloads" if files else None)
        self.port = self.client(servers.address)[1]
        self.arrs: dict[str, Remote[SimulatedRadarr]] = {}
        self.written = HEAD.format(port=self.port, user=servers.USER, password=servers.PASSWORD)
        for name in SECTIONS:
            self.add_section(name, torrents // len(SECTIONS))
        self.supervisor: psutil.Popen | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.supervisor:
            self.stop()
        for server in (self.client, *self.arrs.values()):
            server.stop()

    def add_section(self, name: str, torrents: int) -> None:
        """Another Arr with torrents in its own category, and its section in the file."""
        library = self.folder / name
        library.mkdir()
        arr = self.arrs[name] = Remote(servers.make_radarr, self.port, library, name.lower())
        arr(servers.remember, self.client(servers.fill, name.lower(), torrents))
        url = arr(servers.address)[0]
        self.written += SECTION.format(name=name, url=url, key=API_KEY, category=name.lower())
        (self.data / "config.toml").write_text(self.written)

    def add_page(self) -> None:
        """The page, on a free port."""
        self.written += f'\n[WebUI]\nPort = 0\nToken = "{TOKEN}"\n'
        (self.data / "config.toml").write_text(self.written)

    def start(self) -> float:
        """Start qbitrr; return when that was, by the steady clock."""
        began = time.monotonic()
        self.supervisor = psutil.Popen(
            [sys.executable, "-m", "qbitrr", "run", "--data", str(self.data)], env=environment()
        )
        return began

    def stop(self) -> float:
        """Stop qbitrr; return how many seconds that took."""
        assert self.supervisor
        began = time.monotonic()
        self.supervisor.send_signal(signal.SIGTERM)
        self.supervisor.wait()
        self.supervisor = None
        return time.monotonic() - began

    def reload(self) -> None:
        assert self.supervisor
        self.supervisor.send_signal(signal.SIGHUP)

    def notify(self) -> None:
        """What qBittorrent runs when a download is complete."""
        subprocess.run(
            [sys.executable, "-m", "qbitrr", "notify", "--data", str(self.data)], env=environment(), check=True
        )

    def processes(self) -> list[psutil.Process]:
        assert self.supervisor
        return [self.supervisor, *self.supervisor.children(recursive=True)]

    def pid(self, child: str) -> int | None:
        """The process of a section or a client, while it has one."""
        runtime = running.read(self.data / RUN)
        return next((one.pid for one in runtime.children if one.name == child), None) if runtime else None

    def known(self) -> int:
        """How many torrents qbitrr has judged and remembers."""
        try:
            with closing(sqlite3.connect(f"file:{self.data / 'qbitrr.db'}?mode=ro", uri=True)) as database:
                return int(database.execute("SELECT count(*) FROM download").fetchone()[0])
        except sqlite3.OperationalError:  # not there yet
            return 0

    def begin(self, section: str) -> str:
        """Let a download of a section begin; return its hash."""
        self.titles += 1
        title = f"Another.Film.{self.titles}.2021.1080p.WEB-DL.x264-GRP"
        torrent = self.client(servers.begin, section.lower(), title)
        self.arrs[section](servers.expect, torrent, title)
        return torrent

    def import_asked(self, section: str, after: float, patience: float = 60.0) -> float:
        """Seconds from ``after`` until the Arr of a section was told to import; infinite when nobody told it."""
        arr = self.arrs[section]
        when = until(lambda: arr(servers.import_asked, after), patience)
        return float("inf") if when is None else when - after


def until[T](look: Callable[[], T], patience: float = 60.0, every: float = 0.02) -> T:
    """Look until there is something to see, or for so many seconds; the last that was seen."""
    deadline = time.monotonic() + patience
    while not (found := look()) and time.monotonic() < deadline:
        time.sleep(every)
    return found


def environment() -> dict[str, str]:
    """As on a user's machine: bytecode is kept, and nothing of the configuration comes from outside."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("QBITRR_") and name != "PYTHONDONTWRITEBYTECODE"
    }
