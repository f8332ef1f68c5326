"""The values that flow through one cycle. Frozen, standard library only, picklable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from .actions import Action
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
class TorrentFile:
    """One file of a torrent: its path below the save path, its bytes, how much is here, and whether it is wanted."""

    index: int
    path: str
    size: int
    progress: float = 0.0
    wanted: bool = True


class TrackerStatus(StrEnum):
    """How a tracker has answered.

    ``REFUSED`` is an answer that says no, as far as the client tells it from silence: before 5.2 none does.
    """

    DISABLED = "disabled"
    WAITING = "waiting"
    WORKING = "working"
    FAILED = "failed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Tracker:
    """One tracker of a torrent, and what it said last. The absence of a message is no sign of health."""

    url: str
    status: TrackerStatus
    message: str = ""
    tier: int = 0

    @property
    def host(self) -> str:
        """The host in lower case; empty where the URL has none."""
        try:
            return urlsplit(self.url).hostname or ""
        except ValueError:
            return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Torrent:
    """What one client said about one torrent at one moment. Sizes in bytes, speeds in bytes a second.

    ``seeding_time`` is the client's own count, which stands still on an idle torrent: ``Download.seeding_time`` has
    ours. Of its own ``ratio_limit`` and ``…_time_limit``, None is none of its own, so the client's general one holds;
    ``math.inf`` and ``timedelta.max`` are no limit on purpose, and no time to add to a moment. ``position`` is its
    place in the client's queue; 0 is none. ``files`` and ``trackers`` are None while they are not known; they are
    read only if a plugin says that it ``needs`` them.
    """

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
    seeding_time: timedelta = timedelta(0)
    ratio_limit: float | None = None
    seeding_time_limit: timedelta | None = None
    inactive_seeding_time_limit: timedelta | None = None
    download_limit: int = 0
    upload_limit: int = 0
    super_seeding: bool = False
    position: int = 0
    tracker_trouble: bool | None = None
    files: tuple[TorrentFile, ...] | None = None
    trackers: tuple[Tracker, ...] | None = None

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

    ``pack`` has all of its media when they are several, such as the episodes of a season. Without a ``library`` its
    owner imports nothing: then no import needs to be confirmed before it may go.
    """

    owner: str
    media_id: int | None = None
    title: str = ""
    pack: tuple[int, ...] = ()
    library: bool = True

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

    ``progress_at`` is when data last came in, or when the torrent was last let run, whichever is later. ``seeded`` is
    how long it had seeded before ``seeding_since``, since when it is seen seeding (None: it does not). ``category`` is
    the last one that was not one of the special ones in which people put torrents for something to be done.
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
    category: str = ""
    seeded: timedelta = timedelta(0)
    seeding_since: datetime | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.client, self.hash

    def seeding_time(self, now: datetime) -> timedelta:
        """How long it has seeded as far as it was seen; a time in which nobody looked does not count."""
        spell = now - self.seeding_since if self.seeding_since else timedelta(0)
        return self.seeded + max(spell, timedelta(0))


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

    @property
    def told(self) -> bool:
        """Whether it is a person who says so: ``told`` is in the evidence."""
        return self.evidence.get("told") is True


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
    """What will be done about a torrent (None: nothing), why, and everything that led to it.

    ``observed`` is what rules would have brought about that are not trusted so far. ``ailing`` is whether any other
    finds it failed, be that believed or not.
    """

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
    observed: Said[Action] = ()
    ailing: bool = False

    @property
    def unsettled(self) -> bool:
        """Whether a removal was refused or a plugin could not answer: it is judged again soon."""
        return bool(self.refused or self.failures)
