"""One torrent as the page lists it: what its client says, what its section thinks, what people have said. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import lru_cache
from typing import cast
from urllib.parse import urlsplit

from qbitrr.control.sections import Thought
from qbitrr.domain import State, Torrent

from ..shapes.base import Tone
from ..shapes.downloads import HEALTH, Download

type Key = tuple[str, str]

NOTHING = Thought(client="", hash="")
"""What is thought of a torrent that no section has judged."""

BROKEN = frozenset({State.ERRORED, State.MISSING_FILES})
LONGEST_ETA = timedelta(days=100)
"""What qBittorrent says when it cannot say."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Which torrents are in quarantine, which wait for a person's word, and which are protected."""

    held: frozenset[Key] = frozenset()
    rejected: frozenset[Key] = frozenset()
    protected: Mapping[Key, str] = field(default_factory=dict)

    def of(self, key: Key) -> tuple[bool, bool, str]:
        return key in self.held, key in self.rejected, self.protected.get(key, "")


@dataclass(frozen=True, slots=True)
class Row:
    """One torrent in the list."""

    torrent: Torrent
    thought: Thought = NOTHING
    held: bool = False
    rejected: bool = False
    kept: str = ""
    """Why a person keeps it; empty when nobody does."""

    @property
    def protected(self) -> str:
        return self.kept or self.thought.protected

    @property
    def tone(self) -> Tone:
        """How grave it is. What is in quarantine is seen to."""
        if self.held:
            return "neutral"
        if self.thought.health == "failed" or self.torrent.state in BROKEN:
            return "bad"
        if self.rejected or self.thought.refused or self.thought.health == "degraded":
            return "attention"
        return "good" if self.thought.imported_at else "neutral"

    @property
    def tracker(self) -> str:
        return host_of(self.torrent.tracker)


def set_aside(thought: Thought) -> Thought:
    """What is still true of a torrent in quarantine: what was decided of it is done, and it is not judged meanwhile."""
    return replace(thought, action="", by="", why="", refused="", look_again=None, steps=(), of_client=False)


@lru_cache(maxsize=4096)
def host_of(address: str) -> str:
    """The host of a tracker's address: all of it that may be shown."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def download_of(row: Row) -> Download:
    """The row as it goes out."""
    torrent, thought = row.torrent, row.thought
    eta = torrent.eta if torrent.eta and torrent.eta < LONGEST_ETA else None
    return Download(
        client=torrent.client,
        hash=torrent.hash,
        name=torrent.name,
        category=torrent.category,
        tags=tuple(sorted(torrent.tags)),
        state=torrent.state.value,
        progress=min(1.0, max(0.0, torrent.progress)),
        size=torrent.size,
        download_speed=torrent.download_speed,
        upload_speed=torrent.upload_speed,
        eta=eta.total_seconds() if eta else None,
        ratio=max(0.0, torrent.ratio),
        seeds=torrent.seeds,
        added=torrent.added,
        completed=torrent.completed,
        seeding_time=torrent.seeding_time.total_seconds(),
        tracker=row.tracker,
        private=torrent.private,
        owner=thought.owner,
        title=thought.title,
        stage=thought.stage,
        imported=thought.imported_at,
        health=cast("HEALTH", thought.health),
        reason=thought.reason,
        rule=thought.rule,
        next_action=thought.action,
        next_why=thought.why,
        next_at=thought.look_again,
        refused=thought.refused,
        protected=row.protected,
        quarantined=row.held,
        rejected=row.rejected,
        tone=row.tone,
    )
