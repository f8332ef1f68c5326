"""Have a torrent with an error checked again once, and call it failed when that does not help.

Missing files fail a download only when its disk is proven to be there; of what was complete a person decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from qbitrr import (
    HOOK_API,
    Action,
    Download,
    Facts,
    HealthReport,
    Host,
    Outcome,
    Patience,
    Recheck,
    State,
    Torrent,
    Verdict,
    hookimpl,
)

from .common.words import after, amount, span
from .disks.disk_watch import DiskWatch
from .disks.sights import Disk
from .health.errors_options import Options
from .health.exempt import healthy
from .health.observing import view_of
from .health.rechecks import Rechecks

ANSWER_IN = timedelta(seconds=5)
"""A disk that was just asked for has answered by then, or is slow."""


RECHECKS_AT_ONCE = 3
"""Torrents that a client checks at a time because of this rule: when a disk was away, hundreds have an error."""

SOON = timedelta(minutes=1)
"""When to look again for those that wait for their turn, or for their disk."""


class Errors:
    """Has a torrent with an error checked again once, and then fails it; missing files need a proof that they are.

    Rechecks are remembered over restarts; disks are looked at in a thread of their own, at most once a minute.
    """

    hook_api = HOOK_API
    Config = Options

    def __init__(self, config: Options) -> None:
        self.config = config
        self._patience = Patience(config.strikes, config.strike_interval)
        self._now: datetime | None = None
        self._rechecks = Rechecks()
        self._disks = DiskWatch(config.markers)
        self._asked: dict[str, int] = {}

    @hookimpl
    def qbitrr_worker_start(self, host: Host) -> None:
        self._disks.host = host
        self._rechecks = Rechecks(host.notes)

    @hookimpl
    def qbitrr_worker_stop(self) -> None:
        self._disks.close()

    @hookimpl
    def qbitrr_cycle_start(self, now: datetime) -> None:
        self._now = now
        self._asked.clear()
        self._disks.forget(now)

    @hookimpl
    def qbitrr_health_check(
        self, torrent: Torrent, download: Download, facts: Facts, now: datetime
    ) -> HealthReport | None:
        return self._judge(torrent, download, facts, now)[0]

    @hookimpl
    def qbitrr_action(self, torrent: Torrent, download: Download, facts: Facts, now: datetime) -> Action | None:
        report, recheck = self._judge(torrent, download, facts, now)
        if not report or not recheck or not self._may_check(torrent, facts):
            return None
        return Recheck(report.reason)

    def _may_check(self, torrent: Torrent, facts: Facts) -> bool:
        """Whether its client has few enough torrents to check: each reads all of its data from a disk."""
        if torrent.client not in self._asked:
            view = view_of(torrent, facts)
            checked = view.torrents.values() if view else ()
            self._asked[torrent.client] = sum(one.state is State.CHECKING for one in checked)
        self._asked[torrent.client] += 1
        return self._asked[torrent.client] <= RECHECKS_AT_ONCE

    @hookimpl
    def qbitrr_post_action(self, outcome: Outcome, torrent: Torrent) -> None:
        if isinstance(outcome.action, Recheck) and outcome.ok and self._now:
            self._rechecks.done(torrent.key, self._now)

    def _judge(
        self, torrent: Torrent, download: Download, facts: Facts, now: datetime
    ) -> tuple[HealthReport | None, bool]:
        """The opinion of a torrent, and whether it is to be checked again."""
        if torrent.state not in (State.ERRORED, State.MISSING_FILES):
            return None, False
        if torrent.forced:
            return healthy("it is forced to run: left alone"), False
        view = view_of(torrent, facts)
        if view is None:
            return _troubled("it is in trouble, but what its client has is not known completely"), False
        disk = self._disks.of(torrent, view, now)
        if torrent.state is State.MISSING_FILES:
            return self._missing(torrent, download, disk, now), False
        return self._errored(torrent, download, disk, view.server.free_space, now)

    def _errored(
        self, torrent: Torrent, download: Download, disk: Disk, free_space: int | None, now: datetime
    ) -> tuple[HealthReport, bool]:
        room = min((free for free in (free_space, disk.free) if free is not None), default=None)
        if room is not None and room < self.config.min_free_space:
            return _troubled(f"it has an error while there is no more room than {amount(room)}"), False
        if disk.doubtful:
            return _troubled(f"it has an error, and {disk.why}", look_again=after(now, ANSWER_IN)), False
        if torrent.progress and disk.holds is False and not disk.proven:
            reason = f"it has an error, and nothing of it is to be seen: {disk.why}"
            return _troubled(reason, look_again=after(now, SOON)), False
        rechecked = self._rechecks.of(torrent.key, download.state_since, self.config.another_error_after)
        complete = was_complete(torrent, download)
        if rechecked is None and complete and not (disk.proven and disk.holds):
            why = disk.why if not disk.proven else "nothing of it is on its disk"
            return _troubled(f"it has an error; it was complete and is not checked again: {why}"), False
        if rechecked is None:
            return _troubled("it has an error: first it is checked again", look_again=after(now, SOON)), True
        if complete:
            return _troubled("it has an error even after a recheck; it was complete: a person must see to it"), False
        since = max(rechecked, download.state_since)
        return self._lasting("it has had an error since its recheck", since, self.config.recheck_wait, now), False

    def _missing(self, torrent: Torrent, download: Download, disk: Disk, now: datetime) -> HealthReport:
        if was_complete(torrent, download):
            return _troubled("its files are missing; it was complete: a person must see to it")
        missing = self._lasting("its files are missing", download.state_since, self.config.missing_grace, now)
        if missing.verdict is not Verdict.FAILED:
            return missing
        if disk.holds:
            return _troubled("its files were missing when the client began, and are there: start it in the client")
        if not disk.proven:
            return _troubled(f"its files are missing, but {disk.why}", look_again=after(now, ANSWER_IN))
        return HealthReport(Verdict.FAILED, f"{missing.reason}; {disk.why}", missing.evidence, patience=self._patience)

    def _lasting(self, what: str, since: datetime, limit: timedelta | None, now: datetime) -> HealthReport:
        """Failed when it has lasted for the limit; None: it never has."""
        lasted = now - since
        if limit is None:
            return _troubled(f"{what} for {span(lasted)}: not judged")
        reason = f"{what} for {span(lasted)}, {span(limit)} allowed"
        evidence = {
            "trouble_seconds": round(lasted.total_seconds()),
            "limit_seconds": round(limit.total_seconds()),
        }
        if lasted < limit:
            return _troubled(reason, evidence, look_again=after(since, limit))
        return HealthReport(Verdict.FAILED, reason, evidence, patience=self._patience)


def was_complete(torrent: Torrent, download: Download) -> bool:
    """Whether it ever had all of its data; a client that misses files says that it has none."""
    return bool(torrent.complete or torrent.completed or download.completed_at or download.imported_at)


def _troubled(
    reason: str, evidence: Mapping[str, object] | None = None, *, look_again: datetime | None = None
) -> HealthReport:
    return HealthReport(Verdict.DEGRADED, reason, evidence or {}, look_again=look_again)
