"""Signing in at an OpenID provider: the way there, and the way back."""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

from ..options import OidcOptions
from .keeping import Keeping
from .provider import Pending, Provider

COOKIE = "qbitrr_oidc"
AWAY = 600
"""Seconds that a person may take at the provider."""

_LOCAL = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")
"""A path of this page: nothing that a browser takes for another host."""


class Oidc:
    """Sends people away and knows them again. What it must remember of each is in a signed cookie of theirs."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping
        self._lock = threading.Lock()
        self._provider: Provider | None = None

    def provider(self, options: OidcOptions) -> Provider:
        """The provider of these options, remembered with what it said of itself."""
        with self._lock:
            if self._provider is None or self._provider.options != options:
                self._provider = Provider(options)
            return self._provider

    def leave(self, options: OidcOptions, redirect: str, following: str) -> tuple[str, str]:
        """Where to send a person, and the cookie to give them. Raises Unavailable and Distrusted."""
        pending = Pending(
            state=secrets.token_urlsafe(24),
            nonce=secrets.token_urlsafe(24),
            verifier=secrets.token_urlsafe(48),
            redirect=redirect,
            next=local(following),
        )
        return self.provider(options).leave(pending), self._signer().dumps(asdict(pending))

    def came_back(self, cookie: str, state: str) -> Pending | None:
        """Who this is of those who left from here; None when nobody did, or too long ago."""
        try:
            pending = Pending(**self._signer().loads(cookie, max_age=AWAY))
        except (BadData, TypeError):
            return None
        return pending if state and secrets.compare_digest(pending.state.encode(), state.encode()) else None

    def claims(self, options: OidcOptions, code: str, pending: Pending) -> Mapping[str, Any]:
        """What the provider says of them. Raises Unavailable and Distrusted."""
        return self.provider(options).claims(code, pending)

    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self._keeping.kept.secret, salt="oidc", signer_kwargs={"digest_method": hashlib.sha256}
        )


def local(following: str) -> str:
    """Where to go afterwards: an address of this page, whatever was asked for."""
    return following if _LOCAL.fullmatch(following) and len(following) <= 500 else "/"
