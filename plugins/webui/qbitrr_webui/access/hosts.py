"""Under which names the page may be asked for: a foreign name that leads here is a trick."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..errors import Refused
from .addresses import read

PRIVATE = (".local", ".lan", ".home", ".home.arpa", ".internal", ".localhost")
"""Endings that nobody can register in public."""

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>\d{1,5}))?")


def name_in(host: str) -> str | None:
    """The name in a Host header, without the port; None when it is no such header."""
    found = _HOST.fullmatch(host)
    if not found or len(host) > 260:
        return None
    return found["name"].strip("[]").rstrip(".").lower() or None


def expected(name: str, hosts: Collection[str]) -> bool:
    """Whether the page may be asked for under this name."""
    named = {host.strip().rstrip(".").lower() for host in hosts}
    return name in named or read(name) is not None or "." not in name or name.endswith(PRIVATE)


def check_host(host: str, hosts: Collection[str]) -> None:
    """Raise Refused for a name that is not expected."""
    name = name_in(host)
    if name is None:
        raise Refused(400, "The Host header of this request is none.")
    if not expected(name, hosts):
        raise Refused(
            421,
            f"This page does not answer to the name {name}. If it is yours, add it to the configuration: "
            f'[WebUI] Hosts = ["{name}"], or set QBITRR_WEBUI_HOSTS={name}.',
        )
