"""Writes the profile that a lab client starts with: known password, loopback only, nothing that reaches out."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

SESSION: Mapping[str, object] = {
    "Interface": "lo",
    "InterfaceName": "lo",
    "InterfaceAddress": "127.0.0.1",
    "DHTEnabled": "false",
    "PeXEnabled": "false",
    "LSDEnabled": "false",
    "BTProtocol": "TCP",
    "MultiConnectionsPerIp": "true",
    "QueueingSystemEnabled": "false",
    "RefreshInterval": 200,  # ms; by default the API's view of a torrent is up to 1500 ms old
}
PREFERENCES: Mapping[str, object] = {
    r"WebUI\Address": "127.0.0.1",
    r"WebUI\LocalHostAuth": "true",
    r"WebUI\UseUPnP": "false",
    r"Connection\UPnP": "false",
    r"Connection\ResolvePeerCountries": "false",  # else it downloads a table of countries
    r"General\Locale": "en",
}


def write_profile(
    profile: Path,
    *,
    web_port: int,
    peer_port: int,
    downloads: Path,
    username: str,
    password: str,
    session: Mapping[str, object],
) -> None:
    """``session`` overrides the client's settings, by their names after ``Session\\`` in its configuration file."""
    owned = {"Port": peer_port, "DefaultSavePath": downloads}
    login = {
        r"WebUI\Port": web_port,
        r"WebUI\Username": username,
        r"WebUI\Password_PBKDF2": _hashed(password),
    }
    lines = [
        "[LegalNotice]",
        "Accepted=true",
        "[Network]",
        "PortForwardingEnabled=false",
        "[BitTorrent]",
        *(f"Session\\{name}={value}" for name, value in {**SESSION, **owned, **session}.items()),
        "[Preferences]",
        *(f"{name}={value}" for name, value in {**PREFERENCES, **login}.items()),
    ]
    file = profile / "qBittorrent" / "config" / "qBittorrent.conf"
    file.parent.mkdir(parents=True)
    file.write_text("\n".join(lines) + "\n")


def _hashed(password: str) -> str:
    salt = os.urandom(16)
    key = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, 100_000, 64)
    return f'"@ByteArray({base64.b64encode(salt).decode()}:{base64.b64encode(key).decode()})"'
