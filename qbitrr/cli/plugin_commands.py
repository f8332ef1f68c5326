"""The command-line sub-apps that plugins offer: ``qbitrr NAME …`` where NAME is a section or a rule."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from typer.main import get_command

from ..config.configuration import Configuration, InstanceSection
from ..config.problems import ConfigError
from ..hooks import Hooks
from ..section import load_plugins
from . import words
from .place import place_of
from .plugin_hosts import hosts_of
from .trouble import Trouble

if TYPE_CHECKING:
    from typer._click import Command


def command_of(name: str) -> Command | None:
    """A configured plugin's own commands; None when there is no such plugin. Raises Trouble when it has none."""
    place = place_of(None)
    try:
        configuration = place.configuration()
    except ConfigError:
        return None
    wanted = _section_with(configuration, name)
    if wanted is None:
        return None
    loaded = load_plugins(wanted, words.now(), os.environ)
    for record in loaded.broken:
        if record.name.casefold() == name.casefold():
            raise Trouble(f"The plugin {record.name} does not run ({record.status}): {record.reason}")
    answers = Hooks(loaded.manager).commands(hosts_of(place, configuration, wanted.name))
    for plugin, app in answers.given:
        if plugin.casefold() == name.casefold():
            return get_command(app)
    for failure in answers.failed:
        if failure.plugin.casefold() == name.casefold():
            raise Trouble(f"The commands of {failure.plugin} cannot be had: {failure.error}")
    raise Trouble(f"The plugin {name} has no commands of its own.")


def _section_with(configuration: Configuration, name: str) -> InstanceSection | None:
    """A section of that name alone, or one in which the rule of that name holds."""
    for section in configuration.instances.values():
        if section.name.casefold() == name.casefold():
            return InstanceSection(section.name, section.kind, section.managed, section.options, {})
    for section in configuration.instances.values():
        for rule, options in section.rules.items():
            if rule.casefold() == name.casefold():
                return InstanceSection(section.name, section.kind, section.managed, section.options, {rule: options})
    return None
