"""What an options model says about its keys: path, kind, secrecy, sub-tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Literal, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel, SecretBytes, SecretStr
from pydantic.fields import FieldInfo

from .types import Measure

_SENSITIVE = re.compile(r"key|token|secret|passw|pwd|hash|cookie|credential", re.IGNORECASE)
_WORDS = {
    bool: "true or false",
    int: "whole number",
    float: "number",
    str: "text",
    Path: "text",
    SecretStr: "text, secret",
}


@dataclass(frozen=True)
class Option:
    """One key of a model: its path below the section, and the field behind it."""

    path: tuple[str, ...]
    field: FieldInfo

    @property
    def table(self) -> type[BaseModel] | None:
        """The model of the sub-table that it is, if it is one."""
        return next((kind for kind in choices(self.field.annotation) if is_model(kind)), None)

    @property
    def rows(self) -> type[BaseModel] | None:
        """The model of its elements, if it is a list of tables."""
        inner = (part for kind in choices(self.field.annotation) for part in get_args(kind))
        return next((part for part in inner if is_model(part)), None)

    @property
    def is_list(self) -> bool:
        return any(get_origin(kind) in (list, tuple, set, frozenset) for kind in choices(self.field.annotation))

    @property
    def is_mapping(self) -> bool:
        origins = (get_origin(kind) or kind for kind in choices(self.field.annotation))
        return any(isinstance(origin, type) and issubclass(origin, Mapping | BaseModel) for origin in origins)

    @property
    def secret(self) -> bool:
        return bool({SecretStr, SecretBytes} & set(_leaves(self.field.annotation)))

    @property
    def measure(self) -> Measure | None:
        """The duration or size that it is, if it is one."""
        return measure_of(self.field)

    @property
    def kind(self) -> str:
        """Its type in words for users."""
        if self.measure:
            return self.measure.name
        return " or ".join(
            dict.fromkeys(_word(kind) for kind in choices(self.field.annotation) if kind is not NoneType)
        )


@cache
def options_of(model: type[BaseModel]) -> tuple[Option, ...]:
    """Every key of a model, sub-tables before what they hold."""
    return tuple(_walk(model, ()))


def measure_of(field: FieldInfo) -> Measure | None:
    """The duration or size that a field is, if it is one. One inside a list is not the field."""
    union = get_args(field.annotation) if get_origin(field.annotation) in (Union, UnionType) else ()
    arms = (part for part in union if get_origin(part) is Annotated)
    marks = (*field.metadata, *(mark for arm in arms for mark in get_args(arm)[1:]))
    return next((mark for mark in marks if isinstance(mark, Measure)), None)


def key_names(model: type[BaseModel]) -> dict[str, str]:
    """A model's field names and the keys that they have in the file."""
    return {name: field.alias or name for name, field in model.model_fields.items()}


def sensitive(key: str) -> bool:
    """Does a key sound like one whose value must not be shown?"""
    return bool(_SENSITIVE.search(key))


def choices(annotation: object) -> tuple[object, ...]:
    """The types that an annotation allows, without their marks."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return choices(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return tuple(kind for arm in get_args(annotation) for kind in choices(arm))
    return (annotation,)


def is_model(kind: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _walk(model: type[BaseModel], above: tuple[str, ...]) -> Iterator[Option]:
    for name, field in model.model_fields.items():
        option = Option((*above, field.alias or name), field)
        yield option
        if option.table:
            yield from _walk(option.table, option.path)


def _leaves(annotation: object) -> Iterator[object]:
    yield annotation
    for part in get_args(annotation):
        yield from _leaves(part)


def _word(kind: object) -> str:
    if get_origin(kind) is Literal:
        return " or ".join(f'"{value}"' if isinstance(value, str) else str(value) for value in get_args(kind))
    if get_origin(kind) in (list, tuple, set, frozenset):
        return "list of tables" if any(is_model(part) for part in get_args(kind)) else "list"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return " or ".join(f'"{member.value}"' for member in kind)
    return _WORDS.get(kind, "table") if isinstance(kind, type) else "table"
