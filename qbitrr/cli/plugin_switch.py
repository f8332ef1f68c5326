"""``qbitrr plugins enable`` and ``disable``: write it into the file, and have it read again."""

from __future__ import annotations

from collections.abc import Iterator

from .. import page
from ..config.configuration import Configuration
from ..config.edit import Edit, apply
from ..config.environment import variable
from ..config.read import read, read_text
from ..config.sections import is_client, kind_of, tables_of
from ..control import requests
from ..control.place import Place
from ..control.trouble import Misuse, Trouble
from ..control.words import listed
from .installed import imported
from .output import emit, say
from .plugin_page import entry_of
from .sentences import warn


def switch(place: Place, name: str, *, on: bool, json: bool = False) -> None:
    """Set ``Enabled`` of a rule. Raises ConfigError, Trouble, and Misuse for a plugin that has sections of its own."""
    done, doubts = switched(place, name, on=on)
    if json:
        emit({"done": done, "doubts": doubts})
    else:
        say(*done)
        warn(*doubts)


def switched(place: Place, name: str, *, on: bool) -> tuple[list[str], list[str]]:
    """What was done, and where it does not come to what was meant."""
    of_clients = imported(entry_of(name)).of_clients
    configuration = place.configuration()
    sections = [one.name for one in configuration.instances.values() if one.kind == name]
    if name == page.SECTION.lower():
        raise Misuse(f"{name} is no rule: it runs where there is a section [{page.SECTION}].")
    if sections or any(kind_of(section) == name for section in configuration.sections):
        raise Misuse(
            f"{name} is no rule: it runs where there is a section such as [{name.capitalize()}]. "
            f"Set Managed = {'true' if on else 'false'} there instead."
        )
    clients = _clients_of(name, configuration) if of_clients else []
    tables: list[tuple[str, ...]] = [(client, "Plugins", name) for client in clients]
    edits = [Edit((*table, "Enabled"), on) for table in tables or [("Plugins", name)]]
    apply(place.config_file, edits, text=read_text(place.config_file))
    where = f" for {listed(clients)}" if clients else ""
    done = [f"{name} is {'on' if on else 'off'}{where} in {place.config_file}."]
    after = place.configuration()
    doubts = _doubts_of_clients(after, name, clients, on=on) if of_clients else _doubts_of_others(after, name, on=on)
    if place.runtime():
        requests.reload(place)
        done.append("The running qbitrr reads it now.")
    return done, list(doubts)


def _clients_of(name: str, configuration: Configuration) -> list[str]:
    """The clients that have a table for the rule in the file; if none has, all. Raises Trouble when there is none."""
    clients = [section for section in configuration.sections if is_client(section)]
    if not clients:
        raise Trouble(f"{name} works in the section of a client, and there is no section such as [qBit].")
    document = read(configuration.path)
    own = [client for client in clients if name in tables_of(client, document.get(client, {}))[0].get("Plugins", {})]
    return own or clients


def _doubts_of_clients(after: Configuration, name: str, clients: list[str], *, on: bool) -> Iterator[str]:
    """Say where something else wins over what was written for these clients, and where the rule holds besides."""
    holds = {client for client, section in after.of_clients.items() if name in section.rules}
    for client in clients:
        works = client in after.clients and not after.clients[client].disabled
        if works and (client in holds) is not on:
            yield f"But the environment says otherwise, and wins: {variable(f'{client}.Plugins.{name}', 'Enabled')}"
    others = [client for client in after.of_clients if client in holds and client not in clients]
    if others and not on:
        yield f"But it still holds in: {', '.join(others)}"


def _doubts_of_others(after: Configuration, name: str, *, on: bool) -> Iterator[str]:
    """Say where something else wins over what was written. In some clients only what is named there holds."""
    otherwise = [
        section.name
        for section in after.with_plugins
        if (name in section.rules) is not on and (name in section.inherited or not on)
    ]
    if (name in after.plugins) is not on:
        yield f"But the environment says otherwise, and wins: {variable(f'Plugins.{name}', 'Enabled')}"
    elif otherwise:
        yield f"But its own table says otherwise in: {', '.join(otherwise)}"
