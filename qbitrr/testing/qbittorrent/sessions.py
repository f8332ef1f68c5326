"""Who may talk to the simulated client: logins, sessions and bans, as each version has them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..http import Reply, Request
from .dialect import Dialect
from .sync import Conversation

BANNED = "Your IP address has been banned after too many failed authentication attempts."


@dataclass(slots=True)
class Session:
    """One login: it has a cookie of its own, and its own place in sync/maindata."""

    last_used: float
    conversation: Conversation = field(default_factory=Conversation)


@dataclass(slots=True, kw_only=True)
class Sessions:
    """``preference`` looks up the client's own settings of times (s) and numbers."""

    dialect: Dialect
    cookie: str
    username: str
    password: str
    local_auth: bool
    clock: Callable[[], float]
    preference: Callable[[str], int]
    open: dict[str, Session] = field(default_factory=dict)
    failures: int = 0
    banned_until: float = 0.0

    def forget(self) -> None:
        """The client was restarted."""
        self.open.clear()
        self.failures, self.banned_until = 0, 0.0

    def find(self, request: Request) -> Session | None:
        """The session of a request, if it is still good; using it makes it last."""
        key, now = self._key(request), self.clock()
        session = self.open.get(key)
        timeout = self.preference("web_ui_session_timeout")
        if session and timeout > 0 and now - session.last_used > timeout:
            del self.open[key]
            return None
        if session:
            session.last_used = now
        return session

    def begin(self) -> tuple[Session, Mapping[str, str]]:
        """A new session and the header that hands its cookie over. 5.3 pushes out the one that was idle longest."""
        key = secrets.token_urlsafe(24)
        self.open[key] = session = Session(self.clock())
        limit = self.dialect.sessions and self.preference("web_ui_sessions_count_limit")
        while limit and len(self.open) > limit:
            del self.open[min(self.open, key=lambda other: self.open[other].last_used)]
        ending = "; expires=" if self.dialect.newest else ""
        return session, {"Set-Cookie": f"{self.cookie}={key}; HttpOnly; SameSite=Strict; path=/{ending}"}

    def log_in(self, username: str, password: str, session: Session | None) -> Reply:
        welcome = Reply(204, b"", "") if self.dialect.newest else Reply.text("Ok.")
        if session:
            return welcome
        if self.failures >= self.preference("web_ui_max_auth_fail_count"):
            if self.clock() < self.banned_until:
                return Reply.text(BANNED, 403)
            self.failures = 0
        if (username, password) != (self.username, self.password):
            self.failures += 1
            self.banned_until = self.clock() + self.preference("web_ui_ban_duration")
            return Reply.text("Unauthorized", 401) if self.dialect.newest else Reply.text("Fails.")
        self.failures = 0
        _, headers = self.begin()
        return Reply(welcome.status, welcome.body, welcome.content_type, headers)

    def log_out(self, request: Request) -> Reply:
        self.open.pop(self._key(request), None)
        return Reply.text("")

    def _key(self, request: Request) -> str:
        for part in request.headers.get("cookie", "").split(";"):
            name, _, value = part.strip().partition("=")
            if name == self.cookie:
                return value
        return ""


def from_elsewhere(request: Request, port: int, dialect: Dialect) -> bool:
    """The request was made for another port or by a page of another origin."""
    host = urlsplit("//" + request.headers.get("host", ""))
    if host.port not in (None, port):
        return True
    if dialect.newest and request.headers.get("sec-fetch-site") == "cross-site":
        return True
    origins = [urlsplit(request.headers[name]) for name in ("origin", "referer") if name in request.headers]
    return any((origin.hostname, origin.port) != (host.hostname, host.port) for origin in origins)
