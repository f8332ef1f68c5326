"""The stage of the demonstration with a real client: a tracker, a seed, and films that somebody or nobody has."""

from __future__ import annotations

from typing import Self

from qbitrr.demo.films import SECONDS_TO_COMPLETE, Fate, Film
from qbitrr.demo.interrupts import uninterrupted
from tests.lab.clients import Qbittorrent
from tests.lab.world import LabWorld


class LabStage:
    """A real qBittorrent of this machine, the newest unless its version is given."""

    real = "qbitrr and its database; qBittorrent, a tracker and a seed; files and hard links"
    simulated = "Radarr and its indexer (and the films: five seconds of a test picture)"
    username, password = Qbittorrent.username, Qbittorrent.password

    def __init__(self, version: str = "") -> None:
        self._world = LabWorld(version)
        self.client = f"qBittorrent {self._world.client.version}"

    @property
    def port(self) -> int:
        return self._world.client.port

    def release(self, film: Film) -> bytes:
        if film.fate is Fate.COMPLETES:
            return self._world.torrent_that_completes(film.release, seconds=SECONDS_TO_COMPLETE).content
        return self._world.torrent_that_stalls(film.release).content

    def added(self, film: Film, torrent: str) -> None:
        """Nothing to do: the client announces itself, and finds the seed or does not."""

    def __enter__(self) -> Self:
        with uninterrupted():
            self._world.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._world.client.kill()  # a polite end may take long, and all it would save is deleted
        self._world.close()
