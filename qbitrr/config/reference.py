"""The table of a model's options for the documentation."""

from __future__ import annotations

import json
from datetime import timedelta

from pydantic import BaseModel, SecretStr

from .environment import variable
from .fields import Option, options_of


def option_table(model: type[BaseModel], section: str = "SECTION") -> str:
    """A Markdown table: key, type, default, environment variable, meaning."""
    lines = ["| key | type | default | environment variable | meaning |", "|---|---|---|---|---|"]
    lines += [_row(option, section) for option in options_of(model) if not option.table]
    return "\n".join(lines)


def row_table(model: type[BaseModel]) -> str:
    """A Markdown table of what one table in a list of tables may say: key, type, default, meaning."""
    lines = ["| key | type | default | meaning |", "|---|---|---|---|"]
    lines += [
        _cells(_key(option), option.kind, _default(option), option.field.description) for option in options_of(model)
    ]
    return "\n".join(lines)


def default_text(option: Option) -> str:
    """An option's default as it would stand in the file; empty where there is none."""
    if option.field.is_required():
        return ""
    return _toml(option.field.get_default(call_default_factory=True, validated_data={}), option)


def _row(option: Option, section: str) -> str:
    name = f"`{variable(section, *option.path)}`"
    return _cells(_key(option), option.kind, _default(option), name, option.field.description)


def _key(option: Option) -> str:
    return f"`{'.'.join(option.path)}`"


def _default(option: Option) -> str:
    if option.field.is_required():
        return "required"
    default = default_text(option)
    return f"`{default}`" if default else "none"


def _cells(*cells: str | None) -> str:
    return "| " + " | ".join((cell or "").replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _toml(value: object, option: Option) -> str:
    """A default in TOML, which for all but tables and None is also JSON. A measure that is off is -1."""
    if value is None:
        return "-1" if option.measure else ""
    if option.measure and isinstance(value, int | timedelta):
        return json.dumps(option.measure.write(value))
    if isinstance(value, SecretStr):
        return json.dumps("CHANGE_ME" if value.get_secret_value() else "")
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {_toml(part, option)}" for key, part in value.items()) + " }"
    if isinstance(value, list | tuple | set | frozenset):
        return "[" + ", ".join(_toml(part, option) for part in value) + "]"
    return json.dumps(value, ensure_ascii=False, default=str)
