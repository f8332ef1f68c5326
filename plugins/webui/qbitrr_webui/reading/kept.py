"""Answers that are dear, given again for a while; whoever asks meanwhile waits for the one that is being made."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Slot[T]:
    lock: threading.Lock
    at: float = float("-inf")
    value: T | None = None


class Kept[T]:
    """Answers by what was asked for, each for so many ``seconds``. A failure is not kept. For all threads."""

    def __init__(self, seconds: float, *, most: int = 32, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._lock = threading.Lock()
        self._slots: dict[str, Slot[T]] = {}

    def get(self, what: str, make: Callable[[], T]) -> T:
        """The answer, made anew when there is none that is fresh."""
        with self._lock:
            if what not in self._slots and len(self._slots) >= self._most:
                self._slots.clear()
            slot = self._slots.setdefault(what, Slot(threading.Lock()))
        with slot.lock:
            if slot.value is None or self._clock() >= slot.at + self._seconds:
                slot.value = make()
                slot.at = self._clock()
            return slot.value

    def forget(self) -> None:
        """What was kept is out of date."""
        with self._lock:
            self._slots.clear()
