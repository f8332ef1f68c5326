"""The command-line sub-apps that plugins offer: ``qbitrr NAME …`` where NAME is a section or a rule."""

from __future__ import annotations

import os
from dataclasses import replace
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
    found = _found(configuration, name)
    if found is None:
        return None
    plugin, section = found
    loaded = load_plugins(section, words.now(), os.environ)
    for record in loaded.broken:
        if record.name == plugin:
            raise Trouble(f"The plugin {record.name} does not run ({record.status}): {record.reason}")
    answers = Hooks(loaded.manager).commands(hosts_of(place, configuration, section.name))
    for who, app in answers.given:
        if who == plugin:
            return get_command(app)
    for failure in answers.failed:
        if failure.plugin == plugin:
            raise Trouble(f"The commands of {failure.plugin} cannot be had: {failure.error}")
    raise Trouble(f"The plugin {plugin} has no commands of its own.")


def _found(configuration: Configuration, name: str) -> tuple[str, InstanceSection] | None:
    """A plugin and a section with it alone: the section of that name, or the first in which such a rule holds.

    ``SECTION.RULE`` is the rule in that section.
    """
    wanted = name.casefold()
    for section in configuration.instances.values():
        if section.name.casefold() == wanted:
            return section.name, replace(section, rules={})
    for section in configuration.with_plugins:
        for rule, options in section.rules.items():
            if wanted in (rule.casefold(), f"{section.name}.{rule}".casefold()):
                return rule, replace(section, rules={rule: options})
    return None
