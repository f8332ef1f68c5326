"""Check what a plugin gives back, down to its fields: what is wrong fails here, under the plugin's name. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints

from .actions import Action, Proposal
from .domain import (
    Classification,
    HealthReport,
    Outcome,
    Patience,
    Veto,
)
from .facts import Observation
from .searching.values import Group, Indexer, SearchOutcome, Wanted, WantedList


def an[T](expect: type[T]) -> Callable[[object], T]:
    """Make the check that an answer is of the type that the contract promises; for our own values, fields included."""

    def check(answer: object) -> T:
        if not isinstance(answer, expect):
            raise TypeError(f"must return {expect.__name__} or None, not {type(answer).__name__}")
        if isinstance(answer, VALUES):
            _check_fields(answer)
        return answer

    return check


def nothing(answer: object) -> None:
    """Refuse any answer: this hook is only told."""
    raise TypeError(f"must return None, not {type(answer).__name__}")


def many[T](expect: type[T]) -> Callable[[object], Sequence[T]]:
    """Make the check that an answer is a list or tuple of the type that the contract promises, fields included."""

    def check(answer: object) -> Sequence[T]:
        if not isinstance(answer, list | tuple) or not all(isinstance(one, expect) for one in answer):
            raise TypeError(f"must return a sequence of {expect.__name__} or None")
        if issubclass(expect, VALUES):
            for one in answer:
                _check_fields(one)
        return answer

    return check


VALUES = (
    Action,
    Classification,
    Group,
    HealthReport,
    Indexer,
    Observation,
    Outcome,
    Patience,
    Proposal,
    SearchOutcome,
    Veto,
    Wanted,
    WantedList,
)

observations = many(Observation)
proposals = many(Proposal)
indexers = many(Indexer)
sentences = many(str)

type Further = Callable[[object, str], None]


def _check_fields(value: object, _: str = "") -> None:
    kind: type = type(value)
    for name, types, further in _expected(kind):
        part = getattr(value, name)
        if not isinstance(part, types):
            raise TypeError(f"{kind.__name__}.{name} must be {_either(types)}, not {type(part).__name__}")
        if further and part is not None:
            further(part, f"{kind.__name__}.{name}")


@cache
def _expected(kind: type) -> tuple[tuple[str, tuple[type, ...], Further | None], ...]:
    """Each field's name, its types, and what else is to be checked of it."""
    hints = get_type_hints(kind)
    return tuple((field.name, _types(hints[field.name]), _further(hints[field.name])) for field in fields(kind))


def _types(hint: object) -> tuple[type, ...]:
    alternatives = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return tuple(get_origin(one) or one for one in alternatives)


def _further(hint: object) -> Further | None:
    if get_origin(hint) in (frozenset, tuple):
        return _holds(tuple(one for one in get_args(hint) if one is not Ellipsis))
    kind = _types(hint)[0]
    if kind is datetime:
        return _aware
    return _check_fields if issubclass(kind, VALUES) else None


def _aware(moment: object, where: str) -> None:
    if isinstance(moment, datetime) and moment.utcoffset() is None:
        raise ValueError(f"{where} must have a time zone")


def _holds(types: tuple[type, ...]) -> Further:
    ours = len(types) == 1 and issubclass(types[0], VALUES)

    def check(elements: object, where: str) -> None:
        if not isinstance(elements, frozenset | tuple) or not all(isinstance(one, types) for one in elements):
            raise TypeError(f"{where} must hold only {_either(types)}")
        for one in elements if ours else ():
            _check_fields(one)

    return check


def _either(types: tuple[type, ...]) -> str:
    return " or ".join("None" if one is NoneType else one.__name__ for one in types)
