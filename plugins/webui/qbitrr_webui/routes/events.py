"""The stream of events."""

from __future__ import annotations

from flask import Blueprint

from ..access.guard import needs, still_may
from ..context import web
from ..document import answers, document
from ..live.herald import herald
from ..live.streams import HEADERS, Stream, Streams
from ..shapes.access import Scope

events = Blueprint("events", __name__, url_prefix="/api/events")


@events.get("")
@needs(Scope.READ)
@document.validate(resp=answers(), tags=["events"])
def stream() -> tuple[Stream, int, dict[str, str]]:
    """Events as they happen: state, downloads, entry, plugins, config."""
    page = web()
    listener, leave = page.part(herald).listen()
    return page.part(Streams).open(listener.following, leave, may=still_may(Scope.READ)), 200, dict(HEADERS)
