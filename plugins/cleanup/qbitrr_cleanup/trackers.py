"""Keep trackers, tags, speed limits and super-seeding as configured; fail what no tracker has any more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from pydantic import Field

from qbitrr import (
    HOOK_API,
    Action,
    Download,
    Duration,
    HealthReport,
    Host,
    Patience,
    PluginConfig,
    Reannounce,
    Remove,
    State,
    Tag,
    Torrent,
    TrackerStatus,
    Verdict,
    hookimpl,
)

from .announcing.tracker_edits import DEAD_PHRASES, TrackerRow, edit, limit, super_seed, tags
from .announcing.unregistered import PHRASES, unregistered
from .common.given import GivenTags
from .common.matching import ruling
from .health.observing import Memory

STRIKES = Patience(3, timedelta(minutes=10))
"""A tracker that restarts may say for some minutes that it knows nothing."""

BELIEVED_AFTER = timedelta(minutes=30)
"""So long none of its trackers has a torrent before that removes it: as long as three strikes take."""

LOOK_AGAIN = timedelta(minutes=2)


class Options(PluginConfig):
    """What to do about trackers."""

    rows: tuple[TrackerRow, ...] = Field(default=(), description="What holds for the torrents of which tracker.")
    remove_dead: bool = Field(
        default=False,
        description="Take away trackers that cannot be reached by what the client says, while another one works.",
    )
    dead_messages: tuple[str, ...] = Field(
        default=DEAD_PHRASES, description="Parts of what a client says of such a tracker, in any case."
    )
    fail_unregistered: bool = Field(
        default=True, description="An unfinished private torrent that none of its trackers has any more has failed."
    )
    remove_unregistered: bool = Field(
        default=False,
        description="Remove an imported torrent that none of its trackers has had for half an hour without a break.",
    )
    unregistered_messages: tuple[str, ...] = Field(
        default=(), description="More parts of what a tracker says then, beside those that are known."
    )
    reannounce_within: Duration = Field(
        default=timedelta(0),
        description="Ask the trackers again and again about a torrent added less than this ago that none has answered "
        "yet. 0 switches this off.",
    )
    reannounce_every: Duration = Field(default=timedelta(seconds=30), description="At least so long between two.")


class Trackers:
    """One change at a look, until nothing is left to change; only tags that it gave itself does it take away."""

    hook_api = HOOK_API
    Config = Options
    needs = frozenset({"trackers"})

    def __init__(self, config: Options) -> None:
        self.config = config
        self._dead = tuple(one.casefold() for one in config.dead_messages) if config.remove_dead else ()
        self._unregistered = (*PHRASES, *(one.casefold() for one in config.unregistered_messages))
        self._ruling = tuple(row for row in config.rows if not row.remove)
        self._editing = tuple(row for row in config.rows if row.add or row.remove)
        self._tags = frozenset(tag for row in config.rows for tag in row.add_tags)
        self._asked: dict[tuple[str, str], datetime] = {}
        self._given: GivenTags | None = None
        self._gone: Memory[datetime] = Memory()

    @hookimpl
    def qbitrr_worker_start(self, host: Host) -> None:
        self._given = GivenTags(host)

    @hookimpl
    def qbitrr_health_check(self, torrent: Torrent, now: datetime) -> HealthReport | None:
        if self._is_fresh(torrent, now):
            return HealthReport(
                Verdict.HEALTHY, "no tracker has answered yet", look_again=now + self.config.reannounce_every
            )
        if self._gone_since(torrent, now) is None:
            return None
        evidence = {one.host: one.message for one in torrent.trackers or ()}
        if torrent.complete or torrent.private is not True or not self.config.fail_unregistered:
            again = now + LOOK_AGAIN if self.config.remove_unregistered else None
            return HealthReport(Verdict.DEGRADED, "none of its trackers has it any more", evidence, look_again=again)
        return HealthReport(Verdict.FAILED, "none of its trackers has it any more", evidence, patience=STRIKES)

    @hookimpl
    def qbitrr_action(self, torrent: Torrent, download: Download, now: datetime) -> Action | None:
        return next(self._due(torrent, download, now), None)

    def _due(self, torrent: Torrent, download: Download, now: datetime) -> Iterator[Action]:
        """What is to be done, the weightiest first."""
        gone = self._gone_since(torrent, now)
        if self.config.remove_unregistered and download.imported_at and gone and now - gone >= BELIEVED_AFTER:
            yield Remove("none of its trackers has it any more", failed=False)
        if edited := edit(torrent, self._editing, self._dead):
            yield edited
        if row := ruling(torrent, self._ruling):
            if limited := limit(torrent, row):
                yield limited
            if seeded := super_seed(torrent, row):
                yield seeded
        if tagged := self._tagged(torrent):
            yield tagged
        if self._is_fresh(torrent, now) and self._may_ask(torrent, now):
            yield Reannounce("it is new, and no tracker has answered yet")

    def _tagged(self, torrent: Torrent) -> Tag | None:
        """Tags to give and to take back. A tag that a person gave is theirs."""
        if not self._tags or self._given is None:
            return None
        wanted = tags(torrent, self.config.rows)
        if wanted is None:
            return None
        return self._given.change(torrent, wanted, self._tags, "the tags of its trackers")

    def _gone_since(self, torrent: Torrent, now: datetime) -> datetime | None:
        """Since when it has been seen, without a break, that none of its trackers has it."""
        if not self._is_unregistered(torrent):
            self._gone.forget(torrent.key)
            return None
        since = self._gone.get(torrent.key, now) or now
        self._gone.put(torrent.key, since, now)
        return since

    def _is_unregistered(self, torrent: Torrent) -> bool:
        """Whether every tracker that is asked has answered that it does not have it."""
        asked = [one for one in torrent.trackers or () if one.status is not TrackerStatus.DISABLED]
        return bool(asked) and all(unregistered(one, self._unregistered) for one in asked)

    def _is_fresh(self, torrent: Torrent, now: datetime) -> bool:
        """Whether it is new, free to load, and known to have no tracker that works."""
        within = self.config.reannounce_within
        free = torrent.state in (State.DOWNLOADING, State.STALLED, State.METADATA) and not torrent.complete
        if not free or not torrent.trackers or not timedelta(0) <= now - torrent.added < within:
            return False
        return all(one.status is not TrackerStatus.WORKING for one in torrent.trackers)

    def _may_ask(self, torrent: Torrent, now: datetime) -> bool:
        last = self._asked.get(torrent.key)
        if last is not None and timedelta(0) <= now - last < self.config.reannounce_every:
            return False
        self._asked = {key: at for key, at in self._asked.items() if now - at < self.config.reannounce_within}
        self._asked[torrent.key] = now
        return True
