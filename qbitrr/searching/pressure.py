"""When it is no time to search at all: at quiet hours, with enough under way, or while too little is known. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from ..domain import State
from ..facts import Facts
from ..ports import View
from .policy import Wait

type Hours = tuple[time, time]

RUNNING = frozenset({State.METADATA, State.DOWNLOADING, State.STALLED, State.QUEUED, State.CHECKING, State.MOVING})


def quiet(hours: Iterable[Hours], local: datetime) -> Wait | None:
    """A pause while the clock on the wall (``local``) is within one of ``hours``."""
    for begin, end in hours:
        if _within(local.time(), begin, end):
            until = local.replace(hour=end.hour, minute=end.minute, second=end.second, microsecond=end.microsecond)
            until += timedelta(days=1) if until <= local else timedelta()
            return Wait(f"quiet hours until {end:%H:%M}", until)
    return None


def pressure(facts: Facts | None, owner: str, max_downloading: int) -> Wait | None:
    """Why the owner's downloads or its clients speak against more of them. ``facts`` are those of its last cycle."""
    if facts is None:
        return Wait("its first cycle has not ended yet")
    why = next(_troubles(facts, owner), "")
    if why:
        return Wait(why)
    views = [seen.value for seen in facts.of("torrents") if isinstance(seen.value, View)]
    unfinished = sum(
        not torrent.complete and torrent.state in RUNNING for view in views for torrent in view.torrents.values()
    )
    if unfinished >= max_downloading:
        return Wait(f"{unfinished} downloads are unfinished (MaxDownloading is {max_downloading})")
    return None


def _troubles(facts: Facts, owner: str) -> Iterator[str]:
    """Searching while it is not known what is under way would grab it twice."""
    if doubt := facts.doubt(owner):
        yield doubt
    clients = list(facts.of("torrents"))
    if not clients:
        yield "no client is known"
    for seen in clients:
        view = seen.value
        if not isinstance(view, View) or not view.complete or not view.connected:
            yield f"{seen.source} does not say what it has"
        elif not view.server.online:
            yield f"{seen.source} has no connection to its peers"


def _within(moment: time, begin: time, end: time) -> bool:
    return begin <= moment < end if begin < end else moment >= begin or moment < end
