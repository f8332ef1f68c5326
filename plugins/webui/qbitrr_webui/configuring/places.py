"""Which values of a configuration are secret, by where they stand and what the schemas say. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from qbitrr.config.environment import flat
from qbitrr.config.fields import sensitive
from qbitrr.config.sections import is_client, kind_of
from qbitrr.logs import without_passkeys

type Schema = Mapping[str, object]
type Known = Mapping[str, Schema]
"""The schemas by the names of sections and plugins."""

type Place = Sequence[str | int]


def is_secret(place: Place, schemas: Known) -> bool:
    """Must a single value never be shown? What no schema knows may be anything."""
    root, rest = _root(place, schemas)
    keys = [key for key in rest if isinstance(key, str)]
    schema: Schema = root or {}
    for position, key in enumerate(keys):
        properties = _table(_resolved(schema, root or {}).get("properties"))
        found = properties.get(key, next((one for name, one in properties.items() if flat(name) == flat(key)), None))
        if found is None:
            mapping = _resolved(schema, root or {})
            free = position > 0 and mapping.get("type") == "object" and "properties" not in mapping
            return not free or any(map(sensitive, keys[position:]))
        schema = _resolved(_table(found), root or {})
        if schema.get("writeOnly"):
            return True
        if schema.get("type") == "array":
            schema = _resolved(_table(schema.get("items")), root or {})
    return not keys or any(map(sensitive, keys[1:]))


def opened(value: object, place: Place, schemas: Known) -> object:
    """A value as it is shown: without secrets, and without what addresses say of logins and passkeys."""
    if isinstance(value, Mapping):
        return {key: opened(part, (*place, key), schemas) for key, part in value.items()}
    if isinstance(value, list):
        return [opened(part, (*place, position), schemas) for position, part in enumerate(value)]
    if is_secret(place, schemas):
        return None
    return without_passkeys(value) if isinstance(value, str) else value


def _root(place: Place, schemas: Known) -> tuple[Schema | None, Place]:
    """The schema of the table that a place is in, and the rest of the place."""
    words = list(takewhile(lambda part: isinstance(part, str), place))
    section = str(words[0]) if words else ""
    if "Plugins" in words[:2]:
        at = words.index("Plugins") + 1
        return (schemas.get(str(words[at])) if len(words) > at else None), place[at + 1 :]
    name = "qBit" if is_client(section) else section if section in schemas else kind_of(section)
    return schemas.get(name), place[1:]


def _resolved(schema: Schema, root: Schema) -> Schema:
    """Without references, and without the arm that is null."""
    if isinstance(reference := schema.get("$ref"), str):
        named = _table(_table(root.get("$defs")).get(reference.removeprefix("#/$defs/")))
        return {**_resolved(named, root), **{key: part for key, part in schema.items() if key != "$ref"}}
    arms = schema.get("anyOf")
    tables = [_table(arm) for arm in arms if _table(arm).get("type") != "null"] if isinstance(arms, list) else []
    return {**_resolved(tables[0], root), **schema} if len(tables) == 1 else schema


def _table(value: object) -> Schema:
    return value if isinstance(value, Mapping) else {}
