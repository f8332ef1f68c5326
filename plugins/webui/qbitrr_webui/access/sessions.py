"""Sessions: signed cookies that survive a restart, and that end when the credentials change they were made by."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from itsdangerous import BadData, URLSafeTimedSerializer

from ..options import Options
from ..shapes.access import Scope
from .keeping import Keeping, StoredKey, renewed
from .who import EVERYTHING, NOBODY, How, Who, with_included

COOKIE = "qbitrr_session"
LASTS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Sessions:
    """Makes sessions, recognises and ends them."""

    keeping: Keeping

    def begin(self, user: str, how: How, options: Options, key: StoredKey | None = None) -> str:
        """The cookie of a new session. One that is made by a ``key`` may what the key may."""
        by = self._credentials(how, options, key.id if key else "")
        told = {"id": secrets.token_urlsafe(12), "user": user, "how": str(how), "key": key.id if key else "", "by": by}
        return self._signer().dumps(told)

    def of(self, cookie: str, options: Options) -> Who:
        """Whose session it is; nobody's when it is forged, too old, ended, or made by what no longer holds."""
        try:
            told = self._signer().loads(cookie, max_age=int(LASTS.total_seconds()))
            how, key, session = How(told["how"]), str(told["key"]), str(told["id"])
        except (BadData, LookupError, TypeError, ValueError):
            return NOBODY  # forged, too old, or of another version
        kept = self.keeping.kept
        by = self._credentials(how, options, key)
        if session in kept.ended or not by or not hmac.compare_digest(str(told["by"]), by):
            return NOBODY
        scopes = self._scopes(key) if how is How.KEY else EVERYTHING
        return Who(how, str(told["user"]), scopes, ambient=True, csrf=csrf_of(kept.secret, session), session=session)

    def end(self, session: str, now: float) -> None:
        """A session is over, its cookie worth nothing wherever it may be."""
        with self.keeping.changing() as box:
            left = {one: until for one, until in box[0].ended.items() if until > now}
            box[0] = replace(box[0], ended={**left, session: now + LASTS.total_seconds()})

    def end_all(self) -> None:
        """Every session is over."""
        with self.keeping.changing() as box:
            box[0] = renewed(box[0])

    def _credentials(self, how: How, options: Options, key: str) -> str:
        """A fingerprint of what such a session depends on: when it changes, the session is over. Empty: it is gone."""
        oidc = options.oidc
        depends: Mapping[How, tuple[object, ...]] = {
            How.PASSWORD: (options.with_password, options.username, options.password_hash.get_secret_value()),
            How.TOKEN: (options.token.get_secret_value(),),
            How.SETUP: (not options.guarded, self.keeping.kept.setup),
            How.OIDC: (options.with_oidc, oidc.authority, oidc.client_id, oidc.require_claim, oidc.require_value),
            How.KEY: tuple(one.hash for one in self.keeping.kept.keys if one.id == key),
        }
        needed = depends.get(how, ())
        return hashlib.sha256(repr((str(how), needed)).encode()).hexdigest()[:32] if needed and needed[0] else ""

    def _scopes(self, key: str) -> frozenset[Scope]:
        held = {scope for one in self.keeping.kept.keys if one.id == key for scope in one.scopes}
        return with_included(frozenset(scope for scope in Scope if scope in held))

    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self.keeping.kept.secret, salt="session", signer_kwargs={"digest_method": hashlib.sha256}
        )


def csrf_of(secret: str, subject: str) -> str:
    """What must come with the changes of one session, or of one whom the browser identifies by itself."""
    return hmac.new(secret.encode(), f"csrf {subject}".encode(), hashlib.sha256).hexdigest()
