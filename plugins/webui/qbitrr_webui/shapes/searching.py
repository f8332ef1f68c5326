"""Searching the libraries: the budget, the plan, what it has brought."""

from __future__ import annotations

from pydantic import Field

from .base import Given, Moment, Taken, Tone


class Used(Given):
    """A part of the budget: ``limit`` None is no limit."""

    used: int
    limit: int | None


class IndexerState(Given):
    name: str
    resting: bool
    resting_until: Moment | None = None
    hour: Used
    day: Used
    tone: Tone = "neutral"


class SectionSearching(Given):
    """One section. ``off``: its library is not searched. ``why_not``: why nothing is searched for just now."""

    section: str
    at: Moment | None
    off: bool
    due: int = 0
    next_title: str = ""
    later: dict[str, int] = Field(default={}, description="How many media wait, by what they wait for.")
    satisfied: int = 0
    why_not: str = ""
    until: Moment | None = None
    silent: str = ""
    pass_began: Moment | None = None


class Stuck(Given):
    """A medium that is no longer searched for, as its downloads keep failing."""

    section: str
    media_id: int
    title: str
    failures: int
    since: Moment | None = None
    until: Moment | None = None
    hint: str = ""


class Worth(Given):
    """What the searches of a time have brought."""

    days: int
    searches: int
    grabs: int


class Searching(Given):
    at: Moment
    per_hour: int
    hour: Used
    day: Used
    indexers: tuple[IndexerState, ...]
    sections: tuple[SectionSearching, ...]
    stuck: tuple[Stuck, ...]
    worth: tuple[Worth, ...]


class PlannedSearch(Given):
    at: Moment | None
    section: str
    title: str
    want: str
    urgent: bool
    cost: int
    media: int


class SearchPlan(Given):
    """``due``: so many searches could be made; the next of them are listed."""

    at: Moment
    due: int
    searches: tuple[PlannedSearch, ...]
    waiting: tuple[WaitingMedia, ...]
    notes: tuple[str, ...]


class WaitingMedia(Given):
    section: str
    reason: str
    media: int
    first_until: Moment | None = None


class Searched(Given):
    id: int
    at: Moment
    section: str
    title: str
    want: str
    cost: int
    state: str
    grabs: int | None
    grabbed: str


class SearchHistory(Given):
    searches: tuple[Searched, ...]


class SearchPlanQuery(Taken):
    limit: int = Field(default=50, ge=1, le=500)


class AllowSearch(Taken):
    """Search again for a medium that was given up."""

    section: str = Field(max_length=200)
    media_id: int
