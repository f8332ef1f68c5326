"""From the options to what the rules of searching take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta

from ..config.search import read_quiet
from ..config.settings import Settings
from .policy import Budget, LoopLimits, Rest

SHORTEST_PAUSE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPolicy:
    """Everything that is configured about searching."""

    budget: Budget = Budget()  # noqa: RUF009 -- frozen
    rest: Rest = Rest()  # noqa: RUF009 -- frozen
    loops: LoopLimits = LoopLimits()  # noqa: RUF009 -- frozen
    quiet_hours: tuple[tuple[time, time], ...] = ()
    max_downloading: int = 50
    dry_run: bool = False


def policy_of(settings: Settings) -> SearchPolicy:
    search, pause = settings.search, settings.search_loop_delay
    return SearchPolicy(
        budget=Budget(
            per_hour=search.per_hour,
            per_day=search.per_day,
            pause=SHORTEST_PAUSE if pause is None else pause,
            per_indexer_per_hour=search.per_indexer_per_hour,
            per_indexer_per_day=search.per_indexer_per_day,
        ),
        rest=Rest(first=search.cooldown, longest=search.longest_cooldown),
        loops=LoopLimits(
            failures=search.max_failures,
            same_release=search.max_same_release,
            window=search.failure_window,
            rest=Rest(first=search.failure_cooldown, longest=search.longest_failure_cooldown),
        ),
        quiet_hours=tuple(map(read_quiet, search.quiet_hours)),
        max_downloading=search.max_downloading,
        dry_run=settings.dry_run,
    )
