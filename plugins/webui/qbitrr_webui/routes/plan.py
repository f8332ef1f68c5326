"""The plan: what would be done now."""

from __future__ import annotations

from flask import Blueprint

from ..access.guard import needs
from ..context import web
from ..document import answers, document
from ..live.mirror import mirror
from ..reading.planned import plan_of
from ..shapes.access import Scope
from ..shapes.downloads import Plan

plan = Blueprint("plan", __name__, url_prefix="/api/plan")


@plan.get("")
@needs(Scope.READ)
@document.validate(resp=answers(Plan), tags=["decisions"])
def shown() -> Plan:
    """What the workers have decided, or would if it were not refused."""
    page = web()
    snapshot = page.part(mirror).look()
    with page.store() as store:
        return plan_of(store, snapshot, page.clock())
