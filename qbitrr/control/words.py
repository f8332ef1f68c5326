"""Times, durations and sizes as a person says them. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

UNITS = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))


def span(duration: timedelta) -> str:
    """A duration in its two largest units."""
    seconds = max(0, round(duration.total_seconds()))
    parts = []
    for name, length in UNITS:
        number, seconds = divmod(seconds, length)
        if number:
            parts.append(f"{number} {name}")
    return " ".join(parts[:2]) or "0 s"


def ago(when: datetime, now: datetime) -> str:
    """How far a moment is from now: ``5 min ago``, ``in 2 h``."""
    if abs(now - when) < timedelta(seconds=1):
        return "just now"
    return f"{span(now - when)} ago" if when < now else f"in {span(when - now)}"


def moment(when: datetime) -> str:
    """A moment on this machine's clock."""
    return f"{when.astimezone():%Y-%m-%d %H:%M:%S}"


def size(count: float) -> str:
    """Bytes with three digits."""
    for unit in ("B", "KiB", "MiB", "GiB"):
        if count < 1000:
            return f"{count:.3g} {unit}"
        count /= 1024
    return f"{count:.3g} TiB"


def now() -> datetime:
    return datetime.now(UTC)


def listed(names: list[str]) -> str:
    """``a, b and c``."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
