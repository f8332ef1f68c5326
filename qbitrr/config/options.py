"""The base of every options model, the core's and the plugins' alike."""

from __future__ import annotations

from types import NoneType
from typing import Annotated, ClassVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator
from pydantic.alias_generators import to_pascal

from .types import Measure


class PluginConfig(BaseModel):
    """Frozen options. The field ``stall_timeout`` is the key ``StallTimeout``, unless it sets an alias of its own."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=to_pascal,
        populate_by_name=True,
        validate_default=False,
        coerce_numbers_to_str=True,
        hide_input_in_errors=True,
    )

    not_used_yet: ClassVar[frozenset[str]] = frozenset()
    """Keys that users may have in their files and that are ignored with a warning, not refused."""

    @field_validator("*", mode="before")
    @classmethod
    def _minus_one_is_off(cls, value: object, info: ValidationInfo) -> object:
        off = value in (-1, "-1") and info.field_name is not None
        return None if off and _may_be_off(cls.model_fields[info.field_name or ""].annotation) else value


def _may_be_off(annotation: object) -> bool:
    """Is it a duration or a size that may also be None?"""
    choices = get_args(annotation)
    return NoneType in choices and any(
        isinstance(mark, Measure)
        for choice in choices
        if get_origin(choice) is Annotated
        for mark in get_args(choice)[1:]
    )
