"""Import once, before the first fork, the libraries that children share: a copy costs a child nothing."""

from __future__ import annotations

import gc
import importlib
import logging
from importlib.metadata import entry_points

GROUP = "qbitrr.preload"
"""The entry points of this group name more libraries: those that a plugin needs, never the plugin itself."""

SHARED = (
    "sqlite3",
    "peewee",
    "playhouse.db_url",
    "pluggy",
    "stevedore",
    "pydantic",
    "qbittorrentapi",
    "qbitrr.clients.client_process",
    "qbitrr.worker",
)

log = logging.getLogger(__name__)


def preload() -> None:
    """Import what children share and keep the garbage collector from touching (and so copying) it."""
    for module in (*SHARED, *_asked_for()):
        _import(module)
    gc.collect()
    gc.freeze()


def _asked_for() -> tuple[str, ...]:
    named = dict.fromkeys(point.value for point in entry_points(group=GROUP))
    for module in named:
        if module.startswith("qbitrr"):
            log.error("%s is not preloaded: only libraries are, a plugin is imported in its own process.", module)
    return tuple(module for module in named if not module.startswith("qbitrr"))


def _import(module: str) -> None:
    try:
        importlib.import_module(module)
    except Exception as error:  # noqa: BLE001 -- foreign code: who needs the module meets the same error, and says so
        log.warning("%s cannot be imported before the start of the processes: %s", module, error)
