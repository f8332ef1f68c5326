"""The words of a simulated Arr's queue, and what each state of qBittorrent becomes in it."""

from __future__ import annotations

from enum import StrEnum

# States that are not listed count as downloading; none is ever called failed.
CLIENT_STATES = {
    "error": "warning",
    "stalledDL": "warning",
    "missingFiles": "warning",
    **dict.fromkeys(("pausedDL", "stoppedDL"), "paused"),
    **dict.fromkeys(("queuedDL", "checkingDL", "checkingUP", "checkingResumeData", "metaDL", "forcedMetaDL"), "queued"),
    **dict.fromkeys(("pausedUP", "stoppedUP", "uploading", "stalledUP", "queuedUP", "forcedUP"), "completed"),
}


class Tracked(StrEnum):
    """How far the app has come with a download."""

    DOWNLOADING = "downloading"
    IMPORT_BLOCKED = "importBlocked"
    IMPORT_PENDING = "importPending"
    IMPORTING = "importing"
    IMPORTED = "imported"
    IMPORT_FAILED = "importFailed"  # final; Lidarr only
    FAILED = "failed"
    IGNORED = "ignored"


LEFT_THE_QUEUE = frozenset((Tracked.IMPORTED, Tracked.FAILED, Tracked.IGNORED))
BACK_OFF = (0, 60, 300, 900, 1800, 3600)  # seconds by level of escalation


class BackOff:
    """How long a failing download client is left alone. Times in seconds."""

    def __init__(self, grace: float = 300.0) -> None:
        self.grace = grace
        self.level = 0
        self.first_failure = 0.0
        self.disabled_until = 0.0

    def failed(self, now: float) -> None:
        """Record a failed poll; only failures after the grace period make the app stop asking."""
        escalate = self.level > 0
        if not escalate:
            self.level, self.first_failure = 1, now
        if now < self.first_failure + self.grace:
            return
        if escalate:
            self.level = min(self.level + 1, len(BACK_OFF) - 1)
        self.disabled_until = now + BACK_OFF[self.level]

    def succeeded(self) -> None:
        """One success takes back one level and lifts the pause at once."""
        self.level = max(self.level - 1, 0)
        self.disabled_until = 0.0

    def pausing(self, now: float) -> bool:
        return now < self.disabled_until
