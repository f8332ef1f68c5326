"""The values that flow through one cycle. Frozen, standard library only, picklable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from .lifecycle import Stage


class State(StrEnum):
    """What the client does with a torrent, the same word for every version of qBittorrent.

    Whether the torrent is complete is another question: ``Torrent.complete``.
    """

    METADATA = "metadata"
    DOWNLOADING = "downloading"
    STALLED = "stalled"
    QUEUED = "queued"
    CHECKING = "checking"
    MOVING = "moving"
    STOPPED = "stopped"
    SEEDING = "seeding"
    ERRORED = "errored"
    MISSING_FILES = "missing_files"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Torrent:
    """What one client said about one torrent at one moment. Sizes in bytes, speeds in bytes a second."""

    client: str
    hash: str
    name: str
    category: str
    state: State
    progress: float
    size: int
    left: int
    added: datetime
    last_activity: datetime
    tags: frozenset[str] = frozenset()
    forced: bool = False
    has_metadata: bool = True
    downloaded: int = 0
    download_speed: int = 0
    upload_speed: int = 0
    eta: timedelta | None = None
    ratio: float = 0.0
    seeds: int = 0
    availability: float | None = None
    completed: datetime | None = None
    save_path: str = ""
    content_path: str = ""
    tracker: str = ""
    private: bool | None = None
    auto_managed: bool = False
    infohash_v1: str = ""
    infohash_v2: str = ""

    @property
    def complete(self) -> bool:
        """All of its chosen data is here. A magnet without metadata and a torrent without chosen files are not."""
        return self.progress >= 1 and self.left == 0 and self.size > 0 and self.has_metadata

    @property
    def key(self) -> tuple[str, str]:
        return self.client, self.hash

    @property
    def hashes(self) -> frozenset[str]:
        """Every form under which another application may know it: hybrid torrents have several."""
        return frozenset(filter(None, (self.hash, self.infohash_v1, self.infohash_v2[:40])))


@dataclass(frozen=True, slots=True)
class Classification:
    """Which plugin instance owns a torrent, and which of its media it is (None while that is not known).

    ``pack`` has all of its media when they are several, such as the episodes of a season.
    """

    owner: str
    media_id: int | None = None
    title: str = ""
    pack: tuple[int, ...] = ()

    @property
    def media_ids(self) -> tuple[int, ...]:
        """All of its media, as far as they are known."""
        return self.pack or (() if self.media_id is None else (self.media_id,))


@dataclass(frozen=True, slots=True)
class Strikes:
    """How often in a row a rule has found a torrent failed, and when last."""

    count: int
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """What is remembered of one torrent between cycles: every timer that must survive a restart.

    ``progress_at`` is when data last came in, or when the torrent was last let run, whichever is later.
    """

    client: str
    hash: str
    owner: str
    name: str
    stage: Stage
    stage_since: datetime
    state: State
    state_since: datetime
    first_seen: datetime
    left: int
    progress_at: datetime
    media_id: int | None = None
    completed_at: datetime | None = None
    imported_at: datetime | None = None
    strikes: Mapping[str, Strikes] = field(default_factory=dict)
    protected: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.client, self.hash


class Verdict(StrEnum):
    """An opinion of a torrent's health, best first."""

    HEALTHY = "healthy"
    DEGRADED = "degraded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Patience:
    """Believe a failed verdict only after so many ``strikes``, at least ``apart`` from one another."""

    strikes: int
    apart: timedelta


@dataclass(frozen=True, slots=True)
class HealthReport:
    """One plugin's opinion of one torrent.

    ``evidence`` is what it saw (plain JSON values). ``look_again`` is when time alone could change the answer;
    without it the torrent is looked at again when it changes, and now and then.
    """

    verdict: Verdict
    reason: str
    evidence: Mapping[str, object] = field(default_factory=dict)
    patience: Patience | None = None
    look_again: datetime | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do about one torrent, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Keep(Action):
    """Do not remove it. An ``obligation`` (hit and run) binds every path; another is a veto in this cycle."""

    obligation: bool = False


@dataclass(frozen=True, slots=True)
class Import(Action):
    """Hand it to its owner's library; its files stay where they are."""


@dataclass(frozen=True, slots=True)
class Remove(Action):
    """Take it away: stopped and quarantined at once, its data deleted when the quarantine ends.

    ``failed`` says that the download was no good: its owner blocklists the release and, if it may, replaces it. Without
    ``replace`` it must not: the core sees to that when the same thing has failed again and again.
    """

    failed: bool = True
    replace: bool = True


@dataclass(frozen=True, slots=True)
class Recheck(Action):
    """Let the client hash its data again."""


@dataclass(frozen=True, slots=True)
class Stop(Action):
    """Stop it in the client."""


@dataclass(frozen=True, slots=True)
class Start(Action):
    """Start it in the client; only what qbitrr itself has stopped is ever started."""


@dataclass(frozen=True, slots=True)
class Tag(Action):
    """Add and take away tags in the client."""

    add: frozenset[str] = frozenset()
    remove: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Blocklist(Action):
    """A step of a failed download's removal, for its owner: never grab this release again.

    Without ``replace`` the owner must not look for another one by itself: it would only fail again.
    """

    replace: bool = True


@dataclass(frozen=True, slots=True)
class Search(Action):
    """A step of a failed download's removal, for its owner: look for another release, once."""


@dataclass(frozen=True, slots=True)
class Unblocklist(Action):
    """A step of a restore, for its owner: forget that the release was failed."""


@dataclass(frozen=True, slots=True)
class Delete(Action):
    """The end of a quarantine: the client deletes the torrent with its data."""


@dataclass(frozen=True, slots=True)
class Veto:
    """An objection to an action, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an action. ``ok`` is False when nothing was done or it is not known to have been done.

    ``searches`` is for a ``Search``: how many of the indexers it came to; 0 when none was needed.
    """

    action: Action
    ok: bool
    detail: str = ""
    searches: int = 1


@dataclass(frozen=True, slots=True)
class Failure:
    """A plugin that could not answer a question."""

    plugin: str
    hook: str
    error: str


type Said[T] = tuple[tuple[str, T], ...]
"""Answers in order, each with the name of the plugin that gave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What will be done about a torrent (None: nothing), why, and everything that led to it."""

    torrent: Torrent
    classification: Classification | None
    download: Download | None
    reports: Said[HealthReport] = ()
    proposals: Said[Action] = ()
    failures: tuple[Failure, ...] = ()
    action: Action | None = None
    by: str = ""
    why: str = ""
    refused: str = ""
    look_again: datetime | None = None
