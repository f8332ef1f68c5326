"""The values that flow between a library and the search for what it lacks. Frozen, standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable


class Want(StrEnum):
    """Why something is worth a search, the most worthy first."""

    REQUESTED = "requested"
    MISSING = "missing"
    CUTOFF_UNMET = "cutoff unmet"
    FORMAT_UNMET = "custom format unmet"
    UPGRADE = "upgrade"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Media that one search can look for together, such as a season: worth it from ``at_least`` of them.

    ``cost`` is how many searches of the indexers it comes to.
    """

    key: str
    title: str
    at_least: int = 2
    cost: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One medium of a library that could be searched for.

    Of two with the same ``want`` the one with the smaller ``order`` comes first; an ``urgent`` one before all others.
    ``groups`` are those it belongs to, the widest first. ``searched_at`` is when its app last searched for it.
    ``why_not`` is what speaks against a search now ("not monitored"); empty when nothing does.
    """

    media_id: int
    title: str
    want: Want
    order: tuple[float, ...] = ()
    urgent: bool = False
    groups: tuple[Group, ...] = ()
    searched_at: datetime | None = None
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedList:
    """All that a library lacks. ``satisfied`` counts its other media.

    With ``again`` the search begins anew when all have been searched for. What is said in ``why_incomplete`` may be
    missing from the list; what is on it can be searched for all the same.
    """

    media: tuple[Wanted, ...]
    satisfied: int = 0
    again: bool = True
    why_incomplete: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibrarySearch:
    """One search to be made: for the media of a ``group`` (its key) together, or else for one medium."""

    owner: str
    media_ids: tuple[int, ...]
    title: str
    want: Want
    group: str = ""
    cost: int = 1


class Answer(StrEnum):
    """What became of the wish to search."""

    BEGUN = "begun"
    BUSY = "busy"
    NOT_WANTED = "not wanted"


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """What became of a search, and why. BUSY: try later; NOT_WANTED: it has come meanwhile, or may not be searched."""

    answer: Answer
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexer:
    """What is known of an indexer that searches go to; None is not known.

    ``asked_hour`` and ``asked_day`` count everybody's queries in the hour and the day before ``asked_at``;
    ``limit_hour`` and ``limit_day`` are what it allows. ``resting``: it is left alone after failures, until then.
    """

    name: str
    resting: bool = False
    resting_until: datetime | None = None
    asked_hour: int | None = None
    asked_day: int | None = None
    asked_at: datetime | None = None
    limit_hour: int | None = None
    limit_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grabbed:
    """A release that an app has grabbed. ``by_search``: by a search, not from a feed and not by a person's choice."""

    at: datetime
    media_ids: tuple[int, ...]
    title: str
    indexer: str = ""
    by_search: bool = True


@runtime_checkable
class GrabHistory(Protocol):
    """What the core asks of an observation of kind "history" to see what searches have brought."""

    def grabbed_since(self, since: datetime) -> Sequence[Grabbed]:
        """What was grabbed at or after a moment, as far as it is known, the oldest first."""
        ...
