"""The options in one table of the file: the value that holds, where it is from, and no secret."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from pydantic import BaseModel

from ..config.environment import overlay
from ..config.fields import Option, key_names, options_of, sensitive
from ..config.options import PluginConfig
from ..config.sections import merged
from ..config.validation import prepared, validate
from ..config.write import plain
from ..logs import without_passkeys
from .config_schema import default_of, is_secret

type Table = Mapping[str, object]

DEFAULT, FILE = "default", "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One option. ``source`` is default, file, or the variable that wins.

    Of a rule's table in one section the default is what its table for every section says. ``is_set``: does this very
    table of the file say it, or a variable? What is secret, or not known, has no value.
    """

    path: tuple[str, ...]
    value: object
    default: object
    source: str
    secret: bool
    is_set: bool
    locked: bool


def options_in(heading: str, model: type[PluginConfig], own: Table, general: Table) -> Iterator[Shown]:
    """Every option of a model in a table of the file, below which the ``general`` one lies."""
    mine, below = _of(model, own), _of(model, general)
    config, _ = validate(model, heading, merged(below, mine), os.environ)
    sources = overlay(model, heading, mine, os.environ).sources
    for option in options_of(model):
        if option.table:
            continue
        given, inherited = at(mine, option.path), at(below, option.path)
        variable = sources.get(option.path)
        secret = is_secret(option)
        default = default_of(option) if inherited is None else as_json(option, inherited)
        value = as_json(option, at(config, option.path) if config else None) if variable else as_json(option, given)
        yield Shown(
            path=option.path,
            value=None if secret else default if given is None and not variable else value,
            default=None if secret else default,
            source=variable or (DEFAULT if given is None else FILE),
            secret=secret,
            is_set=bool(variable) or (given is not None and not (secret and given == "")),
            locked=bool(variable),
        )


def unknown_in(models: Iterable[type[BaseModel]], own: Table, above: tuple[str, ...] = ()) -> Iterator[Shown]:
    """The keys that no model knows: nobody can say whether what they hold is secret."""
    options = [option for model in models for option in options_of(model) if len(option.path) == 1]
    names = {name for model in models for pair in key_names(model).items() for name in pair}
    for key, value in own.items():
        if key not in names:
            yield Shown(
                path=(*above, key), value=None, default=None, source=FILE, secret=True, is_set=True, locked=False
            )
        table = next((option.table for option in options if option.path == (key,)), None)
        if table and isinstance(value, Mapping):
            yield from unknown_in((table,), value, (*above, key))


def at(inside: object, path: tuple[str, ...]) -> object:
    """The value at a path of keys, in plain tables or in models; None when there is none."""
    for key in path:
        if isinstance(inside, BaseModel):
            names = {spelled: name for name, spelled in key_names(type(inside)).items()}
            inside = getattr(inside, names[key])
        else:
            inside = inside.get(key) if isinstance(inside, Mapping) else None
    return inside


def tables(value: object) -> object:
    """Models inside lists as tables, by their keys, without those that have no value."""
    if isinstance(value, BaseModel):
        inside = {spelled: tables(getattr(value, name)) for name, spelled in key_names(type(value)).items()}
        return {spelled: part for spelled, part in inside.items() if part is not None}
    return [tables(part) for part in value] if isinstance(value, list | tuple) else value


def as_json(option: Option, value: object) -> object:
    """A value as it stands in the file, without what in it is secret: of an address the passkey, of a row its keys."""
    if value is None:
        return -1 if option.measure else None
    if option.measure and isinstance(value, timedelta):
        return option.measure.write(value)
    return _open(plain(tables(value)), option.rows)


def _open(value: object, model: type[BaseModel] | None) -> object:
    if isinstance(value, Mapping):
        secret = {option.path[0] for option in options_of(model) if is_secret(option)} if model else set()
        return {key: None if key in secret or sensitive(key) else _open(part, None) for key, part in value.items()}
    if isinstance(value, list):
        return [_open(part, model) for part in value]
    if isinstance(value, str):
        return without_passkeys(value)
    return value if isinstance(value, bool | int | float) else str(value)


def _of(model: type[PluginConfig], table: Table) -> dict[str, object]:
    """What a table says of a model's own keys, by how they are spelled in the file."""
    names = {name for pair in key_names(model).items() for name in pair}
    return prepared(model, {key: value for key, value in table.items() if key in names})
