"""Requests that other pages have a browser send: refused wherever something could change."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from urllib.parse import urlsplit

from flask import Request

from ..errors import Refused
from .who import Who

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HEADER = "X-CSRF-Token"


def check_forgery(request: Request, asking: Who, host: str, hosts: Collection[str]) -> None:
    """Raise Refused for a change that another page may have asked for. ``host`` is that of this page."""
    if request.method in SAFE or (asking.known and not asking.ambient):
        return
    if not from_here(request, host, hosts):
        raise Refused(
            403,
            "This comes from another page. If it is yours behind a reverse proxy: have it pass on the Host header, "
            "or add its name to [WebUI] Hosts.",
            code="forged",
        )
    if asking.ambient and not hmac.compare_digest(request.headers.get(HEADER, "").encode(), asking.csrf.encode()):
        raise Refused(403, f"The header {HEADER} is missing, or is not that of this session.", code="forged")


def from_here(request: Request, host: str, hosts: Collection[str]) -> bool:
    """Whether the browser says that this page itself sends it; other programs say nothing."""
    if request.headers.get("Sec-Fetch-Site", "none") == "cross-site":
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return False
    named = {name.strip().lower() for name in hosts}
    return _plain(parts.netloc) == _plain(host) or (parts.hostname or "") in named


def _plain(netloc: str) -> str:
    """A host and its port, without those that go without saying."""
    netloc = netloc.lower()
    for port in (":80", ":443"):
        netloc = netloc.removesuffix(port)
    return netloc
