"""Wakes workers and clients off the path of requests: whoever says that something happened does not wait for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from qbitrr import Unavailable
from qbitrr.control.sections import SectionLine
from qbitrr.control.waking import wake

from .context import Web

CLIENTS = ""
"""The name under which all clients are woken; no section has it."""

log = logging.getLogger(__name__)


class Waker:
    """``web().part(Waker)``. Who is to be woken already is not woken once more."""

    def __init__(self, page: Web) -> None:
        self._folder = page.place.folder
        self._run_folder = page.place.run_folder
        self._waking = ThreadPoolExecutor(2, "wake")
        self._due: set[str] = set()
        self._lock = threading.Lock()

    def wake_section(self, name: str) -> None:
        """Have a section's worker look now."""
        self._soon(name, partial(wake_worker, name, self._run_folder))

    def wake_clients(self) -> None:
        """Have all clients looked at now."""
        self._soon(CLIENTS, lambda: wake(self._folder))

    def close(self) -> None:
        self._waking.shutdown(wait=False, cancel_futures=True)

    def _soon(self, name: str, call: Callable[[], object]) -> None:
        with self._lock:
            if name in self._due:
                return
            self._due.add(name)
        self._waking.submit(self._call, name, call)

    def _call(self, name: str, call: Callable[[], object]) -> None:
        with self._lock:
            self._due.discard(name)  # what happens from here on asks for another look
        call()


def wake_worker(name: str, run_folder: Path) -> None:
    """Say it to one worker. One that is away looks at everything when it starts."""
    try:
        with SectionLine(name, run_folder) as line:
            line.wake()
    except Unavailable as error:
        log.debug("%s is not woken: %s", name, error)
