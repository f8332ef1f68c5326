"""What torrents owe their trackers."""

from __future__ import annotations

from flask import Blueprint

from qbitrr.control.commands import answer
from qbitrr.reporting import reports

from ..access.guard import needs
from ..context import web
from ..document import answers, document
from ..live.mirror import mirror
from ..reading.obligations import RULE, obligations_of, sections_with
from ..reading.parts import Answers
from ..shapes.access import Scope
from ..shapes.promises import Obligations

obligations = Blueprint("obligations", __name__, url_prefix="/api/obligations")


@obligations.get("")
@needs(Scope.READ)
@document.validate(resp=answers(Obligations), tags=["seeding"])
def shown() -> Obligations:
    """What is owed and what was met, by torrent. Half a minute old at most."""
    page = web()
    folder = page.place.folder

    def made() -> Obligations:
        with page.store() as store:
            sections = sections_with(reports(store))
        snapshot = page.part(mirror).look()
        return obligations_of(sections, lambda section: answer(folder, f"{section}.{RULE}"), snapshot)

    return page.part(Answers).obligations.get("", made)
