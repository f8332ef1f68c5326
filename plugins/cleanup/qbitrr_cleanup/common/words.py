"""How times, amounts, shares and names are said to people. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

LONGEST_NAME = 120

_LENGTHS = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))
_UNITS = ("B", "KiB", "MiB", "GiB", "TiB")


def span(duration: timedelta) -> str:
    """A duration as a person would say it, in its two largest units."""
    left = max(0, round(duration.total_seconds()))
    parts: list[str] = []
    for name, length in _LENGTHS:
        if left >= length and len(parts) < 2:
            parts.append(f"{left // length} {name}")
            left %= length
    return " ".join(parts) or "0 s"


def after(when: datetime, length: timedelta) -> datetime:
    """That much later; a user may ask for more patience than there are years."""
    try:
        return when + length
    except OverflowError:
        return datetime.max.replace(tzinfo=when.tzinfo)


def amount(size: float) -> str:
    """Bytes in the largest unit of which there is at least one."""
    for unit in _UNITS[:-1]:
        if size < 1024:
            return f"{size:.4g} {unit}"
        size /= 1024
    return f"{size:.4g} {_UNITS[-1]}"


def share(fraction: float) -> str:
    """A share in percent, never rounded up to all of it."""
    return f"{int(fraction * 1000) / 10:g} %"


def shown(name: str) -> str:
    """A name that a stranger has chosen, on one line and in the order in which it is written."""
    plain = printable(name[:LONGEST_NAME])
    return plain if len(name) <= LONGEST_NAME else f"{plain}…"


def printable(name: str) -> str:
    """A name without what would move the cursor, turn the line around or end it."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name)
