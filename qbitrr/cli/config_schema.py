"""``qbitrr config schema``: the options of every section and rule as JSON schemas, enough to make forms of them."""

from __future__ import annotations

import inspect
import json
import tomllib
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from ..config.environment import is_rule
from ..config.fields import Option, options_of, sensitive
from ..config.options import PluginConfig
from ..config.reference import default_text
from ..config.sections import CORE, RuleKeys, SectionKeys
from ..config.settings import QbitConfig, Settings
from ..config.template import must_be_filled_in
from ..errors import described
from .installed import Imported, entries, imported
from .output import emit, say

type Schema = dict[str, object]

CORES: Mapping[str, tuple[str, type[PluginConfig]]] = {
    "Settings": ("settings", Settings),
    "qBit": ("client", QbitConfig),
}
"""The core's own sections: what kind each is, and its options."""


def show(*, json: bool) -> None:
    """Print them; for people, their names and how many options each has."""
    schemas, problems = every_schema()
    if json:
        emit({"schemas": schemas, "problems": problems})
        return
    for name, schema in schemas.items():
        properties = schema["properties"]
        say(f"{name}: {len(properties) if isinstance(properties, dict) else 0} options (see them with --json)")


def every_schema() -> tuple[dict[str, Schema], dict[str, str]]:
    """The schemas by the name of their section or plugin, and why there is none of a plugin."""
    schemas = {name: schema_of(model, heading=name, kind=kind) for name, (kind, model) in CORES.items()}
    problems: dict[str, str] = {}
    for name, entry in entries().items():
        found = imported(entry)
        try:
            if found.plugin is None:
                problems[name] = found.error
            else:
                schemas[schema_name(found)] = _of_plugin(found)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 -- the model is foreign code, and may not be put as a schema
            problems[name] = described(error)
    return schemas, problems


def schema_name(plugin: Imported) -> str:
    """As which a plugin's schema is listed: by its entry point, but for the page."""
    return plugin.heading if plugin.heading in CORE else plugin.name


def schema_of(model: type[PluginConfig], *, heading: str, kind: str, about: str = "") -> Schema:
    """One model's schema, with the core's own keys before it. ``x-`` keys say what JSON schema has no word for."""
    core = RuleKeys if is_rule(heading) else None if heading in CORE else SectionKeys
    parts = [_schema(one) for one in (core, model) if one]
    properties: Schema = {}
    definitions: Schema = {}
    required: list[object] = []
    for part in parts:
        properties |= _table(part.get("properties"))
        definitions |= _table(part.get("$defs"))
        required += _list(part.get("required"))
    for position, shown in enumerate(properties.values()):
        _table(shown)["x-order"] = position
    return {
        "title": heading,
        "description": about or (inspect.getdoc(model) or "").partition("\n")[0],
        "type": "object",
        "x-kind": kind,
        "x-heading": heading,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        "$defs": definitions,
    }


def _of_plugin(plugin: Imported) -> Schema:
    kind = "webui" if plugin.heading in CORE else "app" if plugin.owns else "rule"
    about = (inspect.getdoc(plugin.plugin) or "").partition("\n\n")[0].replace("\n", " ")
    schema = schema_of(plugin.options, heading=plugin.heading, kind=kind, about=about)
    return {**schema, "x-of-clients": plugin.of_clients}


def _schema(model: type[PluginConfig]) -> Schema:
    """As pydantic says it, with defaults as they stand in the file, what is secret, and what is to be filled in."""
    schema = model.model_json_schema(by_alias=True)
    _mark(schema, model)
    definitions = _table(schema.get("$defs"))
    for below in _tables_in(model):
        if isinstance(definition := definitions.get(below.__name__), dict):
            _mark(definition, below)
    read: Schema = json.loads(json.dumps(schema, default=str))
    return read


def _mark(schema: Schema, model: type[BaseModel]) -> None:
    properties = _table(schema.get("properties"))
    for position, option in enumerate(one for one in options_of(model) if len(one.path) == 1):
        shown = _table(properties.get(option.path[0]))
        for ours in ("title", "fill_in", "default"):
            shown.pop(ours, None)
        shown |= {"x-order": position, "x-type": option.kind, "x-fill-in": must_be_filled_in(option)}
        if is_secret(option):
            shown |= {"writeOnly": True, "x-secret": True}
        elif not option.table and not option.field.is_required():
            shown["default"] = default_of(option)


def is_secret(option: Option) -> bool:
    """Must its value never be shown? By its type, or by what it is called."""
    return option.secret or (sensitive(option.path[-1]) and option.kind == "text")


def default_of(option: Option) -> object:
    """The default as it stands in the file; None where it has none."""
    text = default_text(option)
    value: object = tomllib.loads(f"x = {text}")["x"] if text else None
    return value


def _tables_in(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for option in options_of(model):
        for below in (option.table, option.rows):
            if below:
                yield below
                yield from _tables_in(below) if option.rows else ()


def _table(value: object) -> Schema:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
