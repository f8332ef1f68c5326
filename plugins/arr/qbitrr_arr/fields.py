"""Read typed fields out of an app's JSON; the apps omit what is null, so everything may be absent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

type Record = Mapping[str, object]


def text(record: Record, name: str) -> str:
    """The text, or an empty string."""
    value = record.get(name)
    return value if isinstance(value, str) else ""


def number(record: Record, name: str) -> int | None:
    """The whole number, or None when there is none."""
    value = record.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def flag(record: Record, name: str) -> bool | None:
    """The truth value, or None when the app does not say: unknown is not False."""
    value = record.get(name)
    return value if isinstance(value, bool) else None


def when(record: Record, name: str) -> datetime | None:
    """The moment, in UTC; None when it is absent or no date."""
    try:
        moment = datetime.fromisoformat(text(record, name))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def nested(record: Record, name: str) -> Record:
    """The object inside, or an empty one."""
    value = record.get(name)
    return value if isinstance(value, Mapping) else {}


def rows(record: Record, name: str) -> tuple[Record, ...]:
    """The objects of a list inside."""
    return records(record.get(name))


def records(value: object) -> tuple[Record, ...]:
    """The objects of a list."""
    return tuple(one for one in value if isinstance(one, Mapping)) if isinstance(value, list) else ()


def stamp(moment: datetime) -> str:
    """A moment as the apps write it: UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
