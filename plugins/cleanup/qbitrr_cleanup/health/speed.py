"""The speed of a torrent over a window of time, from what was seen to be left of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

SAMPLES = 30
"""At most so many of a torrent, and two more, are kept for one window."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What was left, in bytes, at a moment."""

    at: datetime
    left: int


def followed(before: tuple[Sample, ...], left: int, now: datetime, window: timedelta) -> tuple[Sample, ...]:
    """The samples after one more look: as many as the window needs. More left than before begins anew."""
    if not before or left > before[-1].left:
        return (Sample(now, left),)
    if now - before[-1].at < window / SAMPLES:
        return before
    needed = [one for one in before[1:] if now - one.at < window]
    first = before[-len(needed) - 1 :]
    return (*first, Sample(now, left))


def average(samples: tuple[Sample, ...], left: int, now: datetime, window: timedelta) -> float | None:
    """Bytes a second over the window, or None until it is full."""
    first = samples[0]
    if now - first.at < window:
        return None
    return max(0, first.left - left) / (now - first.at).total_seconds()
