"""Values for JSON: plain, without passkeys, and no longer than a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import datetime, timedelta
from math import isfinite

from pydantic import JsonValue

from qbitrr.logs import without_passkeys

LONGEST = 2000
"""Characters of one text."""

MOST = 200
"""Parts of one list."""


def said(text: str) -> str:
    """Text from outside: what could be a passkey is left out, and it does not fill the page."""
    shown = without_passkeys(text)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def plain(value: object) -> JsonValue:
    """A value of ours, or of a plugin's, as JSON: moments in ISO 8601, durations in seconds."""
    if isinstance(value, str):
        return said(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {said(str(key)): plain(part) for key, part in list(value.items())[:MOST]}
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return [plain(part) for part in list(value)[:MOST]]
    return said(str(value))


def evidence(value: object) -> dict[str, JsonValue]:
    """What a plugin saw: a mapping, or nothing."""
    return {said(str(key)): plain(part) for key, part in value.items()} if isinstance(value, Mapping) else {}
