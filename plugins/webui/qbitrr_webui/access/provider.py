"""An OpenID provider: where it has what, sending people to it, and what it says of them when they come back."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from qbitrr import Unavailable

from ..options import OidcOptions
from .addresses import read

if TYPE_CHECKING:
    from authlib.integrations.requests_client import OAuth2Session

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Only those that the provider alone can sign with: "none" is no signature, and HS256's key is known to two."""

PATIENCE = 10.0
FRESH = 3600.0
"""Seconds: to wait for the provider, and to believe what it says of itself."""

LEEWAY = 120
"""Seconds by which its clock may differ."""


class Distrusted(Exception):  # noqa: N818 -- a finding
    """What the provider's answer says does not hold together; nobody is let in by it."""


@dataclass(frozen=True, slots=True)
class Pending:
    """One person who is away at the provider: what must come back with them."""

    state: str
    nonce: str
    verifier: str
    redirect: str
    next: str


class Provider:
    """One provider, as it is configured. Raises Unavailable when it does not answer, Distrusted when it is not it."""

    def __init__(self, options: OidcOptions) -> None:
        self.options = options
        self._about: Mapping[str, Any] = {}
        self._keys: Any = None
        self._until = 0.0

    def leave(self, pending: Pending) -> str:
        """The address to send a person to."""
        with self._session(pending.redirect) as session:
            address, _ = session.create_authorization_url(
                self._endpoint("authorization_endpoint"),
                state=pending.state,
                nonce=pending.nonce,
                code_verifier=pending.verifier,
            )
        return str(address)

    def claims(self, code: str, pending: Pending) -> Mapping[str, Any]:
        """What the provider says of the person who came back with this code."""
        from authlib.integrations.base_client import OAuthError  # noqa: PLC0415 -- heavy, and an extra
        from requests import RequestException  # noqa: PLC0415 -- likewise

        try:
            with self._session(pending.redirect) as session:
                token = session.fetch_token(
                    self._endpoint("token_endpoint"),
                    code=code,
                    code_verifier=pending.verifier,
                    timeout=PATIENCE,
                    allow_redirects=False,
                )
                told = self._checked(str(token.get("id_token", "")), pending.nonce)
                if self.options.require_claim.partition(".")[0] in told or "userinfo_endpoint" not in self._known():
                    return told
                more = session.get(self._endpoint("userinfo_endpoint"), timeout=PATIENCE, allow_redirects=False).json()
        except OAuthError as error:
            raise Distrusted(f"the provider does not accept the code: {error}") from error
        except (RequestException, ValueError) as error:
            raise Unavailable(f"the provider does not answer as it should: {type(error).__name__}") from error
        if not isinstance(more, Mapping) or more.get("sub") != told["sub"]:
            raise Distrusted("what the provider tells of the person is of somebody else")
        return {**more, **told}

    def _checked(self, token: str, nonce: str) -> Mapping[str, Any]:
        """The claims of an ID token that this provider has signed, for us, now, and for this sign-in."""
        from joserfc import jwt  # noqa: PLC0415 -- heavy, and an extra
        from joserfc.errors import JoseError  # noqa: PLC0415 -- likewise

        registry = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self._known()["issuer"]},
            aud={"essential": True, "value": self.options.client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        try:
            try:
                claims = jwt.decode(token, self._keyset(), algorithms=ALGORITHMS).claims
            except (JoseError, ValueError):
                claims = jwt.decode(token, self._keyset(afresh=True), algorithms=ALGORITHMS).claims  # new keys, perhaps
            registry.validate(claims)
        except (JoseError, ValueError, TypeError) as error:
            raise Distrusted(f"its ID token does not hold: {type(error).__name__}: {error}") from error
        audience = claims["aud"]
        if claims.get("azp", self.options.client_id) != self.options.client_id or (
            isinstance(audience, list) and len(audience) > 1 and "azp" not in claims
        ):
            raise Distrusted("its ID token is for another program")
        return cast("Mapping[str, Any]", claims)

    def _known(self) -> Mapping[str, Any]:
        if time.monotonic() >= self._until:
            authority = self.options.authority.rstrip("/")
            about = self._fetched(f"{authority}/.well-known/openid-configuration")
            if str(about.get("issuer", "")).rstrip("/") != authority:
                raise Distrusted(f"it calls itself {about.get('issuer')!r}, and not {authority!r} as in Authority")
            self._about, self._keys, self._until = about, None, time.monotonic() + FRESH
        return self._about

    def _keyset(self, *, afresh: bool = False) -> Any:
        from joserfc.jwk import KeySet  # noqa: PLC0415 -- heavy, and an extra

        if self._keys is None or afresh:
            self._keys = KeySet.import_key_set(self._fetched(self._endpoint("jwks_uri")))  # type: ignore[arg-type]
        return self._keys

    def _endpoint(self, name: str) -> str:
        address = self._known().get(name)
        if not isinstance(address, str):
            raise Distrusted(f"it does not say where its {name} is")
        return self._safe(address)

    def _safe(self, address: str) -> str:
        parts = urlsplit(address)
        here = parts.hostname == "localhost" or (
            (found := read(parts.hostname or "")) is not None and found.is_loopback
        )
        if parts.scheme != "https" and not (
            parts.scheme == "http" and (here or not self.options.require_https_metadata)
        ):
            raise Distrusted(f"{address} is not https; if that is meant so: [WebUI.OIDC] RequireHttpsMetadata = false")
        return address

    def _fetched(self, address: str) -> Mapping[str, Any]:
        import requests  # noqa: PLC0415 -- only who signs in so needs it

        try:
            answer = requests.get(self._safe(address), timeout=PATIENCE, allow_redirects=False)
            answer.raise_for_status()
            said = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise Unavailable(f"the provider does not answer as it should: {type(error).__name__}") from error
        if not isinstance(said, Mapping):
            raise Unavailable("the provider does not answer as it should")
        return said

    def _session(self, redirect: str) -> OAuth2Session:
        try:
            from authlib.integrations.requests_client import OAuth2Session  # noqa: PLC0415 -- heavy, and an extra
        except ImportError:
            raise Unavailable("it needs more to be installed: pip install 'qbitrr-webui[oidc]'") from None
        options = self.options
        scopes = options.scopes if "openid" in options.scopes.split() else f"openid {options.scopes}"
        return OAuth2Session(
            options.client_id,
            options.client_secret.get_secret_value() or None,
            token_endpoint_auth_method=self._method(),
            scope=scopes,
            redirect_uri=redirect,
            code_challenge_method="S256",
        )

    def _method(self) -> str:
        """How the provider wants to be shown the secret."""
        if not self.options.client_secret.get_secret_value():
            return "none"
        offered = self._known().get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return "client_secret_post" if "client_secret_basic" not in offered else "client_secret_basic"
