"""Which season and episodes a release or file name of a series names: S01, S01E02, S01E02E03, S01E02-E04."""

from __future__ import annotations

import re
from dataclasses import dataclass

NAMED = re.compile(r"(?<![a-z0-9])S(\d{1,4})((?:E\d{1,4}(?:-E?\d{1,4}(?![a-z0-9]))?)*)(?![a-z0-9])", re.IGNORECASE)
PART = re.compile(r"E(\d{1,4})(?:-E?(\d{1,4})(?![a-z0-9]))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """What a name says; without ``episodes`` it is the whole season."""

    season: int
    episodes: tuple[int, ...]


def named(name: str) -> Named | None:
    """What a name says, or None if it says nothing of seasons."""
    found = NAMED.search(name)
    if found is None:
        return None
    episodes: list[int] = []
    for first, last in PART.findall(found[2]):
        episodes += range(int(first), int(last or first) + 1)
    return Named(int(found[1]), tuple(episodes))
