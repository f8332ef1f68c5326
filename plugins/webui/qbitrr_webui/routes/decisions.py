"""The ledger."""

from __future__ import annotations

from flask import Blueprint

from ..access.guard import needs
from ..context import web
from ..document import answers, document
from ..reading.decisions import page_of
from ..shapes.access import Scope
from ..shapes.ledger import Ledger, LedgerQuery

decisions = Blueprint("decisions", __name__, url_prefix="/api/decisions")


@decisions.get("")
@needs(Scope.READ)
@document.validate(resp=answers(Ledger), tags=["decisions"])
def listed(query: LedgerQuery) -> Ledger:
    """What was decided and done, the newest first."""
    with web().store() as store:
        return page_of(store, query)
