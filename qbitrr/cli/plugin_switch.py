"""``qbitrr plugins enable`` and ``disable``: write it into the file, and have it read again."""

from __future__ import annotations

import os
import signal

from ..config.environment import variable
from ..config.sections import kind_of
from ..config.write import set_option
from .installed import imported
from .output import say
from .place import Place
from .plugin_page import entry_of
from .sentences import warn
from .trouble import Misuse


def switch(place: Place, name: str, *, on: bool) -> None:
    """Set ``Enabled`` of a rule. Raises ConfigError, Trouble, and Misuse for a plugin that has sections of its own."""
    of_clients = imported(entry_of(name)).of_clients
    configuration = place.configuration()
    sections = [one.name for one in configuration.instances.values() if one.kind == name]
    if sections or any(kind_of(section) == name for section in configuration.sections):
        raise Misuse(
            f"{name} is no rule: it runs where there is a section such as [{name.capitalize()}]. "
            f"Set Managed = {'true' if on else 'false'} there instead."
        )
    for table in (
        ((client, "Plugins", name) for client in configuration.clients) if of_clients else (("Plugins", name),)
    ):
        set_option(place.config_file, table, "Enabled", on)
    say(f"{name} is {'on' if on else 'off'} in {place.config_file}.")
    _warn_of_others(place, name, on=on, of_clients=of_clients)
    reload(place)


def reload(place: Place) -> None:
    """Let a running qbitrr read its configuration again."""
    runtime = place.runtime()
    if runtime is None:
        return
    os.kill(runtime.pid, signal.SIGHUP)
    say("The running qbitrr reads it now.")


def _warn_of_others(place: Place, name: str, *, on: bool, of_clients: bool) -> None:
    """Say where something else wins over what was written."""
    after = place.configuration()
    if of_clients:
        holds = {client for client, section in after.of_clients.items() if name in section.rules}
        for client in after.clients:
            if (client in holds) is not on:
                warn(f"But the environment says otherwise, and wins: {variable(f'{client}.Plugins.{name}', 'Enabled')}")
        return
    otherwise = [section.name for section in after.instances.values() if (name in section.rules) is not on]
    if (name in after.plugins) is not on:
        warn(f"But the environment says otherwise, and wins: {variable(f'Plugins.{name}', 'Enabled')}")
    elif otherwise:
        warn(f"But its own table says otherwise in: {', '.join(otherwise)}")
