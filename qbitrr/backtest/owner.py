"""The owner in a replay: it claims what was recorded as owned, and proposes as an app's own plugin does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..actions import Action, Import, Keep, Reject, Remove
from ..domain import Classification, Download, HealthReport, Torrent, Verdict
from ..facts import Facts, ImportHistory
from ..hookspecs import HOOK_API, hookimpl

type Key = tuple[str, str]


class RecordedOwner:
    """Whether the app would have known a grab record of a download is not recorded: it is taken for granted."""

    hook_api = HOOK_API

    def __init__(self, name: str, claims: Mapping[Key, Classification]) -> None:
        self._name = name
        self._claims = claims

    @hookimpl
    def qbitrr_classify(self, torrent: Torrent) -> Classification | None:
        return self._claims.get(torrent.key)

    @hookimpl
    def qbitrr_action(
        self,
        torrent: Torrent,
        classification: Classification,
        download: Download,
        reports: Sequence[HealthReport],
        facts: Facts,
    ) -> Action | None:
        """Be rid of what failed, import what is complete."""
        if classification.owner != self._name:
            return None
        failed = [report for report in reports if report.verdict is Verdict.FAILED]
        told = next((report for report in failed if report.told), None)
        if told:
            return Remove(told.reason, failed=classification.library)
        if not classification.library:
            return Remove(failed[0].reason, failed=False) if failed else None
        if download.imported_at is not None:
            return None
        if failed and torrent.complete:
            return self._reject(torrent, failed[0].reason, facts)
        if failed:
            return Remove(failed[0].reason, failed=True)
        return Import("complete, and not imported") if torrent.complete else None

    def _reject(self, torrent: Torrent, reason: str, facts: Facts) -> Action:
        history = facts.get("history", self._name)
        if history and isinstance(history.value, ImportHistory) and history.value.failed(torrent.hashes):
            return Keep(f"{self._name} has marked it as failed and will not import it")
        return Reject(reason)
