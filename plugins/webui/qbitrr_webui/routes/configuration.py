"""The configuration: shown, described, checked, tried, and saved."""

from __future__ import annotations

from flask import Blueprint

from ..access.guard import needs
from ..configuring import asking
from ..configuring.candidate import candidate, check
from ..configuring.known import Known
from ..configuring.saving import Saver
from ..context import web
from ..document import answers, document
from ..shapes.access import Scope
from ..shapes.configuration import Changes, Checked, Config, Connections, Preview, Proposal, Saved, Schemas

configuration = Blueprint("configuration", __name__, url_prefix="/api/config")


@configuration.get("")
@needs(Scope.ADMIN)
@document.validate(resp=answers(Config), tags=["configuration"])
def shown() -> Config:
    """Every section and rule with its options. Of a secret only whether it is set."""
    return web().part(Known).shown()


@configuration.get("/schemas")
@needs(Scope.ADMIN)
@document.validate(resp=answers(Schemas), tags=["configuration"])
def schemas() -> Schemas:
    """What options there are."""
    return web().part(Known).schemas()


@configuration.post("/check")
@needs(Scope.ADMIN)
@document.validate(resp=answers(Checked), tags=["configuration"])
def checked(json: Proposal) -> Checked:
    """What changes would come to, without making them."""
    page = web()
    return check(page, candidate(page, json.fingerprint, json.changes))


@configuration.post("/connections")
@needs(Scope.ADMIN)
@document.validate(resp=answers(Connections), tags=["configuration"])
def connections(json: Proposal) -> Connections:
    """Whether each client and app answers, with changes that are not saved yet."""
    page = web()
    text = candidate(page, json.fingerprint, json.changes).text
    return Connections(connections=asking.checked(page.place.folder, text, offline=False).connections)


@configuration.post("/preview")
@needs(Scope.ADMIN)
@document.validate(resp=answers(Preview), tags=["configuration"])
def preview(json: Proposal) -> Preview:
    """What would be done with changes that are not saved yet. It looks, and changes nothing."""
    page = web()
    return asking.previewed(page.place.folder, candidate(page, json.fingerprint, json.changes).text)


@configuration.put("")
@needs(Scope.ADMIN)
@document.validate(resp=answers(Saved), tags=["configuration"])
def save(json: Changes) -> Saved:
    """Save changes. A running qbitrr reads them at once."""
    return web().part(Saver).save(json)
