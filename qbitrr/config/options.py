"""The base of every options model, the core's and the plugins' alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import NoneType
from typing import ClassVar, get_args

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, JsonValue, model_validator
from pydantic.alias_generators import to_pascal
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from .fields import measure_of

FILL_IN: dict[str, JsonValue] = {"fill_in": True}
"""For a field's ``json_schema_extra``: the example file asks for it, as for secrets and for what has no default."""


class PluginConfig(BaseModel):
    """Frozen options. The field ``stall_timeout`` is the key ``StallTimeout``, unless it sets an alias of its own."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=to_pascal,
        populate_by_name=True,
        coerce_numbers_to_str=True,
        hide_input_in_errors=True,
    )

    not_used_yet: ClassVar[frozenset[str]] = frozenset()
    """Keys that users may have in their files and that are ignored with a warning, not refused."""

    moved: ClassVar[Mapping[str, str]] = {}
    """Such keys whose place is elsewhere now, and where."""

    def doubts(self) -> Iterable[tuple[str, str, str]]:
        """Values that cannot be used, though the rest can, as (key, value, why not): warned of, not refused."""
        return ()

    @model_validator(mode="before")
    @classmethod
    def _minus_one_is_off(cls, options: object) -> object:
        """Where a duration or a size may also be None, -1 says so."""
        if not isinstance(options, Mapping):
            return options
        may_be_off = {
            spelling
            for name, field in cls.model_fields.items()
            if NoneType in get_args(field.annotation) and measure_of(field)
            for spelling in (name, field.alias)
        }
        return {key: None if key in may_be_off and value in (-1, "-1") else value for key, value in options.items()}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Show durations and sizes that are defaults as users write them."""
        shown = handler(schema)
        properties = handler.resolve_ref_schema(shown).get("properties", {})
        for name, field in cls.model_fields.items():
            measure = measure_of(field)
            if measure and not field.is_required() and field.get_default() is not None:
                properties[field.alias or name]["default"] = measure.write(field.get_default())
        return shown
