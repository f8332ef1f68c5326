"""Keys and values as they are written in the file. Pure."""

from __future__ import annotations

import tomllib

import tomlkit
from tomlkit.items import Array, Item

from .spans import Place


def simple(value: object) -> Item:
    """A value that stands behind an equals sign: tables in it are inline, and a list of them has a line for each."""
    if isinstance(value, dict):
        table = tomlkit.inline_table()
        for key, part in value.items():
            table[key] = simple(part)
        return table
    if isinstance(value, list):
        array = tomlkit.array()
        for part in value:
            array.append(simple(part))
        return array.multiline(any(isinstance(part, dict) for part in value))
    return tomlkit.item(value)


def line_text(key: str, value: object) -> str:
    return f"{key_text(key)} = {simple(value).as_string()}"


def heading_text(place: Place) -> str:
    return ".".join(key_text(name) for name in place if isinstance(name, str))


def key_text(name: str | int) -> str:
    return tomlkit.key(str(name)).as_string()


def read_value(text: str) -> object:
    found: object = tomllib.loads(f"x = {text}")["x"]
    return found


def list_text(before: str, value: list[object]) -> str:
    """A list of several lines with other parts."""
    array = tomlkit.parse(f"x = {before}")["x"]
    if isinstance(array, Array):
        while array and array.unwrap() != value[: len(array)]:
            at = next((at for at, part in enumerate(array.unwrap()) if part not in value), len(array) - 1)
            del array[at]
        for part in value[len(array) :]:
            array.append(simple(part))
        written = array.as_string()
        if read_value(written) == value:
            return written
    return simple(value).as_string()
