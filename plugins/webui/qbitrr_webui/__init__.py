"""The page and its API. What plugins that add to the page may import is listed here; all else is private."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .access.guard import needs
    from .panels.hookspecs import PANEL_API, hookimpl
    from .panels.values import Form, Frame, PanelHost, Table
    from .shapes.access import Scope
    from .shapes.downloads import Download

__all__ = ["PANEL_API", "Download", "Form", "Frame", "PanelHost", "Scope", "Table", "hookimpl", "needs"]

_HOMES = {
    **dict.fromkeys(("PANEL_API", "hookimpl"), "panels.hookspecs"),
    **dict.fromkeys(("Form", "Frame", "PanelHost", "Table"), "panels.values"),
    "Download": "shapes.downloads",
    "Scope": "shapes.access",
    "needs": "access.guard",
}


def __getattr__(name: str) -> object:
    """Import on first use: the supervisor, which looks for the page's process, does not pay for it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
