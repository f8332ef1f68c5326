"""A small OpenID provider of our own, on a real socket: it signs, checks PKCE, and can be told to misbehave."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "qbitrr", "the secret of the client"


@cache
def new_key(kid: str, number: int = 0) -> RSAKey:
    """A key, another for each number; made once for all tests, as it takes its time."""
    return RSAKey.generate_key(2048, {"kid": kid})


@dataclass
class Provider:
    """What it says of the person, and how it misbehaves; ``asked`` are the paths of all requests.

    ``changed`` replaces claims of the ID token, ``about`` parts of what it says of itself; None takes one away.
    """

    person: dict = field(default_factory=lambda: {"sub": "7", "preferred_username": "alice", "groups": ["qbitrr", "x"]})
    userinfo: dict = field(default_factory=dict)
    changed: dict = field(default_factory=dict)
    about: dict = field(default_factory=dict)
    algorithm: str = "RS256"
    unsigned: bool = False
    key: RSAKey = field(default_factory=lambda: new_key("one"))
    signs_with: RSAKey | None = None
    asked: list = field(default_factory=list)
    codes: dict = field(default_factory=dict)
    tokens: set = field(default_factory=set)

    def __post_init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Handler,), {"provider": self}))
        self.server.daemon_threads = True
        self.issuer = f"http://127.0.0.1:{self.server.server_port}/realm"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def discovery(self) -> dict:
        said = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
        } | self.about
        return {name: value for name, value in said.items() if value is not None}

    def let_in(self, address: str) -> str:
        """What the person's browser does there: sign in, and be sent back to this address."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict, authorization: str) -> tuple[int, dict]:
        asked = self.codes.pop(form.get("code", ""), None)  # once
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        known = authorization == f"Basic {basic}" or (form.get("client_id"), form.get("client_secret")) == (
            CLIENT,
            SECRET,
        )
        if not known:
            return 401, {"error": "invalid_client"}
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        fits = asked and base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
        if not fits or form.get("redirect_uri") != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        access = secrets.token_urlsafe(8)
        self.tokens.add(access)
        return 200, {"access_token": access, "token_type": "Bearer", "id_token": self.signed(asked["nonce"])}

    def signed(self, nonce: str) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": nonce, **self.person}
        claims = {name: value for name, value in (claims | self.changed).items() if value is not None}
        if self.unsigned:
            parts = (json.dumps(part).encode() for part in ({"alg": "none"}, claims))
            return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."
        if self.algorithm == "HS256":
            return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))
        key = self.signs_with or self.key
        return jwt.encode({"alg": self.algorithm, "kid": key.kid}, claims, key, algorithms=[self.algorithm])


class Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        provider, path = self.provider, self.path
        provider.asked.append(path)
        bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
        match urlsplit(path).path.rpartition("/")[2]:
            case "authorize":
                self.send_response(302)
                self.send_header("Location", provider.let_in(path))
                self.end_headers()
            case "openid-configuration":
                self.answer(200, provider.discovery())
            case "keys":
                self.answer(200, {"keys": [provider.key.as_dict(private=False)]})
            case "userinfo" if bearer in provider.tokens:
                self.answer(200, {"sub": provider.person["sub"], **provider.userinfo})
            case _:
                self.answer(404, {})

    def do_POST(self) -> None:
        self.provider.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self.answer(*self.provider.token(form, self.headers.get("Authorization", "")))

    def answer(self, status: int, said: dict) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
