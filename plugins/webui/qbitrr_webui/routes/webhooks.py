"""Where apps and clients say that something has just happened. They are answered at once, and nothing is believed."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint

from qbitrr.config.problems import ConfigError

from ..access.guard import needs
from ..context import web
from ..document import answers, document
from ..errors import NotFound, Refused
from ..shapes.access import Scope
from ..shapes.base import Done
from ..shapes.webhooks import Happened
from ..waking import Waker

TEST = "Test"
TESTED = answers(Done, status=HTTPStatus.ACCEPTED)
TESTED.add_model(HTTPStatus.OK, Done)

webhooks = Blueprint("webhooks", __name__, url_prefix="/api/webhooks")


@webhooks.post("/arr/<section>")
@needs(Scope.WEBHOOK)
@document.validate(resp=TESTED, tags=["webhooks"])
def arr(section: str, json: Happened) -> tuple[Done, int]:
    """For Connect in Radarr, Sonarr and Lidarr: the section's worker looks at once. A test is told what was found."""
    name = _section(section)
    if json.event_type == TEST:
        return Done(done=(f"[{name}] is looked after here, and {_worker(name)}.",)), HTTPStatus.OK
    web().part(Waker).wake_section(name)
    return Done(done=(f"The worker of [{name}] is woken.",)), HTTPStatus.ACCEPTED


@webhooks.post("/notify")
@needs(Scope.WEBHOOK)
@document.validate(resp=answers(Done, status=HTTPStatus.ACCEPTED), tags=["webhooks"])
def notify() -> tuple[Done, int]:
    """As `qbitrr notify`, for a qBittorrent on another machine: all clients are looked at, at once."""
    web().part(Waker).wake_clients()
    return Done(done=("The clients are looked at.",)), HTTPStatus.ACCEPTED


def _worker(name: str) -> str:
    runtime = web().place.runtime()
    states = {child.name: child.state for child in runtime.children} if runtime else {}
    return f"its worker is {states[name]}" if name in states else "it has no worker now"


def _section(name: str) -> str:
    """The managed app's section of that name, however it is spelled. Raises NotFound."""
    try:
        sections = web().place.configuration().instances.values()
    except ConfigError as error:
        raise Refused(503, str(error)) from error
    found = next((one.name for one in sections if one.managed and one.name.casefold() == name.casefold()), None)
    if found is None:
        raise NotFound(f"No section [{name}] is looked after here.")
    return found
