"""Which torrents the rules leave alone, whatever they look for. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from qbitrr import HealthReport, State, Torrent, Verdict

from ..common.words import after

FREE_TO_LOAD = frozenset({State.DOWNLOADING, State.STALLED})
"""States in which only the swarm decides what comes in."""

_WORDS = {
    State.METADATA: "it has no metadata yet",
    State.MISSING_FILES: "its files are missing",
    State.UNKNOWN: "its state is unknown",
}


def left_alone(torrent: Torrent, judged: Collection[State], grace: timedelta, now: datetime) -> HealthReport | None:
    """Why a rule that judges only these states leaves a torrent alone, or None when it may be judged."""
    if torrent.forced:
        return healthy("it is forced to run: left alone")
    if now - torrent.added < grace:
        return healthy("it is young: left alone", look_again=after(torrent.added, grace))
    if torrent.state not in judged:
        return healthy(f"{_WORDS.get(torrent.state, f'it is {torrent.state}')}: left alone")
    return None


def healthy(reason: str, *, look_again: datetime | None = None) -> HealthReport:
    """Nothing speaks against it."""
    return HealthReport(Verdict.HEALTHY, reason, look_again=look_again)
