"""Call a download failed that its Arr cannot import or calls failed itself: by the app's states, or its messages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from pydantic import Field

from qbitrr import (
    HOOK_API,
    Classification,
    Download,
    DownloadQueue,
    Duration,
    Facts,
    HealthReport,
    Patience,
    PluginConfig,
    QueueEntry,
    Torrent,
    Verdict,
    hookimpl,
)

from .common.patterns import LONGEST_TEXT, Patterns, faults
from .common.words import span

IMPORTING = "importing"


class Options(PluginConfig):
    """Which troubles of an app count, and for how long it must have had them."""

    failed_pending: bool = Field(
        default=True, description="The app itself calls the download failed (failedPending, downloadFailedPending)."
    )
    import_failed: bool = Field(
        default=True,
        description="The app has given its import up (Lidarr's importFailed, when it has imported only a part).",
    )
    import_blocked: bool = Field(
        default=False,
        description="The app cannot import it (importBlocked, or importPending with a warning: it shows now one word, "
        "now the other). Often a person could still match it by hand.",
    )
    messages: tuple[str, ...] = Field(
        default=(),
        description="A download that cannot be imported has failed if the app gives one of these messages in full.",
    )
    message_patterns: tuple[str, ...] = Field(
        default=(), description="The same for regular expressions that are found in the first 255 characters of one."
    )
    case_sensitive: bool = Field(default=False, description="Whether capital letters count in messages.")
    grace: Duration = Field(
        default=timedelta(minutes=30), description="For so long the app must have been seen in its trouble."
    )
    strikes: int = Field(default=2, ge=1, description="So many strikes in a row, and the download has failed.")
    strike_interval: Duration = Field(default=timedelta(minutes=5), description="At least so long between two strikes.")

    def doubts(self) -> Iterator[tuple[str, str, str]]:
        return (("MessagePatterns", one, why) for one, why in faults(self.message_patterns))


class ArrMessages:
    """Asks an app's queue. It only judges, and what the queue does not show is no reason."""

    hook_api = HOOK_API
    Config = Options

    def __init__(self, config: Options) -> None:
        self.config = config
        self._messages = frozenset(map(self._plain, config.messages))
        self._patterns = Patterns(config.message_patterns, case_sensitive=config.case_sensitive)
        self._patience = Patience(config.strikes, config.strike_interval)
        self._unusable = [f"{one}: {fault}" for one, fault in faults(config.message_patterns)]

    @hookimpl
    def qbitrr_health_check(
        self, torrent: Torrent, classification: Classification, download: Download, facts: Facts, now: datetime
    ) -> HealthReport | None:
        seen = facts.get("queue", classification.owner)
        if seen is None or not seen.complete or not isinstance(seen.value, DownloadQueue) or download.imported_at:
            return None
        entry = seen.value.find(torrent.hashes)
        since = seen.value.troubled_since(torrent.hashes)
        trouble = self._trouble(entry, torrent) if entry else ""
        if entry is None or since is None or not trouble:
            return None
        return self._judged(f"{classification.owner} {trouble}", entry, seen.at - since, now)

    def _judged(self, trouble: str, entry: QueueEntry, lasted: timedelta, now: datetime) -> HealthReport:
        grace = self.config.grace
        evidence: dict[str, object] = {
            "state": entry.tracked_state,
            "status": entry.tracked_status,
            "messages": list(entry.messages),
            "seconds": round(lasted.total_seconds()),
            "grace_seconds": round(grace.total_seconds()),
        }
        if self._unusable:
            evidence["unusable"] = self._unusable
        if lasted < grace:
            reason = f"{trouble}; seen for {span(lasted)}, {span(grace)} allowed"
            return HealthReport(Verdict.DEGRADED, reason, evidence, look_again=now + (grace - lasted))
        return HealthReport(Verdict.FAILED, trouble, evidence, patience=self._patience)

    def _trouble(self, entry: QueueEntry, torrent: Torrent) -> str:
        """What of the app's troubles counts, in words; an import's only while the client has all of it."""
        if entry.given_up:
            return f"calls it failed ({entry.tracked_state})" if self.config.failed_pending else ""
        if not torrent.complete or entry.tracked_state == IMPORTING or not (entry.import_stuck or entry.import_ended):
            return ""
        if listed := self._listed(entry):
            return f"cannot import it: {listed}"
        said = f": {entry.messages[0]}" if entry.messages else ""
        if entry.import_ended:
            return f"has given its import up ({entry.tracked_state}){said}" if self.config.import_failed else ""
        return f"cannot import it ({entry.tracked_state}){said}" if self.config.import_blocked else ""

    def _listed(self, entry: QueueEntry) -> str:
        """The first message that a person has listed, or an empty string."""
        return next(filter(self._is_listed, entry.messages), "")

    def _is_listed(self, message: str) -> bool:
        """Patterns are looked for in the beginning of a message alone: apps quote whole paths."""
        return self._plain(message) in self._messages or bool(self._patterns.found_in(message[:LONGEST_TEXT]))

    def _plain(self, message: str) -> str:
        message = message.strip()
        return message if self.config.case_sensitive else message.casefold()
