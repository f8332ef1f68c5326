"""The contract between the page and the plugins that add to it: entry points of the group ``qbitrr.pages``.

A plugin implements any subset of these hooks, and an implementation may accept any subset of a hook's arguments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pluggy

from .values import Panel, PanelHost

if TYPE_CHECKING:
    from flask import Blueprint

PANEL_API = 1
NAMESPACE = "qbitrr_webui"

hookspec = pluggy.HookspecMarker(NAMESPACE)
hookimpl = pluggy.HookimplMarker(NAMESPACE)


@hookspec
def qbitrr_webui_panels(host: PanelHost) -> Sequence[Panel]:  # type: ignore[empty-body]
    """The panels that the page shows. Asked once, when the page starts; must not block."""


@hookspec
def qbitrr_webui_routes(host: PanelHost) -> Blueprint | None:
    """Routes below ``/api/plugins/NAME``. Reading needs the scope read, all else admin, unless a route says otherwise.

    Asked once, when the page starts; must not block.
    """
