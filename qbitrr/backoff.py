"""When to try again what does not answer, and when to say so. Pure: the clock is given."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

FIRST = 5.0
LONGEST = 300.0
JITTER = 0.1
LONGEST_ASKED_FOR = 3600.0
"""Seconds; so long what is away may ask to be left alone."""


class Outage:
    """Times in seconds of one clock. The waits are 5, 10, 20 … 300 s, each up to a tenth longer or shorter."""

    def __init__(self, *, chance: Callable[[], float] = random.random) -> None:
        self._chance = chance
        self._since: float | None = None
        self._failures = 0
        self._tried = 0.0
        self.next_try = 0.0
        self.reason = ""

    @property
    def lasts(self) -> bool:
        return self._since is not None

    def lost(self, now: float, reason: str, *, at_least: float = 0.0) -> bool:
        """A try has failed, and the next waits ``at_least`` so long. True the first time, when it should be said."""
        first = self._since is None
        if first:
            self._since = now
        wait = min(FIRST * 2 ** min(self._failures, 10), LONGEST)
        self._tried = now
        self.next_try = now + max(wait * (1 + JITTER * (2 * self._chance() - 1)), min(at_least, LONGEST_ASKED_FOR))
        self._failures += 1
        self.reason = reason
        return first

    def due(self, now: float) -> bool:
        """Whether it is time for another try, which it is as well when the clock was set back."""
        return not self._tried <= now < self.next_try

    def back(self, now: float) -> timedelta | None:
        """A try has succeeded. How long it was away when this is news, else None."""
        if self._since is None:
            return None
        away = timedelta(seconds=max(0.0, now - self._since))
        self._since, self._failures, self.next_try, self.reason = None, 0, 0.0, ""
        return away
