"""The quarantine."""

from __future__ import annotations

from flask import Blueprint

from ..access.guard import needs
from ..context import web
from ..document import answers, document
from ..reading.quarantine import quarantine_of
from ..shapes.access import Scope
from ..shapes.downloads import Quarantine

quarantine = Blueprint("quarantine", __name__, url_prefix="/api/quarantine")


@quarantine.get("")
@needs(Scope.READ)
@document.validate(resp=answers(Quarantine), tags=["downloads"])
def held() -> Quarantine:
    """What was removed and can still be restored, that which goes first at the beginning."""
    with web().store() as store:
        return quarantine_of(store)
