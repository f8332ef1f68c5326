"""The first account, for whoever has the token that was printed."""

from __future__ import annotations

from flask import Blueprint, Response, g

from ..access.account import change_account
from ..access.telling import setup_needed
from ..access.who import How
from ..context import web
from ..document import answers, document
from ..errors import Conflict, Refused
from ..shapes.access import Session, SetUp
from .session import begun

setup = Blueprint("setup", __name__, url_prefix="/api")


@setup.post("/setup")
@document.validate(resp=answers(Session), tags=["access"], security={})
def set_up(json: SetUp) -> Response:
    """Make the first account."""
    page = web()
    if not setup_needed(page):
        raise Conflict("The set-up is over: sign in. Who has lost the password: `qbitrr webui password`.")
    with page.access.limits.setup.attempt(g.origin.counted, page.access.now().timestamp()):
        if not page.access.setup.right(json.token.get_secret_value()):
            raise Refused(401, "This is not the token that was printed. It stands in the log of the page.")
    change_account(page, json.username, json.password.get_secret_value(), first=True)
    return begun(json.username, How.PASSWORD)
