"""Asks one worker again and again what is news, in a thread of its own: a worker answers only between two cycles."""

from __future__ import annotations

import threading
from queue import Empty, SimpleQueue

from qbitrr import Unavailable
from qbitrr.control.sections import SectionLine, Thoughts

PATIENCE = 10.0
"""Seconds to wait for an answer. With thousands of torrents a cycle may take as long."""

EVERY = 1.0
AGAIN_AFTER = 2.0
"""Seconds until a worker is asked again that did not answer."""


class Asking:
    """``take`` gives what was said since it was last called: thoughts, or why there are none."""

    def __init__(self, line: SectionLine, *, every: float = EVERY, again_after: float = AGAIN_AFTER) -> None:
        self._line = line
        self._every = every
        self._again_after = again_after
        self._said: SimpleQueue[Thoughts | str] = SimpleQueue()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._work, name=f"asking {line.name}", daemon=True)
        self._thread.start()

    def take(self) -> list[Thoughts | str]:
        """In the order in which it was said; does not wait."""
        found: list[Thoughts | str] = []
        while True:
            try:
                found.append(self._said.get_nowait())
            except Empty:
                return found

    def close(self) -> None:
        """Ask no more. The thread ends when it has its answer, or none."""
        self._closing.set()

    def _work(self) -> None:
        version, rest = 0, 0.0
        with self._line as line:
            while not self._closing.wait(rest):
                try:
                    told = line.thoughts(version)
                except Unavailable as error:
                    self._said.put(str(error))
                    rest = self._again_after
                else:
                    self._said.put(told)
                    version, rest = told.version, 0.0 if told.more else self._every
