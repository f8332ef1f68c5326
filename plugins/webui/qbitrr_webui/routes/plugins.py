"""The installed plugins, and rules switched on and off."""

from __future__ import annotations

from flask import Blueprint

from ..access.guard import needs
from ..configuring.known import Known
from ..configuring.plugins import plugins_of, switch
from ..context import web
from ..document import answers, document
from ..errors import NotFound
from ..panels.pages import Pages
from ..shapes.access import Scope
from ..shapes.base import Done
from ..shapes.configuration import Plugins, Switch

plugins = Blueprint("plugins", __name__, url_prefix="/api/plugins")


@plugins.get("")
@needs(Scope.READ)
@document.validate(resp=answers(Plugins), tags=["plugins"])
def listed() -> Plugins:
    """Every plugin in every section that it is in, and those that are in none."""
    page = web()
    found = plugins_of(page.place.folder, page.part(Known).schemas(), page.part(Pages))
    return Plugins(plugins=tuple(found))


@plugins.put("/<name>")
@needs(Scope.ADMIN)
@document.validate(resp=answers(Done), tags=["plugins"])
def switched(name: str, json: Switch) -> Done:
    """Switch a rule on or off, in every section that does not say otherwise."""
    page = web()
    if name.lower() not in {plugin.lower() for plugin in page.part(Known).schemas().schemas}:
        raise NotFound(f"There is no plugin {name} that could be switched.")
    return switch(page.place.folder, name, on=json.enabled)
