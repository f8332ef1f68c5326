"""Wake the processes that rest: something has just happened. Imports little, for qBittorrent runs this often."""

from __future__ import annotations

from multiprocessing import AuthenticationError
from pathlib import Path

from ..clients.messages import Notify
from ..clients.wire import connect, send
from ..config.places import RUN

PATIENCE = 2.0
"""Seconds to wait for one process."""


def wake(folder: Path) -> int:
    """Tell every client process that runs on a folder to look now; how many heard it."""
    run_folder = folder / RUN
    return sum(_told(run_folder, file.stem) for file in sorted(run_folder.glob("*.address")))


def _told(run_folder: Path, name: str) -> bool:
    try:
        connection = connect(run_folder, name, patience=PATIENCE)
    except (OSError, EOFError, AuthenticationError):
        return False
    with connection:
        try:
            send(connection, Notify())
        except OSError:
            return False
    return True
