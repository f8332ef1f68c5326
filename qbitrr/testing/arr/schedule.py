"""When a simulated Arr does what by itself: timers, and the thread that serves them beside a real qBittorrent."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Schedule:
    """Named times. Setting a name again moves it only with ``move``; each falls due once."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._times: dict[str, float] = {}

    def after(self, seconds: float, name: str, *, move: bool = True) -> None:
        if move or name not in self._times:
            self._times[name] = self.clock() + seconds

    def clear(self) -> None:
        self._times.clear()

    def due(self) -> list[str]:
        """Take out what is due, earliest first."""
        now = self.clock()
        names = sorted((name for name, when in self._times.items() if when <= now), key=lambda name: self._times[name])
        for name in names:
            del self._times[name]
        return names


class Heartbeat:
    """Calls ``beat`` again and again on a thread of its own, until it is stopped."""

    def __init__(self, beat: Callable[[], None], every: float = 0.02) -> None:
        self._beat, self._every = beat, every
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="simulated arr", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join(timeout=30)

    def _run(self) -> None:
        while not self._ended.wait(self._every):
            self._beat()
