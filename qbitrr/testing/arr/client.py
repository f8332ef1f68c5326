"""The download client of a simulated Arr: asks a real or simulated qBittorrent over HTTP."""

from __future__ import annotations

import http.client
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from .torrent import UNKNOWN_ETA, ClientTorrent

USE_GLOBAL_LIMIT = -2
FORM = "application/x-www-form-urlencoded"


class ClientError(Exception):
    """qBittorrent did not answer, or refused."""


@dataclass(slots=True, kw_only=True)
class DownloadClient:
    """One qBittorrent, seen through one category. It may be changed between calls, as a user changes a setting."""

    host: str
    port: int
    username: str = ""
    password: str = ""
    category: str = ""
    imported_category: str = ""
    timeout: float = 10.0
    _cookie: str = ""

    def torrents(self) -> list[ClientTorrent]:
        query = f"?category={quote(self.category)}" if self.category else ""
        rows = self._json("GET", f"torrents/info{query}")
        if not isinstance(rows, list):
            raise ClientError("qBittorrent's answer is no list of torrents")
        return [self._torrent(row) for row in rows]

    def remove(self, torrent_hash: str) -> None:
        """Remove a torrent; its files always go too, the apps know no other way."""
        self._post("torrents/delete", {"hashes": torrent_hash.lower(), "deleteFiles": "true"})

    def set_category(self, torrent_hash: str, category: str) -> None:
        self._post("torrents/setCategory", {"hashes": torrent_hash.lower(), "category": category})

    def add(self, torrent: bytes | str, limits: Mapping[str, str]) -> None:
        """Add a .torrent file or a magnet link to the category."""
        fields = {**limits, **({"category": self.category} if self.category else {})}
        if isinstance(torrent, str):
            answer = self._post("torrents/add", {**fields, "urls": torrent})
        else:
            boundary = secrets.token_hex(16)
            body = _multipart(boundary, fields, torrent)
            answer = self._call("POST", "torrents/add", body, f"multipart/form-data; boundary={boundary}")
        if answer == b"Fails.":
            raise ClientError("qBittorrent answered Fails. to the torrent")

    def check(self) -> None:
        """Raise unless qBittorrent answers to a new login."""
        self._cookie = ""
        self._call("GET", "app/webapiVersion")

    def _torrent(self, row: Mapping[str, object]) -> ClientTorrent:
        return ClientTorrent(
            hash=str(row["hash"]),
            name=str(row.get("name", "")),
            state=str(row.get("state", "")),
            category=str(row.get("category", "")),
            size=int(_number(row, "size")),
            progress=_number(row, "progress"),
            eta=int(_number(row, "eta", UNKNOWN_ETA)),
            content_path=str(row.get("content_path", "")),
            save_path=str(row.get("save_path", "")),
            at_limit=self._at_limit(row),
        )

    def _at_limit(self, row: Mapping[str, object]) -> bool:
        if row.get("state") not in ("pausedUP", "stoppedUP"):
            return False
        ratio_limit, minutes = (_number(row, name, USE_GLOBAL_LIMIT) for name in ("ratio_limit", "seeding_time_limit"))
        if USE_GLOBAL_LIMIT in (ratio_limit, minutes):
            preferences = self._json("GET", "app/preferences")
            chosen = preferences if isinstance(preferences, dict) else {}
            if ratio_limit == USE_GLOBAL_LIMIT:
                ratio_limit = _number(chosen, "max_ratio", -1) if chosen.get("max_ratio_enabled") else -1
            if minutes == USE_GLOBAL_LIMIT:
                minutes = _number(chosen, "max_seeding_time", -1) if chosen.get("max_seeding_time_enabled") else -1
        by_ratio = ratio_limit >= 0 and _number(row, "ratio") >= ratio_limit
        return by_ratio or (minutes >= 0 and _number(row, "seeding_time") >= minutes * 60)

    def _post(self, path: str, form: Mapping[str, str]) -> bytes:
        return self._call("POST", path, urlencode(form).encode(), FORM)

    def _json(self, method: str, path: str) -> object:
        try:
            answer: object = json.loads(self._call(method, path))
        except ValueError as error:
            raise ClientError("qBittorrent's answer is no JSON") from error
        return answer

    def _call(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> bytes:
        if not self._cookie:
            self._log_in()
        status, answer, _ = self._send(method, path, body, kind)
        if status == 403:  # the session ended, or qBittorrent restarted
            self._log_in()
            status, answer, _ = self._send(method, path, body, kind)
        if status >= 400:
            raise ClientError(f"qBittorrent answered {status} to {path}")
        return answer

    def _log_in(self) -> None:
        if not self.username:
            return
        form = urlencode({"username": self.username, "password": self.password}).encode()
        status, answer, cookie = self._send("POST", "auth/login", form, FORM)
        if status >= 400 or answer == b"Fails.":
            raise ClientError("qBittorrent refused the login")
        self._cookie = cookie

    def _send(self, method: str, path: str, body: bytes | None, kind: str) -> tuple[int, bytes, str]:
        headers = {"Cookie": self._cookie} if self._cookie else {}
        headers |= {"Content-Type": kind} if kind else {}
        connection = http.client.HTTPConnection(self.host, self.port, timeout=self.timeout)
        try:
            connection.request(method, f"/api/v2/{path}", body, headers)
            response = connection.getresponse()
            # 5.2 and later name the cookie after their port, earlier ones call it SID
            named = re.match(r"[^;]+", response.headers.get("Set-Cookie", ""))
            return response.status, response.read(), named[0] if named else ""
        except (OSError, http.client.HTTPException) as error:
            raise ClientError(f"qBittorrent does not answer: {error}") from error
        finally:
            connection.close()


def _number(row: Mapping[str, object], name: str, default: float = 0) -> float:
    value = row.get(name, default)
    return value if isinstance(value, (int, float)) else default


def _multipart(boundary: str, fields: Mapping[str, str], torrent: bytes) -> bytes:
    head = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    file = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="torrents"; filename="release.torrent"\r\n'
        "Content-Type: application/x-bittorrent\r\n\r\n"
    )
    return f"{head}{file}".encode() + torrent + f"\r\n--{boundary}--\r\n".encode()
