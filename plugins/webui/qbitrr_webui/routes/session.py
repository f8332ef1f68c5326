"""Signing in and out."""

from __future__ import annotations

import logging

from flask import Blueprint, Response, g, make_response, request

from ..access.account import change_account
from ..access.addresses import Origin
from ..access.guard import needs
from ..access.keeping import StoredKey
from ..access.secret import same
from ..access.sessions import COOKIE, LASTS
from ..access.telling import setup_needed, told
from ..access.who import How, Who, who
from ..context import web
from ..document import answers, document
from ..errors import Refused
from ..shapes.access import ChangePassword, Scope, Session, SignIn, SignInWithToken
from ..shapes.base import Done

log = logging.getLogger(__name__)

session = Blueprint("session", __name__, url_prefix="/api")


@session.get("/session")
@document.validate(resp=answers(Session), tags=["access"], security={})
def show() -> Session:
    """Who is asking, and how one can sign in."""
    return told(who(), web())


@session.post("/session")
@document.validate(resp=answers(Session), tags=["access"], security={})
def sign_in(json: SignIn) -> Response:
    """Sign in with the name and the password."""
    page, options = web(), web().options
    with page.access.limits.password.attempt(g.origin.counted, page.access.now().timestamp()):
        if not page.access.passwords.right(json.username, json.password.get_secret_value(), options):
            raise Refused(401, "The name or the password is wrong.")
    return begun(options.username, How.PASSWORD)


@session.post("/session/token")
@document.validate(resp=answers(Session), tags=["access"], security={})
def sign_in_with_token(json: SignInWithToken) -> Response:
    """Sign in with [WebUI] Token, with an API key, or, as long as there is no account, with the token of the set-up."""
    page, token = web(), json.token.get_secret_value().strip()
    if key := page.access.keys.find(token):
        if not {Scope.READ, Scope.ACT, Scope.ADMIN} & set(key.scopes):
            raise Refused(403, "This key is not for people: it lacks the scope read.")
        return begun(key.name, How.KEY, key)
    with page.access.limits.token.attempt(g.origin.counted, page.access.now().timestamp()):
        if same(token, page.options.token.get_secret_value()):
            return begun("", How.TOKEN)
        if setup_needed(page) and page.access.setup.right(token):
            return begun("", How.SETUP)
        raise Refused(401, "This is not the token.")


@session.delete("/session")
@needs(Scope.READ)
@document.validate(resp=answers(Done), tags=["access"])
def sign_out() -> Response:
    """Sign out here."""
    asking = who()
    if asking.session:
        web().access.sessions.end(asking.session, web().access.now().timestamp())
    return without_cookie(Done(done=("You are signed out.",)))


@session.post("/session/everywhere")
@needs(Scope.READ)
@document.validate(resp=answers(Done), tags=["access"])
def sign_out_everywhere() -> Response:
    """Sign out everywhere: every session is over, this one too. API keys hold."""
    web().access.sessions.end_all()
    return without_cookie(Done(done=("Every session is over.",)))


@session.post("/password")
@needs(Scope.ADMIN)
@document.validate(resp=answers(Session), tags=["access"])
def change(json: ChangePassword) -> Response:
    """Change the name and the password. Every other session that was made by the password is over."""
    page, options = web(), web().options
    if options.with_password and who().how is not How.TOKEN:
        with page.access.limits.password.attempt(g.origin.counted, page.access.now().timestamp()):
            if not page.access.passwords.right(options.username, json.current.get_secret_value(), options):
                raise Refused(403, "The current password is wrong.", code="wrong_password")
    change_account(page, json.username, json.password.get_secret_value())
    return begun(json.username, How.PASSWORD)


def begun(user: str, how: How, key: StoredKey | None = None) -> Response:
    """A session begins: the answer with its cookie."""
    page, options = web(), web().options
    cookie = page.access.sessions.begin(user, how, options, key)
    asking: Who = page.access.sessions.of(cookie, options)
    log.info("%s has signed in (%s) from %s.", user or "Somebody", how, g.origin.counted)
    response = make_response(told(asking, page).model_dump_json())
    response.mimetype = "application/json"
    return with_cookie(response, cookie)


def with_cookie(response: Response, cookie: str) -> Response:
    """The answer, and the cookie of a session with it."""
    origin: Origin = g.origin
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=LASTS,
        path=request.script_root or "/",
        secure=origin.https,
        httponly=True,
        samesite="Lax",
    )
    return response


def without_cookie(done: Done) -> Response:
    response = make_response(done.model_dump_json())
    response.mimetype = "application/json"
    response.delete_cookie(COOKIE, path=request.script_root or "/", httponly=True, samesite="Lax")
    return response
