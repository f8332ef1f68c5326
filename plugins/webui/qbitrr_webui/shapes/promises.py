"""Seeding: what torrents owe their trackers."""

from __future__ import annotations

from .base import Given, Moment


class Debt(Given):
    """What one row of the trackers asks of a torrent; ``how`` it was ended, when it is ``done``."""

    row: str
    asks: str
    since: Moment
    done: Moment | None = None
    how: str = ""


class Obligation(Given):
    section: str
    client: str
    hash: str
    name: str
    owes: bool
    since: Moment
    debts: tuple[Debt, ...]
    ratio: float | None = None
    seeding_time: float | None = None


class Obligations(Given):
    """``configured``: whether any section has the rule."""

    configured: bool
    obligations: tuple[Obligation, ...]
    notes: tuple[str, ...] = ()
