"""What a plugin may import. Everything else in this package is private."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .backoff import Outage
from .domain import (
    Action,
    Blocklist,
    Classification,
    Decision,
    Delete,
    Download,
    Failure,
    HealthReport,
    Import,
    Keep,
    Outcome,
    Patience,
    Recheck,
    Remove,
    Search,
    Start,
    State,
    Stop,
    Tag,
    Torrent,
    Unblocklist,
    Verdict,
    Veto,
)
from .errors import NotAuthorized, SkipTorrent, Unavailable
from .facts import Facts, ImportHistory, Observation
from .host import Host, Notes
from .lifecycle import Stage
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

if TYPE_CHECKING:
    from .config.options import PluginConfig
    from .config.types import Duration, Size
    from .hookspecs import HOOK_API, hookimpl

__all__ = [
    "HOOK_API",
    "Action",
    "Answer",
    "Blocklist",
    "Classification",
    "Decision",
    "Delete",
    "Download",
    "Duration",
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
    "Keep",
    "LibrarySearch",
    "NotAuthorized",
    "Notes",
    "Observation",
    "Outage",
    "Outcome",
    "Patience",
    "PluginConfig",
    "Recheck",
    "Remove",
    "Search",
    "SearchOutcome",
    "Size",
    "SkipTorrent",
    "Stage",
    "Start",
    "State",
    "Stop",
    "Tag",
    "Torrent",
    "Unavailable",
    "Unblocklist",
    "Verdict",
    "Veto",
    "Want",
    "Wanted",
    "WantedList",
    "hookimpl",
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
