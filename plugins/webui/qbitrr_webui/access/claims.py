"""Whether what a provider says of a person lets them in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..options import OidcOptions

NAMES = ("preferred_username", "name", "email", "sub")


def admitted(claims: Mapping[str, Any], options: OidcOptions) -> bool:
    """Whether the claim is there that is asked for, with one of its values."""
    if not options.ready:
        return False
    if options.require_claim == "email" and claims.get("email_verified") is not True:
        return False  # anybody may claim to have any address
    return bool(values(claims, options.require_claim) & set(options.require_value))


def values(claims: Mapping[str, Any], name: str) -> set[str]:
    """What a claim says, be it one thing or several; ``a.b`` is b within a unless a claim is called just so."""
    found: object = claims
    for part in [name] if name in claims else name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    several = found if isinstance(found, list) else [found]
    return {_plain(one) for one in several if isinstance(one, str | bool | int)}


def name_in(claims: Mapping[str, Any]) -> str:
    """What to call the person."""
    return next((str(claims[name])[:100] for name in NAMES if isinstance(claims.get(name), str)), "")


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
