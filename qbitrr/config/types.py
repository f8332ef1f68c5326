"""Types for options with a unit: durations and sizes, as users write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

DURATION = 'a duration of 0 or more: seconds as 30, or text as "15m", "2h", "7d", "1h30m" (units s, m, h, d, w)'
SIZE = 'a size of 0 or more: bytes as 1048576, or text as "500M", "10G", "1T" (units K, M, G, T, P of 1024)'

_MICROSECONDS = {"w": 604_800_000_000, "d": 86_400_000_000, "h": 3_600_000_000, "m": 60_000_000, "s": 1_000_000}
_BYTES = {unit: 1024**power for power, unit in enumerate(("", "K", "M", "G", "T", "P"))}
# A capital M is a month in the files of a similar tool: too far from a minute to guess.
_STEP = re.compile(r"(\d{1,20}(?:\.\d{1,9})?)\s*([wdhmsWDHS])\s*", re.ASCII)
_SECONDS = re.compile(r"\d{1,20}(?:\.\d{1,9})?", re.ASCII)
_SIZE = re.compile(r"(\d{1,27}(?:\.\d{1,9})?)\s*([KMGTP]?)(?:i?B)?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measure:
    """Marks an option's type: what to call it, what was expected, and how to write a value back."""

    name: str
    expected: str
    write: Callable[..., str]


def read_duration(value: object) -> timedelta:
    """The duration that a number of seconds or a text such as ``1h30m`` means."""
    if isinstance(value, timedelta) and value >= timedelta():
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(DURATION)  # noqa: TRY004 -- pydantic collects only ValueErrors
    text = str(value).strip()
    try:
        return timedelta(microseconds=_microseconds(f"{value:f}" if isinstance(value, float) else text))
    except OverflowError:
        raise ValueError(DURATION) from None


def _microseconds(text: str) -> int:
    if _SECONDS.fullmatch(text):
        return round(Decimal(text) * _MICROSECONDS["s"])
    steps = _STEP.findall(text)
    if not steps or _STEP.sub("", text):
        raise ValueError(DURATION)
    return sum(round(Decimal(number) * _MICROSECONDS[unit.lower()]) for number, unit in steps)


def duration_text(value: timedelta) -> str:
    """A duration as its shortest text: ``90 minutes`` is ``1h30m``."""
    left = value // timedelta(microseconds=1)
    text = ""
    for unit in "dhm":
        count, left = divmod(left, _MICROSECONDS[unit])
        text += f"{count}{unit}" if count else ""
    if left or not text:
        seconds, rest = divmod(left, _MICROSECONDS["s"])
        text += f"{seconds}.{rest:06}".rstrip("0").rstrip(".") + "s"
    return text


def read_size(value: object) -> int:
    """The bytes that a number or a text such as ``10G`` means."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    found = _SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        raise ValueError(SIZE)
    return int(Decimal(found[1]) * _BYTES[found[2].upper()])


def size_text(value: int) -> str:
    """Bytes in the largest unit that says them exactly."""
    unit = max((unit for unit in _BYTES if value and value % _BYTES[unit] == 0), key=_BYTES.__getitem__, default="")
    return f"{value // _BYTES[unit]}{unit}"


Duration = Annotated[
    timedelta,
    BeforeValidator(read_duration),
    PlainSerializer(duration_text, when_used="json"),
    WithJsonSchema(
        {"type": ["string", "number"], "format": "duration", "description": DURATION, "examples": ["30", "15m", "2h"]}
    ),
    Measure("duration", DURATION, duration_text),
]
"""A length of time; ``Duration | None`` where -1 means off."""

Size = Annotated[
    int,
    BeforeValidator(read_size),
    PlainSerializer(size_text, when_used="json"),
    WithJsonSchema(
        {"type": ["string", "integer"], "format": "size", "description": SIZE, "examples": ["500M", "10G", "1T"]}
    ),
    Measure("size", SIZE, size_text),
]
"""A number of bytes; ``Size | None`` where -1 means off."""
