"""Torrents: the list, everything about one, what would be done, the quarantine."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, JsonValue

from .base import Bytes, Given, Moment, Paged, Seconds, Taken, Tone
from .ledger import Entry

HEALTH = Literal["healthy", "degraded", "failed", "unknown"]
SORTS = Literal[
    "name", "client", "owner", "state", "stage", "health", "progress", "size", "added", "ratio",
    "download_speed", "upload_speed", "next_action", "look_again",
]  # fmt: skip


class Download(Given):
    """One torrent: what its client says, and what its owner thinks of it.

    ``health`` is the gravest verdict of its rules and ``reason`` the words for it. ``next_action`` is what is decided
    (empty: nothing), ``next_at`` when it is looked at again.
    """

    client: str
    hash: str
    name: str
    category: str
    tags: tuple[str, ...] = ()
    state: str
    progress: float = Field(ge=0, le=1)
    size: Bytes
    download_speed: int
    upload_speed: int
    eta: Seconds | None = None
    ratio: float
    seeds: int = 0
    added: Moment
    completed: Moment | None = None
    seeding_time: Seconds = 0
    tracker: str = Field(default="", description="The host of its tracker.")
    private: bool | None = None
    owner: str = ""
    title: str = Field(default="", description="The medium that it is, by its owner.")
    stage: str = ""
    imported: Moment | None = None
    health: HEALTH = "unknown"
    reason: str = ""
    rule: str = Field(default="", description="The rule whose words those are.")
    next_action: str = ""
    next_why: str = ""
    next_at: Moment | None = None
    refused: str = Field(default="", description="Why a removal that was proposed is not done.")
    protected: str = ""
    quarantined: bool = False
    rejected: bool = Field(default=False, description="It waits for a person's word.")
    tone: Tone = "neutral"


class DownloadsQuery(Paged):
    """Which torrents, in which order. Several values of one key are separated by commas."""

    search: str = Field(default="", max_length=200, description="A part of the name, or the beginning of the hash.")
    client: str = ""
    owner: str = ""
    category: str = ""
    state: str = ""
    stage: str = ""
    health: str = ""
    tracker: str = ""
    attention: bool = Field(default=False, description="Only those that something is wrong with.")
    sort: SORTS = "added"
    order: Literal["up", "down"] = "down"


class Downloads(Given):
    """``facets`` counts all torrents by each value of some keys, for the filters."""

    total: int
    offset: int
    version: int = Field(description="Grows whenever something of the list changes.")
    complete: bool = Field(description="Whether every client's list is whole.")
    rows: tuple[Download, ...]
    facets: dict[str, dict[str, int]] = Field(default={})


class ListChanged(Given):
    """The event ``downloads``: the list has this version now."""

    version: int


class Rule(Given):
    """What one plugin thinks: ``answer`` is its verdict, or why there is none. ``of``: so many strikes suffice."""

    plugin: str
    answer: str
    reason: str = ""
    evidence: dict[str, JsonValue] = Field(default={})
    strikes: int = 0
    of: int | None = None
    look_again: Moment | None = None
    tone: Tone = "neutral"


class Step(Given):
    """One sentence of what follows, in its order."""

    text: str
    tone: Tone = "neutral"


class Held(Given):
    """One torrent in quarantine, or once in it. ``restorable``: ``restore`` would put it back."""

    client: str
    hash: str
    name: str
    owner: str
    size: Bytes
    reason: str
    held_at: Moment
    expires_at: Moment
    state: str
    category: str = ""
    restorable: bool


class Quarantine(Given):
    held: tuple[Held, ...]
    size: Bytes


class Can(Given):
    """What a person can do about a torrent now."""

    protect: bool = False
    unprotect: bool = False
    restore: bool = False
    release: bool = Field(default=False, description="Let it go in spite of an obligation.")
    discard: bool = Field(default=False, description="Let it go although it was never imported.")


class Why(Given):
    """Everything that is known and thought of one torrent."""

    at: Moment
    client: str
    hash: str
    name: str
    download: Download | None = Field(description="None when no client lists it now.")
    facts: dict[str, JsonValue] = Field(default={}, description="More of what is remembered, in words for people.")
    rules: tuple[Rule, ...] = ()
    follows: tuple[Step, ...] = ()
    decided_by: str = ""
    fresh: bool = Field(default=True, description="Whether its owner's worker has answered just now.")
    held: Held | None = None
    history: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()
    can: Can = Can()


class Act(Taken):
    """A person's word about one torrent."""

    reason: str = Field(default="", max_length=500, description="Why, to be remembered; for protect.")
    confirm: str = Field(default="", max_length=64, description="The hash again, for release and discard.")


class Planned(Given):
    """What would become of one torrent now."""

    section: str
    client: str
    hash: str
    name: str
    state: str = ""
    stage: str = ""
    action: str = ""
    steps: tuple[str, ...] = ()
    reason: str = ""
    by: str = ""
    refused: str = ""
    tone: Tone = "neutral"


class Plan(Given):
    """``judged``: so many torrents were looked at. ``notes``: who could not be asked."""

    at: Moment
    judged: int
    dry_run: bool
    plan: tuple[Planned, ...]
    notes: tuple[str, ...] = ()
