"""Whether qbitrr can do its work, found out at most every two seconds however often it is asked."""

from __future__ import annotations

import threading
import time

from qbitrr.errors import QbitrrError
from qbitrr.processes.children import ChildState

from .context import Web

FRESH = 2.0
"""Seconds for which an answer is given again: nobody signs in for it."""


class Readiness:
    """The truth of ``/health/ready``. For all threads."""

    def __init__(self, page: Web) -> None:
        self._page = page
        self._lock = threading.Lock()
        self._known: tuple[float, bool] = (float("-inf"), False)

    def ok(self) -> bool:
        with self._lock:
            at, known = self._known
            if time.monotonic() - at < FRESH:
                return known
            self._known = (time.monotonic(), self._looked())
            return self._known[1]

    def close(self) -> None:
        """There is nothing to end."""

    def _looked(self) -> bool:
        runtime = self._page.place.runtime()
        if runtime is None or any(child.state is ChildState.GIVEN_UP for child in runtime.children):
            return False
        try:
            with self._page.store():
                return True
        except QbitrrError:
            return False
