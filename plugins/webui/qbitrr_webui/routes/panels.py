"""The panels of plugins, and the routes that they add."""

from __future__ import annotations

from flask import Blueprint, Response

from ..access.guard import needs
from ..context import web
from ..document import answers, document
from ..panels import showing
from ..panels.mounting import mount
from ..panels.pages import Pages
from ..shapes.access import Scope
from ..shapes.base import Done
from ..shapes.configuration import PanelContent, PanelInput, Panels

panels = Blueprint("panels", __name__, url_prefix="/api/panels")
panels.record(lambda state: mount(state.app))

SANDBOX = "; ".join(
    (
        "sandbox allow-scripts",
        "default-src 'none'",
        "script-src 'unsafe-inline'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    )
)
"""A frame runs its own scripts as an origin of its own: it reaches neither the page and its cookies nor any server."""


@panels.get("")
@needs(Scope.READ)
@document.validate(resp=answers(Panels), tags=["plugins"])
def listed() -> Panels:
    """The panels that plugins add, and the plugins that could not."""
    return showing.listed(web().part(Pages))


@panels.get("/<plugin>/<name>")
@needs(Scope.READ)
@document.validate(resp=answers(PanelContent), tags=["plugins"])
def content(plugin: str, name: str) -> PanelContent:
    """What a table or a form shows now. A frame is fetched by itself."""
    return showing.content(web().part(Pages), plugin, name)


@panels.get("/<plugin>/<name>/frame")
@needs(Scope.READ)
@document.validate(resp=answers(), tags=["plugins"])
def frame(plugin: str, name: str) -> Response:
    """The HTML of a frame, for a sandbox."""
    response = Response(showing.frame(web().part(Pages), plugin, name), mimetype="text/html")
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@panels.post("/<plugin>/<name>")
@needs(Scope.ADMIN)
@document.validate(resp=answers(Done), tags=["plugins"])
def save(plugin: str, name: str, json: PanelInput) -> Done:
    """Give what was put into a form to its plugin."""
    return showing.save(web().part(Pages), plugin, name, json.values)
