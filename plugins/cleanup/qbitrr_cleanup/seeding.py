"""Take a torrent away when it has seeded enough: neither blocklisted nor replaced, for nothing is wrong with it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import reduce

from qbitrr import (
    HOOK_API,
    Classification,
    Download,
    HealthReport,
    Remove,
    State,
    Torrent,
    Verdict,
    hookimpl,
)

from .common.matching import filed, matches, ruling
from .common.once import Once
from .common.words import after, span
from .promises.goals import Goal, When, longer, ratio_text, strictest
from .promises.seeding_options import Limits, Options

log = logging.getLogger(__name__)

HAS_SEEDED = frozenset({State.SEEDING, State.STOPPED, State.QUEUED})
"""States of a complete torrent in which it may be done: qBittorrent itself stops at a torrent's own limit."""


LONGEST = timedelta.max - timedelta.resolution
"""The longest time that ends."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """Whether it has seeded enough, why, and when time alone could change that."""

    enough: bool
    why: str
    look_again: datetime | None = None


class Seeding:
    """The longer of what the rows for its tracker and its category say, and of its own limits in the client."""

    hook_api = HOOK_API
    Config = Options
    needs = frozenset({"trackers"})

    def __init__(self, config: Options) -> None:
        self.config = config
        self._general = Goal(config.remove_when, config.max_ratio, config.max_seeding_time)
        self._by_tracker = [row for row in config.rows if row.host]
        self._by_others = [row for row in config.rows if not row.host]
        self._by_privacy = any(row.private is not None for row in config.rows)
        self._wanted = any(when is not When.NEVER for when in (config.remove_when, *_whens(config.rows)))
        self._unlimited_told = False
        self._opinion = Once(self._judge)
        if not (self._by_tracker or self._by_privacy):  # before qBittorrent 5 its trackers tell what is private
            self.needs = frozenset()

    @hookimpl
    def qbitrr_health_check(
        self, torrent: Torrent, classification: Classification, download: Download, now: datetime
    ) -> HealthReport | None:
        opinion = self._opinion(torrent, classification, download, now)
        if opinion is None:
            return None
        evidence = {"ratio": torrent.ratio, "seeded_seconds": round(_seeded(torrent, download, now).total_seconds())}
        return HealthReport(Verdict.HEALTHY, opinion.why, evidence, look_again=opinion.look_again)

    @hookimpl
    def qbitrr_action(
        self, torrent: Torrent, classification: Classification, download: Download, now: datetime
    ) -> Remove | None:
        opinion = self._opinion(torrent, classification, download, now)
        return Remove(opinion.why, failed=False) if opinion and opinion.enough else None

    def _judge(
        self, torrent: Torrent, classification: Classification, download: Download, now: datetime
    ) -> Opinion | None:
        if not self._wanted or not torrent.complete:
            return None
        torrent = filed(torrent, download)
        goals = self._goals(torrent)
        if goals is None:
            return Opinion(enough=False, why="its trackers are not known yet")
        if any(goal.when is When.NEVER for goal in goals):
            return None
        if excuse := _left_alone(torrent, classification, download):
            return Opinion(enough=False, why=excuse)
        if not all(goal.reachable for goal in goals):
            self._tell_unlimited(torrent)
        return _opinion(goals, torrent, download, now)

    def _goals(self, torrent: Torrent) -> tuple[Goal, ...] | None:
        """What it must reach, all of it: two goals while its privacy is not known. None: its trackers are not."""
        maybe = [torrent]
        if torrent.private is None and self._by_privacy:
            maybe = [replace(torrent, private=True), replace(torrent, private=False)]
        if any(matches(row, one) is None for row in self._by_tracker for one in maybe):
            return None
        return tuple(dict.fromkeys(self._goal(one) for one in maybe))

    def _goal(self, torrent: Torrent) -> Goal:
        found = (ruling(torrent, self._by_tracker), ruling(torrent, self._by_others))
        said = [row for row in found if row]
        if not said:
            return self._general.lengthened(torrent)
        general, whens = self._general, _whens(said)
        goal = Goal(
            strictest(whens) if whens else general.when,
            _longest([row.max_ratio for row in said]) or general.ratio,
            _longest([row.max_seeding_time for row in said]) or general.time,
        )
        return goal.lengthened(torrent)

    def _tell_unlimited(self, torrent: Torrent) -> None:
        if self._unlimited_told:
            return
        self._unlimited_told = True
        log.warning(
            "%s is never removed after seeding, and perhaps others: RemoveWhen needs limits that nobody has set",
            torrent.name,
        )


def _whens(rows: Iterable[Limits]) -> list[When]:
    return [row.remove_when for row in rows if row.remove_when]


def _left_alone(torrent: Torrent, classification: Classification, download: Download) -> str:
    """Why it is not to be removed however long it has seeded, or an empty string."""
    if torrent.forced:
        return "it is forced to run: left alone"
    if torrent.super_seeding:
        return "it is super-seeding: left alone"
    if torrent.state not in HAS_SEEDED:
        return f"it is {torrent.state}: left alone"
    if classification.library and download.imported_at is None:
        return "its import is not confirmed: it seeds on"
    return ""


def _opinion(goals: Sequence[Goal], torrent: Torrent, download: Download, now: datetime) -> Opinion:
    seeded = _seeded(torrent, download, now)
    said = f"it has seeded for {span(seeded)} at ratio {ratio_text(torrent.ratio)}"
    asked = " and ".join(map(str, goals))
    if not all(goal.reached(torrent.ratio, seeded) for goal in goals):
        return Opinion(enough=False, why=f"{said} of {asked}", look_again=_in_time(goals, torrent, download, now))
    own = _inactive_for(torrent)
    active = max(torrent.last_activity, torrent.completed or torrent.added)
    if now - active < own:
        return Opinion(
            enough=False, why=f"{said}, but it was active less than {span(own)} ago", look_again=after(active, own)
        )
    return Opinion(enough=True, why=f"{said}: {asked} is reached")


def _inactive_for(torrent: Torrent) -> timedelta:
    """How long it must have been inactive. For that alone nothing goes here, so no limit asks for nothing."""
    own = torrent.inactive_seeding_time_limit
    return timedelta(0) if own is None or own == timedelta.max else own


def _seeded(torrent: Torrent, download: Download, now: datetime) -> timedelta:
    """The client's count stands still on an idle torrent; ours knows only what was seen."""
    return max(torrent.seeding_time, download.seeding_time(now))


def _in_time(goals: Sequence[Goal], torrent: Torrent, download: Download, now: datetime) -> datetime | None:
    """When all is reached if it only seeds on, which our own count tells; None when time alone does not do it."""
    if download.seeding_since is None or not all(goal.reached(torrent.ratio, LONGEST) for goal in goals):
        return None
    waits = [goal.time for goal in goals if goal.time and not goal.reached(torrent.ratio, timedelta(0))]
    return after(now, max(waits) - download.seeding_time(now)) if waits else None


def _longest[L: (float, timedelta)](limits: Sequence[L | None]) -> L | None:
    return reduce(longer, limits, None)
