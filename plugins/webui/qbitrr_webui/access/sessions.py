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
from .keeping import Keeping, renewed
from .who import EVERYTHING, NOBODY, How, Who

COOKIE = "qbitrr_session"
LASTS = timedelta(days=30)

_WAYS = (How.PASSWORD, How.TOKEN, How.OIDC)


@dataclass(frozen=True, slots=True)
class Sessions:
    """Makes sessions, recognises and ends them."""

    keeping: Keeping

    def begin(self, user: str, how: How, options: Options) -> str:
        """The cookie of a new session."""
        told = {"id": secrets.token_urlsafe(12), "user": user, "how": str(how), "by": fingerprint(how, options)}
        return self._signer().dumps(told)

    def of(self, cookie: str, options: Options) -> Who:
        """Whose session it is; nobody's when it is forged, too old, ended, or made by what no longer holds."""
        try:
            told = self._signer().loads(cookie, max_age=int(LASTS.total_seconds()))
        except BadData:
            return NOBODY
        if not isinstance(told, Mapping) or told.get("how") not in _WAYS or told.get("id") in self.keeping.kept.ended:
            return NOBODY
        how = How(told["how"])
        if not hmac.compare_digest(str(told.get("by")), fingerprint(how, options)):
            return NOBODY
        session = str(told["id"])
        return Who(
            how,
            str(told["user"]),
            EVERYTHING,
            ambient=True,
            csrf=csrf_of(self.keeping.kept.secret, session),
            session=session,
        )

    def end(self, session: str, now: float) -> None:
        """A session is over, its cookie worth nothing wherever it may be."""
        with self.keeping.changing() as box:
            left = {one: until for one, until in box[0].ended.items() if until > now}
            box[0] = replace(box[0], ended={**left, session: now + LASTS.total_seconds()})

    def end_all(self) -> None:
        """Every session is over."""
        with self.keeping.changing() as box:
            box[0] = renewed(box[0])

    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self.keeping.kept.secret, salt="session", signer_kwargs={"digest_method": hashlib.sha256}
        )


def csrf_of(secret: str, subject: str) -> str:
    """What must come with the changes of one session, or of one whom the browser identifies by itself."""
    return hmac.new(secret.encode(), f"csrf {subject}".encode(), hashlib.sha256).hexdigest()


def fingerprint(how: How, options: Options) -> str:
    """What a session of that kind depends on: when that changes, it is over."""
    depends: Mapping[How, tuple[object, ...]] = {
        How.PASSWORD: (options.with_password, options.username, options.password_hash.get_secret_value()),
        How.TOKEN: (options.token.get_secret_value(),),
        How.OIDC: (
            options.with_oidc,
            options.oidc.authority,
            options.oidc.client_id,
            options.oidc.require_claim,
            options.oidc.require_value,
        ),
    }
    return hashlib.sha256(repr((str(how), depends[how])).encode()).hexdigest()[:32]
