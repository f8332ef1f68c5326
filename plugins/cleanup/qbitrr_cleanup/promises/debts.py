"""What a torrent owes by one row: what it has done, what its tracker says, and when it is safe. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import nextafter

from qbitrr import Download, State, Torrent, Tracker, TrackerStatus

from ..announcing.unregistered import unregistered
from ..common.matching import below, host_of
from ..common.words import after
from .ledger import Account
from .terms import WHOLE, Deeds, Terms, in_time, owed, signature

UNSURE = frozenset({State.CHECKING, State.UNKNOWN})
"""States in which a client may show less of a torrent than there is."""


@dataclass(frozen=True, slots=True)
class Debt:
    """What is owed, since when, when time alone would end that, and when else to look again."""

    what: str
    since: datetime | None = None
    safe_at: datetime | None = None
    look_again: datetime | None = None


def was_complete(torrent: Torrent, download: Download) -> bool:
    """Whether all of it was here at any time: a client that misses files shows no progress."""
    return torrent.complete or torrent.completed is not None or download.completed_at is not None


def share_of(torrent: Torrent, download: Download) -> float:
    """How much of it was loaded, in percent, as far as it can be seen now."""
    if was_complete(torrent, download):
        return WHOLE
    loaded = max(torrent.progress, torrent.downloaded / torrent.size if torrent.size else 0)
    return min(round(WHOLE * loaded, 6), nextafter(WHOLE, 0))


def deeds_of(torrent: Torrent, download: Download, share: float, now: datetime) -> Deeds:
    """What it has done by the client's own count or by ours, whichever is more; ``share`` is what was ever loaded."""
    return Deeds(
        ratio=torrent.ratio,
        time=max(torrent.seeding_time, download.seeding_time(now)),
        share=share,
        complete=share >= WHOLE,
        sure=share >= WHOLE or torrent.state not in UNSURE,
    )


def settled(account: Account, terms: Terms, deeds: Deeds, now: datetime) -> Account:
    """The account, in which is written what is met for the first time."""
    met = signature(terms, deeds)
    if met in account.met or deeds.share < terms.min_download or owed(terms, deeds):
        return account
    return account.model_copy(update={"met": {**account.met, met: now}})


def heard(
    account: Account, row: Terms, torrent: Torrent, *, phrases: tuple[str, ...], dead_for: timedelta, now: datetime
) -> Account:
    """The account after what the trackers of its row say. While they have not answered it stays as it is.

    Clients forget what a tracker said when a torrent is stopped, and when they are started themselves.
    """
    asked = _trackers_of(row, torrent) if row.dead_tracker_release else []
    answered = [tracker for tracker in asked if tracker.status is not TrackerStatus.WAITING]
    if any(tracker.status is TrackerStatus.WORKING for tracker in answered):
        return account.told(dead=None, released=None)
    if not all(unregistered(tracker, phrases) for tracker in answered):
        return account.told(dead=None, released=account.released)
    if not answered or len(answered) < len(asked):
        return account
    dead = account.dead or now
    released = account.released or (now if now - dead >= dead_for else None)
    return account.told(dead=dead, released=released)


def _trackers_of(row: Terms, torrent: Torrent) -> list[Tracker]:
    return [
        tracker
        for tracker in torrent.trackers or ()
        if tracker.status is not TrackerStatus.DISABLED
        and (host := host_of(tracker.url))
        and (not row.host or below(host, row.host))
    ]


def debt(
    account: Account,
    row: Terms,
    torrent: Torrent,
    download: Download,
    deeds: Deeds,
    *,
    dead_for: timedelta,
    now: datetime,
) -> Debt | None:
    """What is owed by an account, or None when it is met, released, or over."""
    what = owed(row, deeds)
    if not what or signature(row, deeds) in account.met or _released(account, row):
        return None
    over = _over(account, row, torrent, deeds)
    if over and over <= now:
        return None
    met = _met_at(row, download, deeds, now)
    dead = after(account.dead, dead_for) if account.dead else None
    return Debt(
        f"it owes {row.label} {what}",
        account.since,
        safe_at=min(filter(None, (met, over)), default=None),
        look_again=min(filter(None, (met, over, dead)), default=None),
    )


def perhaps(row: Terms, torrent: Torrent, deeds: Deeds, *, known: bool) -> Debt | None:
    """What is owed by a row of which nobody knows whether it is for a torrent, or (``known``) how much was loaded."""
    what = owed(row, deeds)
    if not what:
        return None
    if known:
        return Debt(f"it owes {row.label} {what}")
    unknown = "its trackers are" if row.host and torrent.trackers is None else "whether it is private is"
    return Debt(f"it may owe {row.label} {what}: {unknown} not known")


def _released(account: Account, row: Terms) -> bool:
    return row.dead_tracker_release and account.released is not None


def _over(account: Account, row: Terms, torrent: Torrent, deeds: Deeds) -> datetime | None:
    """When nothing is asked any more, whatever was done."""
    if row.release_after is None:
        return None
    completed = torrent.completed if deeds.complete else None
    return after(completed or account.since, row.release_after)


def _met_at(row: Terms, download: Download, deeds: Deeds, now: datetime) -> datetime | None:
    """When it is met if it only seeds on, which our own count tells."""
    if download.seeding_since is None or not in_time(row, deeds):
        return None
    return after(now, row.time - download.seeding_time(now))
