"""The command-line sub-apps that plugins offer: ``qbitrr NAME …`` where NAME is a section or a rule."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from typer.main import get_command

from .. import page
from ..config.configuration import Configuration, InstanceSection
from ..config.problems import ConfigError
from ..control import words
from ..control.place import Place, place_of
from ..control.trouble import Trouble
from ..hooks import Hooks
from ..plugins import Loaded, Status
from ..section import load_plugins
from .plugin_hosts import hosts_of

if TYPE_CHECKING:
    from typer._click import Command


def command_of(name: str) -> Command | None:
    """A configured plugin's own commands; None when there is no such plugin. Raises Trouble when it has none."""
    place = place_of(None)
    try:
        configuration = place.configuration()
    except ConfigError:
        return None
    trouble: Trouble | None = None
    for plugin, section in _found(configuration, name):
        loaded = load_plugins(section, words.now(), os.environ)
        record = next(one for one in loaded.records if one.name == plugin)
        if record.status is Status.ENABLED:
            return _offered(place, configuration, section, plugin, loaded)
        trouble = Trouble(f"The plugin {plugin} does not run ({record.status}): {record.reason}")
        if record.broken:
            break
    if trouble:
        raise trouble
    return None


def _offered(
    place: Place, configuration: Configuration, section: InstanceSection, plugin: str, loaded: Loaded
) -> Command:
    answers = Hooks(loaded.manager).commands(hosts_of(place, configuration, section.name))
    for who, app in answers.given:
        if who == plugin:
            return get_command(app)
    for failure in answers.failed:
        if failure.plugin == plugin:
            raise Trouble(f"The commands of {failure.plugin} cannot be had: {failure.error}")
    raise Trouble(f"The plugin {plugin} has no commands of its own.")


def _found(configuration: Configuration, name: str) -> Iterator[tuple[str, InstanceSection]]:
    """A plugin and a section with it alone: the section of that name, or each in which such a rule holds.

    ``SECTION.RULE`` is the rule in that section. The page has its section whether the file has it or not,
    and without its options: its commands are for people whom a wrong one has locked out.
    """
    wanted = name.casefold()
    if wanted == page.SECTION.lower() and page.target():
        yield (
            page.SECTION,
            InstanceSection(page.SECTION, wanted, managed=False, options={}, rules={}),
        )
        return
    for section in configuration.instances.values():
        if section.name.casefold() == wanted:
            yield section.name, replace(section, rules={})
            return
    for section in configuration.with_plugins:
        for rule, options in section.rules.items():
            if wanted in (rule.casefold(), f"{section.name}.{rule}".casefold()):
                yield rule, replace(section, rules={rule: options})
