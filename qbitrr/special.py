"""The categories into which a person puts a torrent to have it failed, or checked once and put back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from .actions import Action, Categorize, Recheck
from .domain import Download, HealthReport, Outcome, State, Torrent, Verdict
from .hookspecs import HOOK_API, hookimpl
from .host import Host, Notes

NAME = "special categories"
"""What the built-in judge is called; no entry point has a name with a space."""

CHECKS_WITHIN = timedelta(minutes=1)
"""How long a client may take until it shows that it checks a torrent."""

NOT_KNOWN = "it was checked again; its former category is not known: put it back yourself"

RECHECKED = "rechecked"
FORGOTTEN_AFTER = timedelta(days=30)

type Key = str


class SpecialCategories:
    """Calls failed what a person has put aside to be failed; has checked once what they want checked, and puts it back.

    ``former`` says where to put what came from a category that nobody remembers; empty when it cannot say either.
    """

    hook_api = HOOK_API

    def __init__(self, *, failed: str = "", recheck: str = "", former: Callable[[], str] = str) -> None:
        self._failed = failed
        self._recheck = recheck
        self._former = former
        self._notes: Notes | None = None
        self._rechecked: dict[Key, datetime] = {}
        self._now = datetime.min.replace(tzinfo=UTC)

    @hookimpl
    def qbitrr_worker_start(self, host: Host) -> None:
        self._notes = host.notes
        kept = host.notes.get(RECHECKED)
        known = kept.items() if isinstance(kept, Mapping) else ()
        self._rechecked = {str(key): datetime.fromisoformat(str(at)) for key, at in known}

    @hookimpl
    def qbitrr_health_check(self, torrent: Torrent, download: Download, now: datetime) -> HealthReport | None:
        if self._failed and torrent.category == self._failed:
            reason = f"a person put it into the category {self._failed!r}"
            return HealthReport(Verdict.FAILED, reason, {"told": True})
        if not self._recheck or torrent.category != self._recheck:
            self._forget(torrent)
            return None
        since = self._checked_since(torrent, download)
        if since is None:
            return HealthReport(Verdict.HEALTHY, f"a person put it into the category {self._recheck!r}")
        if _is_checked(torrent, since, now):
            known = self._category_before(download)
            return HealthReport(Verdict.HEALTHY, "it was checked again" if known else NOT_KNOWN)
        shown = since + CHECKS_WITHIN
        again = shown if now < shown else now + CHECKS_WITHIN
        return HealthReport(Verdict.HEALTHY, "it is checked again", look_again=again)

    @hookimpl
    def qbitrr_action(self, torrent: Torrent, download: Download, now: datetime) -> Action | None:
        if not self._recheck or torrent.category != self._recheck:
            return None
        since = self._checked_since(torrent, download)
        if since is None:
            if torrent.state in (State.CHECKING, State.MOVING):
                return None
            return Recheck(f"a person put it into the category {self._recheck!r}")
        category = self._category_before(download)
        if category and _is_checked(torrent, since, now):
            return Categorize("it was checked again", category)
        return None

    @hookimpl
    def qbitrr_post_action(self, outcome: Outcome, torrent: Torrent) -> None:
        if isinstance(outcome.action, Recheck) and outcome.ok and torrent.category == self._recheck != "":
            self._rechecked[_key(torrent)] = self._now
            self._write()

    @hookimpl
    def qbitrr_cycle_start(self, now: datetime) -> None:
        self._now = now
        old = [key for key, at in self._rechecked.items() if now - at > FORGOTTEN_AFTER]
        for key in old:
            del self._rechecked[key]
        if old:
            self._write()

    def _checked_since(self, torrent: Torrent, download: Download) -> datetime | None:
        """Since when it is checked; None when it was not, or only before it went away and came back."""
        since = self._rechecked.get(_key(torrent))
        return since if since and since >= download.first_seen else None

    def _category_before(self, download: Download) -> str:
        if download.category and download.category not in (self._failed, self._recheck):
            return download.category
        return self._former()

    def _forget(self, torrent: Torrent) -> None:
        if self._rechecked.pop(_key(torrent), None) is not None:
            self._write()

    def _write(self) -> None:
        if self._notes is not None:
            self._notes.put(RECHECKED, {key: at.isoformat() for key, at in self._rechecked.items()} or None)


def _is_checked(torrent: Torrent, since: datetime, now: datetime) -> bool:
    return torrent.state is not State.CHECKING and now - since >= CHECKS_WITHIN


def _key(torrent: Torrent) -> Key:
    return "/".join(torrent.key)
