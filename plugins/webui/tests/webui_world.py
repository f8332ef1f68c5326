"""A page on a data folder, without a process: its app, browsers that use it, and a clock that stands still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask.testing import FlaskClient
from qbitrr_webui.access.access import Access
from qbitrr_webui.access.passwords import Passwords
from qbitrr_webui.app import make_app
from qbitrr_webui.context import Web
from qbitrr_webui.reread import Reread

from qbitrr.control.place import Place

PASSWORD = "correct horse battery staple"
HASH = Passwords().hash(PASSWORD)
ACCOUNT = f'Username = "alice"\nPasswordHash = "{HASH}"\n'
TOKEN = "a-token-of-the-file"
HERE = "192.168.1.20"
"""Where browsers are unless a test says otherwise: on the network, and not on this machine."""


class World:
    """One page. ``webui`` is what stands below [WebUI] in its file."""

    def __init__(self, folder: Path, webui: str = ACCOUNT, environ: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.file = folder / "config.toml"
        self.environ = environ or {}
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)
        self.file.write_text(f"# Mine.\n[Settings]\n\n[WebUI]\n{webui}")
        self.start()

    def start(self) -> None:
        """Begin anew, as after a restart: only the files remain."""
        place = Place(self.folder)
        access = Access(self.folder, lambda: self.now)
        self.web = Web(place, str(place.database), Reread(self.file, self.environ), access, clock=lambda: self.now)
        self.app = make_app(self.web)

    def write(self, webui: str) -> None:
        """Change the file, as a person does."""
        self.file.write_text(f"# Mine, changed.\n[Settings]\n\n[WebUI]\n{webui}")

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    def browser(self, address: str = HERE) -> Browser:
        browser = Browser(self.app, use_cookies=True)
        browser.environ_base["REMOTE_ADDR"] = address
        return browser

    def alice(self) -> Browser:
        """A browser that is signed in with the password."""
        browser = self.browser()
        assert browser.sign_in().status_code == 200
        return browser

    def key(self, *scopes: str) -> dict[str, str]:
        """The headers of whoever has a new API key."""
        _, secret = self.web.access.keys.make("a test", scopes, self.now)
        return {"Authorization": f"Bearer {secret}"}


class Browser(FlaskClient):
    """A browser that sends the CSRF token of its session, as the page does."""

    csrf = ""

    def open(self, *args, **kwargs):
        headers = dict(kwargs.pop("headers", None) or {})
        kwargs.setdefault("buffered", True)
        if self.csrf:
            headers.setdefault("X-CSRF-Token", self.csrf)
        return super().open(*args, headers=headers, **kwargs)

    def sign_in(self, username: str = "alice", password: str = PASSWORD, **kwargs):
        answer = self.post("/api/session", json={"username": username, "password": password}, **kwargs)
        return self.remember(answer)

    def remember(self, answer):
        if answer.status_code == 200:
            self.csrf = answer.json["csrf"]
        return answer


def code(answer) -> str:
    """The word for programs in an error."""
    return answer.json["error"]["code"]
