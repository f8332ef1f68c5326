"""What each route needs; one that does not say so is refused to everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import current_app, g, request

from ..context import web
from ..errors import Refused
from ..shapes.access import Scope
from .identify import identify
from .who import who

OPEN = frozenset(
    {
        "health.live",
        "health.ready",
        "session.show",
        "session.sign_in",
        "session.sign_in_with_token",
        "setup.set_up",
        "oidc.start",
        "oidc.back",
        "serving.page",
    }
)
"""The only routes that answer whoever asks, by their endpoints."""

NEEDS = "qbitrr_needs"


def needs[F: Callable[..., object]](scope: Scope) -> Callable[[F], F]:
    """Declare what a route needs."""

    def declare(view: F) -> F:
        setattr(view, NEEDS, scope)
        return view

    return declare


def needed_by(endpoint: str) -> Scope | None:
    """What a route has declared; None when it has not."""
    return cast("Scope | None", getattr(current_app.view_functions[endpoint], NEEDS, None))


def admit() -> None:
    """Let the request through to its route, or raise Refused."""
    endpoint = request.endpoint
    if endpoint is None or endpoint in OPEN:
        return  # without an endpoint there is nothing to guard: it is answered by 404 or 405
    scope = needed_by(endpoint)
    if scope is None:
        raise Refused(403, "Nobody may do this: the route does not say who may.")
    asking = who()
    if not asking.known:
        raise Refused(401, "Sign in first, or send a key: Authorization: Bearer KEY.")
    if not asking.may(scope):
        raise Refused(403, f"This key may not do that: it lacks the scope {scope}.")


def still_may(scope: Scope) -> Callable[[], bool]:
    """Asks again, long after it was let in, whether what came with the request still opens this door."""
    page, asking, origin = web(), request._get_current_object(), g.origin  # type: ignore[attr-defined]  # noqa: SLF001 -- flask's documented way

    def asked() -> bool:
        try:
            return identify(asking, origin, page.access, page.options).may(scope)
        except Refused:
            return False

    return asked
