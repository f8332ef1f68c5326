"""The process of the page: where it is found, when it runs, and what makes a new one necessary."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import Path

from .config.configuration import Configuration
from .config.environment import flat, variables

GROUP = "qbitrr.processes"
"""The entry points of plugins that run in a supervised process of their own. Only the page does so far."""

SECTION = "WebUI"

BOUND = ("Host", "Port")
"""What the page needs a new process for. It reads the rest of its options again by itself when the file changes."""


NOTHING = frozenset({"Settings", "Plugins"})
"""Sections of which alone nothing comes."""


def target() -> str | None:
    """What the page's process runs, as ``package.module:function``; None where the page is not installed."""
    return next((point.value for point in entry_points(group=GROUP, name=SECTION.lower())), None)


def is_wanted(configuration: Configuration) -> bool:
    """Whether its section is there; or nothing is configured at all, and somebody has to be told how to."""
    return configuration.webui is not None or set(configuration.sections) <= NOTHING


def bound(configuration: Configuration, environ: Mapping[str, str]) -> tuple[str, ...]:
    """Its address as the file and the environment have it, for comparison only."""
    options, known = configuration.webui or {}, variables(environ)
    return tuple(f"{options.get(key)} {[environ[name] for name in known.get(flat(SECTION, key), [])]}" for key in BOUND)


def address_file(run_folder: Path) -> Path:
    """Where the page writes its address while it can be reached."""
    return run_folder / "webui.url"
