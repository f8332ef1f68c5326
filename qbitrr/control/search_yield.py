"""What searches were worth: how many of them have brought something, by what they were for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..searching.values import Want
from ..store.searches import REPLACEMENT, Searched

WINDOWS = (timedelta(days=1), timedelta(days=7), timedelta(days=30))
ORDER = [*(want.value for want in Want), REPLACEMENT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """The searches of one window ``want``ed for one thing, or all of them when it is empty.

    ``open`` are those of which it is not known yet what they have brought.
    """

    window: timedelta
    want: str
    searches: int
    fruitful: int
    releases: int
    open: int


def worth(searches: Sequence[Searched], remembered_for: timedelta, now: datetime) -> tuple[Worth, ...]:
    """One line for each window, no longer than searches are remembered, and for each thing searched for in it."""
    return tuple(
        line
        for window in dict.fromkeys(min(window, remembered_for) for window in WINDOWS)
        for line in _within(window, [one for one in searches if one.at > now - window])
    )


def _within(window: timedelta, searches: Sequence[Searched]) -> Iterator[Worth]:
    yield _worth(window, "", searches)
    wants = {one.want for one in searches}
    for want in sorted(wants, key=lambda want: ORDER.index(want) if want in ORDER else len(ORDER)):
        yield _worth(window, want, [one for one in searches if one.want == want])


def _worth(window: timedelta, want: str, searches: Iterable[Searched]) -> Worth:
    brought = [one.grabs for one in searches]
    return Worth(
        window=window,
        want=want,
        searches=len(brought),
        fruitful=sum(bool(grabs) for grabs in brought),
        releases=sum(grabs or 0 for grabs in brought),
        open=sum(grabs is None for grabs in brought),
    )
