"""Signing in at the OpenID provider: going there, and coming back."""

from __future__ import annotations

import logging

from flask import Blueprint, Response, g, make_response, redirect, request

from qbitrr import Unavailable

from ..access.claims import admitted, name_in
from ..access.oidc import AWAY, COOKIE
from ..access.provider import Distrusted
from ..access.who import How
from ..context import web
from ..errors import NotFound, Refused
from .session import with_cookie

oidc = Blueprint("oidc", __name__, url_prefix="/api/oidc")

log = logging.getLogger(__name__)


@oidc.get("/start")
def start() -> Response:
    """Go to the provider. ``next`` is the page's address to come back to."""
    page, options = web(), web().options
    if not options.with_oidc:
        raise NotFound("Signing in at a provider is not configured here.")
    if too_often():
        return refused("too_many")
    try:
        address, cookie = page.access.oidc.leave(options.oidc, redirect_uri(), following())
    except (Unavailable, Distrusted) as error:
        log.error("Nobody can sign in at the OpenID provider: %s", error)  # noqa: TRY400 -- a sentence for users
        return refused("provider")
    response = make_response(redirect(address, 303))
    response.headers["Cache-Control"] = "no-store"
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=AWAY,
        path=request.script_root or "/",
        secure=g.origin.https,
        httponly=True,
        samesite="Lax",
    )
    return response


@oidc.get("/back")
def back() -> Response:
    """Come back from the provider: a session, or the page with ``?refused=`` and a word that says why."""
    page, options = web(), web().options
    if not options.with_oidc:
        raise NotFound("Signing in at a provider is not configured here.")
    if too_often():
        return refused("too_many")
    pending = page.access.oidc.came_back(request.cookies.get(COOKIE, ""), request.args.get("state", ""))
    if pending is None:
        return refused("expired")
    if "error" in request.args or not request.args.get("code"):
        return refused("denied")
    try:
        claims = page.access.oidc.claims(options.oidc, request.args["code"], pending)
    except (Unavailable, Distrusted) as error:
        log.warning("Nobody was let in by the OpenID provider: %s", error)
        return refused("provider")
    if not admitted(claims, options.oidc):
        log.warning(
            "%s was not let in: the provider does not say %s = %s of them.",
            name_in(claims) or "Somebody",
            options.oidc.require_claim,
            " or ".join(options.oidc.require_value),
        )
        return refused("claim")
    user = name_in(claims)
    log.info("%s has signed in (oidc) from %s.", user or "Somebody", g.origin.counted)
    return with_cookie(went(pending.next), page.access.sessions.begin(user, How.OIDC, options))


def too_often() -> bool:
    """Whether somebody has come and gone too often just now."""
    access = web().access
    try:
        access.limits.oidc.take(g.origin.counted, access.now().timestamp())
    except Refused:
        return True
    return False


def following() -> str:
    """Where to go afterwards: the page names its whole path, with that of [WebUI] UrlBase."""
    wanted = request.args.get("next", "")
    return wanted.removeprefix(request.script_root) if wanted.startswith(f"{request.script_root}/") else wanted


def redirect_uri() -> str:
    """Where the provider sends people back to, as they see this page."""
    scheme = "https" if g.origin.https else "http"
    return f"{scheme}://{g.origin.host}{request.script_root}{web().options.oidc.callback_path}"


def went(following: str) -> Response:
    """On to an address of the page; what was remembered of the way is forgotten."""
    response = make_response(redirect(f"{request.script_root}{following}", 303))
    response.headers["Cache-Control"] = "no-store"
    response.delete_cookie(COOKIE, path=request.script_root or "/", httponly=True, samesite="Lax")
    return response


def refused(word: str) -> Response:
    """Back at the page, which says in words what it was: provider, denied, expired, claim or too_many."""
    return went(f"/?refused={word}")
