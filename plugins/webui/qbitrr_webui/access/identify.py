"""Who sends a request: by a key, a session, a trusted proxy, or because nobody is asked."""

from __future__ import annotations

import base64
import binascii
import logging
from dataclasses import replace

from flask import Request

from ..errors import Refused
from ..options import Options
from ..shapes.access import Scope
from .access import Access
from .addresses import Origin, read, within
from .secret import same
from .sessions import COOKIE, csrf_of
from .who import EVERYTHING, NOBODY, How, Who

log = logging.getLogger(__name__)

MESSENGERS = frozenset({Scope.WEBHOOK})
"""What a key may do that comes as a password: the Arr apps can send it in no other way. No browser is asked for one."""


def identify(request: Request, origin: Origin, access: Access, options: Options) -> Who:
    """Who it is. Raises Refused when what was shown is wrong, or was tried too often."""
    secret = shown(request)
    if secret:
        return by_secret(secret, origin, access, options)
    if cookie := request.cookies.get(COOKIE, ""):
        found = access.sessions.of(cookie, options)
        if found.known:
            return found
    if options.proxy.signs_on and (found := by_proxy(request, access, options)).known:
        return found
    if options.auth_disabled and (origin.local or options.allow_insecure_exposure):
        return Who(How.OPEN, "", EVERYTHING, ambient=True, csrf=csrf_of(access.keeping.kept.secret, "open"))
    return by_messenger(request, origin, access)


def shown(request: Request) -> str:
    """The key or Token that comes with a request; empty when none does."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else request.headers.get("X-Api-Key", "").strip()


def by_secret(secret: str, origin: Origin, access: Access, options: Options) -> Who:
    """A key opens the door however often others have tried; the Token is a person's choice, and may be guessed at."""
    now = access.now()
    found = access.keys.of(secret, now)
    if found.known:
        return found
    with access.limits.token.attempt(origin.counted, now.timestamp()):
        if same(secret, options.token.get_secret_value()):
            return Who(How.TOKEN, "", EVERYTHING)
        raise Refused(401, "This key is not known: it is wrong, or it was revoked.")


def by_proxy(request: Request, access: Access, options: Options) -> Who:
    """Whom the proxy names, if the connection itself comes from it."""
    peer = read(request.environ.get("REMOTE_ADDR", ""))
    user = request.headers.get(options.proxy.user_header, "").strip()
    if not user or not within(peer, options.proxy.networks):
        return NOBODY
    if "," in user:
        raise Refused(403, "The proxy names two people at once: it must take away what comes in from outside.")
    if options.proxy.users and user not in options.proxy.users:
        raise Refused(403, f"The proxy names {user}, who is not one of [WebUI.Proxy] Users.")
    return Who(How.PROXY, user, EVERYTHING, ambient=True, csrf=csrf_of(access.keeping.kept.secret, f"proxy {user}"))


def by_messenger(request: Request, origin: Origin, access: Access) -> Who:
    """A key that comes as a password may bring messages, and nothing else."""
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return NOBODY
    try:
        secret = base64.b64decode(text.strip(), validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return NOBODY
    now = access.now()
    found = access.keys.of(secret, now)
    if found.known:
        return replace(found, scopes=found.scopes & MESSENGERS)
    access.limits.token.take(origin.counted, now.timestamp())
    log.warning("A password from %s is no key.", origin.counted)
    return NOBODY
