"""When to ask a client again: never more than a tenth of its time, at once when something happened. Pure."""

from __future__ import annotations

REST = 9
"""Pauses are at least so many times as long as the answer took."""

REST_AFTER_ALL = 2.0
"""Seconds at most after an answer that listed everything: the next will only list changes."""

BREATH = 3
"""So many times as long, even when something happened."""

FOLLOW_UPS = (0.0, 0.25, 0.5, 1.0, 1.5, 2.0)
"""Seconds after a happening: the client's list lags behind its events by up to 1.5 s."""


class Pace:
    """All times are seconds of one steady clock."""

    def __init__(self, interval: float) -> None:
        self._interval = interval
        self._hurried: list[float] = []
        self._not_before = 0.0
        self._regular = 0.0

    @property
    def due(self) -> float:
        """When to ask next."""
        return max(self._not_before, min([self._regular, *self._hurried[:1]]))

    def asked(self, began: float, ended: float, *, everything: bool = False) -> None:
        """An answer has come, or none."""
        took = ended - began
        rest = min(REST * took, REST_AFTER_ALL) if everything else REST * took
        self._regular = ended + max(self._interval, rest)
        self._not_before = ended + min(BREATH * took, rest)
        self._hurried = [when for when in self._hurried if when > began]

    def hurry(self, now: float) -> None:
        """Something has just happened."""
        self._hurried = [now + later for later in FOLLOW_UPS]
