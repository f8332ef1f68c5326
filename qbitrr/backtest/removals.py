"""What a replay finds: what would have been removed, when removals would have frozen, and what became of it all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Fate(StrEnum):
    """What became in truth of a torrent that would have been removed."""

    FINISHED = "finished"
    UNFINISHED = "still unfinished"
    COMPLETE = "still there"
    REMOVED = "removed by qbitrr"
    GONE = "gone"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """One torrent that would have been removed, or rejected: when, by which rules and why, and what became of it.

    ``fate_at`` is when that was. ``observed`` is whether its rules are trusted to take nothing away by themselves.
    """

    at: datetime
    section: str
    client: str
    hash: str
    name: str
    action: str
    rule: str
    reason: str
    progress: float
    size: int
    evidence: Mapping[str, object] = field(default_factory=dict)
    observed: bool = False
    fate: Fate = Fate.UNKNOWN
    fate_at: datetime | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.client, self.hash

    @property
    def wrong(self) -> bool:
        """Whether it finished by itself afterwards: it would have been removed for nothing."""
        return self.fate is Fate.FINISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeze:
    """A time in which removals would have been frozen, why, and how many torrents that kept (``until`` None: still)."""

    section: str
    since: datetime
    until: datetime | None
    reason: str
    torrents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a replay of one section has found, from ``since`` to ``until``.

    ``unseen`` is how much of that time nothing was recorded in, in seconds. ``taken`` are the torrents that qbitrr
    itself removed in truth before the replay would have: what would have become of them cannot be known.
    """

    section: str
    since: datetime
    until: datetime
    torrents: int
    removals: tuple[Removal, ...] = ()
    freezes: tuple[Freeze, ...] = ()
    taken: int = 0
    unseen: float = 0.0
    notes: tuple[str, ...] = ()
