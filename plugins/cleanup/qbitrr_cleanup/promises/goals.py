"""How long a torrent is to seed: by ratio, by time, by either or both, and the longer of two such goals. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from math import inf, isfinite
from typing import Annotated

from pydantic import BeforeValidator

from qbitrr import Torrent

from ..common.words import span


class When(StrEnum):
    """What must be reached before a torrent has seeded enough."""

    NEVER = "never"
    RATIO = "ratio"
    TIME = "time"
    EITHER = "either"
    BOTH = "both"


_NUMBERS = {"-1": When.NEVER, "1": When.RATIO, "2": When.TIME, "3": When.EITHER, "4": When.BOTH}
_NUMBER_AT_THE_END = re.compile(r"\(\s*(-?\d+)\s*\)\s*$", re.ASCII)


def read_when(value: object) -> When:
    """What a word, qBitrr's number for it, or a text with that number in brackets at its end means."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(_expected())  # noqa: TRY004 -- pydantic collects only ValueErrors
    text = str(value).strip().lower()
    found = _NUMBER_AT_THE_END.search(text)
    number = found[1] if found else text
    if number in _NUMBERS:
        return _NUMBERS[number]
    if text not in set(When):
        raise ValueError(_expected())
    return When(text)


def _expected() -> str:
    return f"one of {', '.join(When)} (or the number of it: {', '.join(_NUMBERS)})"


RemoveWhen = Annotated[When, BeforeValidator(read_when)]
"""When to remove, as users write it."""


def strictest(whens: Iterable[When]) -> When:
    """What is left when all of several must be satisfied."""
    left = set(whens)
    if When.NEVER in left:
        return When.NEVER
    left.discard(When.EITHER)
    if not left:
        return When.EITHER
    return left.pop() if len(left) == 1 else When.BOTH


@dataclass(frozen=True, slots=True)
class Goal:
    """What must be reached, and the limits for it. None is no limit, which is never reached.

    A torrent that has no limit on purpose has ``inf`` and ``timedelta.max``: longer than any other.
    """

    when: When
    ratio: float | None = None
    time: timedelta | None = None

    def __str__(self) -> str:
        return _asked(self)

    @property
    def reachable(self) -> bool:
        """Whether there are the limits that it needs."""
        return self.reached(inf, timedelta.max)

    def reached(self, ratio: float, time: timedelta) -> bool:
        by_ratio = self.ratio is not None and ratio >= self.ratio
        by_time = self.time is not None and time >= self.time
        match self.when:
            case When.RATIO:
                return by_ratio
            case When.TIME:
                return by_time
            case When.EITHER:
                return by_ratio or by_time
            case When.BOTH:
                return by_ratio and by_time
        return False

    def lengthened(self, torrent: Torrent) -> Goal:
        """With the torrent's own limits in the client. These stand alone only where they shorten nothing.

        Where either limit is enough, another one would let it go earlier than the one that somebody set here.
        """
        ratio, time = torrent.ratio_limit or None, torrent.seeding_time_limit or None
        if ratio is None and time is None:
            return self
        if self.when is When.EITHER and (self.ratio is not None or self.time is not None):
            ratio = None if self.ratio is None else ratio
            time = None if self.time is None else time
        return Goal(self.when, longer(self.ratio, ratio), longer(self.time, time))


@lru_cache(maxsize=1024)
def _asked(goal: Goal) -> str:
    """In words. Most torrents have the same few goals."""
    ratio, time = _ratio_asked(goal.ratio), _time_asked(goal.time)
    match goal.when:
        case When.RATIO:
            return ratio
        case When.TIME:
            return time
        case When.EITHER:
            set_ones = [said for said, limit in ((ratio, goal.ratio), (time, goal.time)) if limit is not None]
            return " or ".join(set_ones) or "a limit that nobody has set"
        case When.BOTH:
            return f"{ratio} and {time}"
    return "never"


def _ratio_asked(ratio: float | None) -> str:
    if ratio is None:
        return "a ratio that nobody has set"
    return "a ratio without limit" if ratio == inf else f"ratio {ratio_text(ratio)}"


def _time_asked(time: timedelta | None) -> str:
    if time is None:
        return "a time that nobody has set"
    return "a time without limit" if time == timedelta.max else span(time)


def ratio_text(ratio: float) -> str:
    """A ratio without needless digits; never rounded up, lest it seem to be reached."""
    return f"{int(ratio * 1000 + 1e-6) / 1000:g}" if isfinite(ratio) else str(ratio)


def longer[L: (float, timedelta)](one: L | None, other: L | None) -> L | None:
    """The longer of two limits, of which either may not be there."""
    if one is None or other is None:
        return other if one is None else one
    return max(one, other)
