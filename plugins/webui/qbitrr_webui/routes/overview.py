"""The overview."""

from __future__ import annotations

from flask import Blueprint

from qbitrr.store.schema import StoreNotReady

from ..access.guard import needs
from ..context import web
from ..document import answers, document
from ..live.mirror import mirror
from ..reading.overview import overview_of
from ..reading.parts import Answers
from ..shapes.access import Scope
from ..shapes.state import Overview

overview = Blueprint("overview", __name__, url_prefix="/api/overview")


@overview.get("")
@needs(Scope.READ)
@document.validate(resp=answers(Overview), tags=["state"])
def shown() -> Overview:
    """What needs attention first, then what goes on."""
    page = web()
    snapshot, health, now = page.part(mirror).look(), page.part(Answers).health(), page.clock()
    try:
        with page.store() as store:
            return overview_of(store, snapshot, health, now, dry_run=page.dry_run)
    except StoreNotReady:
        return overview_of(None, snapshot, health, now, dry_run=page.dry_run)
