"""Who is asking, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flask import g

from ..shapes.access import Scope

EVERYTHING = frozenset(Scope)
"""What people may do who have signed in, and who has the Token."""

_INCLUDED = {
    Scope.ACT: frozenset({Scope.ACT, Scope.READ}),
    Scope.ADMIN: frozenset({Scope.ADMIN, Scope.ACT, Scope.READ}),
}


class How(StrEnum):
    """By what somebody is known."""

    NOTHING = ""
    PASSWORD = "password"  # noqa: S105 -- a word, not a password
    TOKEN = "token"  # noqa: S105 -- likewise
    SETUP = "setup"
    OIDC = "oidc"
    KEY = "key"
    PROXY = "proxy"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Who:
    """Whoever sends a request.

    ``ambient``: the browser says so by itself, in requests that other pages have it send as well. Then ``csrf`` must
    come with whatever changes something. ``session`` is the id of a session, where there is one.
    """

    how: How = How.NOTHING
    user: str = ""
    scopes: frozenset[Scope] = frozenset()
    ambient: bool = False
    csrf: str = ""
    session: str = ""

    @property
    def known(self) -> bool:
        return self.how is not How.NOTHING

    def may(self, scope: Scope) -> bool:
        return scope in self.scopes


NOBODY = Who()


def with_included(scopes: frozenset[Scope]) -> frozenset[Scope]:
    """The scopes and those that they include."""
    return scopes.union(*(_INCLUDED.get(scope, frozenset()) for scope in scopes))


def who() -> Who:
    """Who sends this request."""
    found: Who = g.get("who", NOBODY)
    return found
