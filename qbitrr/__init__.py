"""What a plugin may import. Everything else in this package is private."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .actions import (
    Action,
    Blocklist,
    Categorize,
    Delete,
    Deselect,
    EditTrackers,
    Expire,
    Import,
    Keep,
    Limit,
    Promote,
    Proposal,
    Reannounce,
    Recheck,
    Reject,
    Remove,
    Search,
    Start,
    Stop,
    SuperSeed,
    Tag,
    Unblocklist,
    Wait,
)
from .backoff import Outage
from .domain import (
    Classification,
    Decision,
    Download,
    Failure,
    HealthReport,
    Outcome,
    Patience,
    State,
    Torrent,
    TorrentFile,
    Tracker,
    TrackerStatus,
    Verdict,
    Veto,
)
from .errors import NotAuthorized, SkipTorrent, Unavailable
from .facts import DownloadQueue, Facts, ImportHistory, Observation, QueueEntry
from .host import Host, Notes
from .inventory import Inventory, Owned
from .lifecycle import Stage
from .ports import ServerState, View
from .searching.values import (
    Answer,
    Grabbed,
    GrabHistory,
    Group,
    Indexer,
    LibrarySearch,
    SearchOutcome,
    Want,
    Wanted,
    WantedList,
)
from .similar import FREE_SPACE_TAG
from .threads import start_quietly

if TYPE_CHECKING:
    from .config.options import PluginConfig
    from .config.types import Duration, Size
    from .hookspecs import HOOK_API, hookimpl

__all__ = [
    "FREE_SPACE_TAG",
    "HOOK_API",
    "Action",
    "Answer",
    "Blocklist",
    "Categorize",
    "Classification",
    "Decision",
    "Delete",
    "Deselect",
    "Download",
    "DownloadQueue",
    "Duration",
    "EditTrackers",
    "Expire",
    "Facts",
    "Failure",
    "GrabHistory",
    "Grabbed",
    "Group",
    "HealthReport",
    "Host",
    "Import",
    "ImportHistory",
    "Indexer",
    "Inventory",
    "Keep",
    "LibrarySearch",
    "Limit",
    "NotAuthorized",
    "Notes",
    "Observation",
    "Outage",
    "Outcome",
    "Owned",
    "Patience",
    "PluginConfig",
    "Promote",
    "Proposal",
    "QueueEntry",
    "Reannounce",
    "Recheck",
    "Reject",
    "Remove",
    "Search",
    "SearchOutcome",
    "ServerState",
    "Size",
    "SkipTorrent",
    "Stage",
    "Start",
    "State",
    "Stop",
    "SuperSeed",
    "Tag",
    "Torrent",
    "TorrentFile",
    "Tracker",
    "TrackerStatus",
    "Unavailable",
    "Unblocklist",
    "Verdict",
    "Veto",
    "View",
    "Wait",
    "Want",
    "Wanted",
    "WantedList",
    "hookimpl",
    "start_quietly",
]

_LATER = {
    "HOOK_API": ".hookspecs",
    "hookimpl": ".hookspecs",
    "PluginConfig": ".config.options",
    "Duration": ".config.types",
    "Size": ".config.types",
}
"""Names whose modules bring pluggy or pydantic: imported when first asked for, so that the core stays light."""


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name], __name__), name)
