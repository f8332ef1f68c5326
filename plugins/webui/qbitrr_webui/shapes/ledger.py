"""What was decided and done."""

from __future__ import annotations

from pydantic import AwareDatetime, Field, JsonValue

from .base import Bytes, Given, Moment, Taken, Tone


class Entry(Given):
    """One line of the ledger. ``undo``: what takes it back, restore or unprotect; empty when nothing can."""

    id: int
    at: Moment
    owner: str
    client: str
    hash: str
    name: str
    action: str
    reason: str
    plugin: str = ""
    rule: str = ""
    evidence: dict[str, JsonValue] = Field(default={})
    outcome: str
    detail: str = ""
    dry_run: bool = False
    size: Bytes = 0
    tone: Tone = "neutral"
    undo: str = ""


class LedgerQuery(Taken):
    """Which entries, the newest first. ``before`` is the id of the last one that is known already."""

    before: int | None = Field(default=None, ge=0, le=2**62)
    limit: int = Field(default=100, ge=1, le=500)
    search: str = Field(default="", max_length=200, description="A part of the name, or a whole hash.")
    client: str = ""
    owner: str = ""
    action: str = Field(default="", max_length=200, description="Several are separated by commas.")
    outcome: str = ""
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


class Ledger(Given):
    """``more``: whether there are older ones."""

    entries: tuple[Entry, ...]
    more: bool
