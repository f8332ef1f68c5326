"""What differs between the qBittorrent versions that are simulated."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """The names, codes and habits of one version."""

    app: str
    api: str
    libtorrent: str
    qt: str
    stop: str
    start: str
    stopped: str
    unfinished: int
    refused_status: int
    share_limits: tuple[str, ...]
    skip_checking: str
    names_missing: bool
    loses_changes: bool
    """Of the changes in a reply that was lost it repeats only the newest of each torrent."""
    sessions: int | None
    lags: bool
    waits_after_add: bool
    info_has: frozenset[str]

    @property
    def generation(self) -> int:
        return int(self.app[0])

    @property
    def newest(self) -> bool:
        """5.2 and later: replies without content, ids of added torrents, an error of its own for trackers."""
        return self.waits_after_add


_SINCE_5 = frozenset(
    {
        "comment",
        "has_metadata",
        "inactive_seeding_time_limit",
        "max_inactive_seeding_time",
        "popularity",
        "private",
        "reannounce",
        "root_path",
    }
)
_SINCE_5_3 = frozenset(
    {
        "connections_count",
        "connections_limit",
        "created_by",
        "creation_date",
        "piece_size",
        "pieces_have",
        "pieces_num",
        "share_limit_action",
        "share_limits_mode",
        "total_wasted",
    }
)
TRACKER_FLAGS = ("has_tracker_error", "has_tracker_warning", "has_other_announce_error")
"""Fields of 5.3 that sync/maindata has and torrents/info has not."""

LATER_FIELDS = _SINCE_5 | _SINCE_5_3 | frozenset(TRACKER_FLAGS)
"""Fields that some version lacks."""

_LIMITS = ("hashes", "ratioLimit", "seedingTimeLimit")

DIALECTS = {
    "4.5.2": Dialect(
        app="4.5.2",
        api="2.8.19",
        libtorrent="2.0.8.0",
        qt="5.15.8",
        stop="pause",
        start="resume",
        stopped="paused",
        unfinished=0,
        refused_status=4,
        share_limits=_LIMITS,
        skip_checking="skip_checking",
        names_missing=False,
        loses_changes=False,
        sessions=None,
        lags=True,
        waits_after_add=False,
        info_has=frozenset(),
    ),
    "5.1.0": Dialect(
        app="5.1.0",
        api="2.11.4",
        libtorrent="2.0.11.0",
        qt="6.8.2",
        stop="stop",
        start="start",
        stopped="stopped",
        unfinished=-1,
        refused_status=4,
        share_limits=(*_LIMITS, "inactiveSeedingTimeLimit"),
        skip_checking="skip_checking",
        names_missing=False,
        loses_changes=True,
        sessions=None,
        lags=True,
        waits_after_add=False,
        info_has=_SINCE_5,
    ),
    "5.3.0": Dialect(
        app="5.3.0",
        api="2.16.2",
        libtorrent="2.0.11.0",
        qt="6.8.2",
        stop="stop",
        start="start",
        stopped="stopped",
        unfinished=-1,
        refused_status=5,
        share_limits=(*_LIMITS, "inactiveSeedingTimeLimit", "shareLimitAction", "shareLimitsMode"),
        skip_checking="seedMode",
        names_missing=True,
        loses_changes=False,
        sessions=15,
        lags=False,
        waits_after_add=True,
        info_has=_SINCE_5 | _SINCE_5_3 | frozenset(TRACKER_FLAGS),
    ),
}
