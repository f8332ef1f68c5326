"""``qbitrr config show``: every option as it holds, and where it comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import tomlkit
from pydantic import SecretStr

from ..config.configuration import Configuration
from ..config.environment import overlay
from ..config.fields import Option, options_of, sensitive
from ..config.options import PluginConfig
from ..config.problems import HIDDEN
from ..config.read import read
from ..config.reference import default_text
from ..config.settings import QbitConfig, Settings
from ..config.validation import prepared, validate
from ..config.write import plain
from ..control.place import Place
from ..logs import without_passkeys
from .config_check import loaded_of, problems_of
from .config_file import configuration_of, fingerprint
from .config_options import Table, at, tables
from .config_sections import can_add, sections_of
from .installed import entries, imported
from .output import emit, heading, show_table
from .sentences import warn


@dataclass(frozen=True, slots=True)
class Shown:
    """One option: its value as it would stand in the file, and the default, the file or the variable it is from."""

    section: str
    key: str
    value: str
    source: str


def show(place: Place, *, json: bool) -> None:
    """Print it, and what is wrong on standard error; for scripts, each table of the file. Raises ConfigError."""
    if json:
        emit(whole(place.config_file))
        return
    configuration = place.configuration()
    options = tuple(effective(configuration))
    for section in dict.fromkeys(one.section for one in options):
        heading(f"[{section}]")
        rows = [(one.key, one.value, one.source) for one in options if one.section == section]
        show_table("option", "value", "from", rows=rows, narrow=2)
    warn(*(problem for problem in configuration.problems))


def whole(path: Path) -> dict[str, object]:
    """Every section and rule, with what is wrong with each. Where there is no file, what would hold without one."""
    version = fingerprint(path)
    configuration = configuration_of(path)
    problems = problems_of(configuration, loaded_of(configuration))
    file = read(path) if path.exists() else {}
    return {
        "path": path,
        "fingerprint": version,
        "sections": tuple(sections_of(configuration, file, problems)),
        "problems": problems,
        "can_add": can_add(),
    }


def effective(configuration: Configuration) -> Iterator[Shown]:
    """Every option of the core, of the sections' plugins and of the rules that hold in them."""
    file = read(configuration.path)
    yield from _options("Settings", Settings, _table(file, "Settings"))
    for name in configuration.clients:
        yield from _options(name, QbitConfig, _table(file, name))
    for section in configuration.with_plugins:
        if model := _model(section.kind):
            yield from _options(section.name, model, section.options)
        for rule, options in section.rules.items():
            if model := _model(rule):
                yield from _options(f"{section.name}.Plugins.{rule}", model, options)


def _options(section: str, model: type[PluginConfig], options: Table) -> Iterator[Shown]:
    """What holds; where it is wrong, what was given."""
    config, _ = validate(model, section, options, os.environ)
    found = overlay(model, section, prepared(model, options), os.environ)
    for option in options_of(model):
        if option.table:
            continue
        given = at(found.options, option.path)
        value = at(config, option.path) if config else given
        unset = value is None and given is None
        text = default_text(option) if unset else _text(option, value, as_given=config is None)
        source = found.sources.get(option.path) or ("default" if given is None else "file")
        yield Shown(section, ".".join(option.path), text, source)


def _text(option: Option, value: object, *, as_given: bool) -> str:
    """A value as it would stand in the file; one that could not be read as it stands there."""
    if option.secret or sensitive(option.path[-1]):
        hidden = value.get_secret_value() if isinstance(value, SecretStr) else value
        return HIDDEN if hidden else '""'
    if value is None:
        return "-1" if option.measure else ""
    if not as_given and option.measure and isinstance(value, int | timedelta):
        return tomlkit.item(option.measure.write(value)).as_string()
    return without_passkeys(tomlkit.item(plain(tables(value))).as_string())


def _table(file: Table, name: str) -> Table:
    table = file.get(name, {})
    return table if isinstance(table, Mapping) else {}


def _model(plugin: str) -> type[PluginConfig] | None:
    """The options of an installed plugin that can be imported."""
    entry = entries().get(plugin)
    found = imported(entry) if entry else None
    return found.options if found and found.plugin else None
