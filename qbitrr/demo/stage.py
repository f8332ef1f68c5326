"""Where the demonstration takes place: a qBittorrent, and how each download comes to be in it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, Self

from ..testing.qbittorrent.evolution import downloading
from ..testing.qbittorrent.metainfo import write_torrent
from ..testing.simulated_qbittorrent import SimulatedQbittorrent
from .films import SECONDS_TO_COMPLETE, Fate, Film

VERSION = "5.3.0"

SIZE = 700 * 2**20
"""Bytes of a simulated film. Its file is sparse and takes no room."""


class Stage(Protocol):
    """A qBittorrent on loopback, simulated or real. Use it as a context manager, which starts and removes it."""

    @property
    def client(self) -> str:
        """What it is and its version, for people."""

    @property
    def real(self) -> str:
        """What of it is real, beside qbitrr."""

    @property
    def simulated(self) -> str:
        """What is not."""

    @property
    def port(self) -> int: ...
    @property
    def username(self) -> str: ...
    @property
    def password(self) -> str: ...

    def release(self, film: Film) -> bytes:
        """The torrent file of a film. Whoever else is needed for its fate, such as a seed, is there from now on."""

    def added(self, film: Film, torrent: str) -> None:
        """Radarr has added the film, as the torrent of that hash."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...


class SimulatedStage:
    """The simulated qBittorrent of the test kit."""

    client = f"qBittorrent {VERSION}, simulated"
    real = "qbitrr and its database; all requests over HTTP; files and hard links"
    simulated = "qBittorrent (and the films: empty files), Radarr and its indexer"
    username, password = "admin", "adminadmin"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "downloads"

    @property
    def port(self) -> int:
        return self._server.port

    def release(self, film: Film) -> bytes:
        return write_torrent(film.release, [(f"{film.release}/{film.release}.mkv", SIZE)])

    def added(self, film: Film, torrent: str) -> None:
        if film.fate is Fate.COMPLETES:
            self._server.evolve(torrent, downloading(SECONDS_TO_COMPLETE))

    def __enter__(self) -> Self:
        self._folder.mkdir()
        self._server = SimulatedQbittorrent(
            version=VERSION, folder=self._folder, username=self.username, password=self.password
        )
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()
