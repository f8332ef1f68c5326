"""The column types of the store: moments, JSON, and text that comes from outside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from peewee import BigIntegerField, TextField

from ..domain import State, Strikes
from ..lifecycle import Stage

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class MomentField(BigIntegerField):
    """A moment as microseconds since 1970 in UTC: exact, sortable, the same in every database.

    A datetime without a time zone is refused with TypeError.
    """

    def db_value(self, value: datetime | None) -> int | None:
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def python_value(self, value: int | None) -> datetime | None:
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class SpanField(BigIntegerField):
    """A length of time in microseconds."""

    def db_value(self, value: timedelta) -> int:
        return value // _MICROSECOND

    def python_value(self, value: int) -> timedelta:
        return timedelta(microseconds=value)


class ForeignText(TextField):
    """Text from outside. What not every database takes becomes a question mark: half a surrogate pair, and NUL."""

    def db_value(self, value: str) -> str:
        plain = value if value.isascii() else value.encode(errors="replace").decode()
        return plain.replace("\0", "?")


class JsonField(TextField):
    """A plain JSON value; anything else is refused with TypeError."""

    def db_value(self, value: object) -> str:
        return json.dumps(value, separators=(",", ":"))

    def python_value(self, value: str) -> object:
        return json.loads(value)


class EvidenceField(JsonField):
    """JSON from a plugin: what is not plain is kept as its text, for evidence must never stop what it explains."""

    def db_value(self, value: object) -> str:
        return json.dumps(value, separators=(",", ":"), default=str, skipkeys=True)


class NumbersField(JsonField):
    """A tuple of whole numbers, as a JSON list."""

    def python_value(self, value: str) -> tuple[int, ...]:
        return tuple(json.loads(value))


class StepsField(JsonField):
    """A tuple of words, as a JSON list."""

    def python_value(self, value: str) -> tuple[str, ...]:
        return tuple(json.loads(value))


class TagsField(TextField):
    """A set of words, as a sorted JSON list."""

    def db_value(self, value: frozenset[str]) -> str:
        return json.dumps(sorted(value))

    def python_value(self, value: str) -> frozenset[str]:
        return frozenset(json.loads(value))


class StrikesField(TextField):
    """Strikes as ``{rule: [count, when]}``."""

    def db_value(self, value: Mapping[str, Strikes]) -> str:
        if not value:
            return "{}"
        return json.dumps({rule: [strikes.count, strikes.last.isoformat()] for rule, strikes in value.items()})

    def python_value(self, value: str) -> dict[str, Strikes]:
        if value == "{}":
            return {}
        return {rule: Strikes(count, _aware(last)) for rule, (count, last) in json.loads(value).items()}


class StageField(TextField):
    """A stage, by its word."""

    def python_value(self, value: str) -> Stage:
        return Stage(value)


class StateField(TextField):
    """A state, by its word."""

    def python_value(self, value: str) -> State:
        return State(value)


def _aware(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
