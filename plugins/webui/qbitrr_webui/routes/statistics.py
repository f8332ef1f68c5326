"""Numbers over time."""

from __future__ import annotations

from flask import Blueprint

from ..access.guard import needs
from ..context import web
from ..document import answers, document
from ..live.mirror import mirror
from ..reading.statistics import statistics_of
from ..shapes.access import Scope
from ..shapes.statistics import Statistics, StatisticsQuery

statistics = Blueprint("statistics", __name__, url_prefix="/api/statistics")


@statistics.get("")
@needs(Scope.READ)
@document.validate(resp=answers(Statistics), tags=["statistics"])
def shown(query: StatisticsQuery) -> Statistics:
    """Imports, removals, actions, searches and space, day by day."""
    page = web()
    snapshot = page.part(mirror).look()
    with page.store() as store:
        return statistics_of(store, snapshot, query.days, page.clock())
