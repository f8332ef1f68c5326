"""The torrent clients as commands reach them: through the running qbitrr's processes, or else directly."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from typing import NoReturn

from ..clients.local import LocalClient
from ..clients.qbittorrent import Gateway
from ..clients.remote import RemoteClient
from ..config.configuration import Configuration
from ..config.problems import ConfigError
from ..config.settings import QbitConfig
from ..control.place import Place
from ..ports import Client, Details, Refused, View

SETTLE = 0.5
"""Seconds after which the list of a client that is only looked at counts as whole."""

LOOK_EVERY = 0.1


class Seen:
    """One client as it was seen once: every section is shown the same view, and nothing can be changed through it."""

    def __init__(self, client: Client, view: View) -> None:
        self.name = client.name
        self.contested: frozenset[str] = frozenset()
        self._client = client
        self._view = view

    def drain(self) -> View:
        return replace(self._view, contested=self.contested)

    def details(self, hashes: tuple[str, ...], *, files: bool = False, trackers: bool = False) -> Mapping[str, Details]:
        return self._client.details(hashes, files=files, trackers=trackers)

    def sharing(self, path: str) -> frozenset[str]:
        return self._client.sharing(path)

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise Refused("this only looks, and changes nothing")

    stop = start = recheck = add_tags = remove_tags = set_category = _refuse
    limits = set_limits = export = add = delete = exists = _refuse
    deselect = set_speed = super_seed = add_trackers = remove_trackers = reannounce = promote = _refuse


@contextmanager
def reached(
    configuration: Configuration, place: Place, *, dry_run: bool = True, settle: float = SETTLE
) -> Iterator[dict[str, Client]]:
    """Every configured client: those of a running qbitrr through it, unless they are configured otherwise there.

    In a ``dry_run`` those that are reached directly refuse every change.
    """
    running = _running(place)
    with ExitStack() as ends:
        clients: dict[str, Client] = {}
        for name, config in configuration.clients.items():
            if config.disabled:
                continue
            if running.get(name) == config:
                remote = ends.enter_context(closing(RemoteClient(name, place.run_folder)))
                remote.subscribe("command line", frozenset())
                clients[name] = remote
            else:
                gateway = ends.enter_context(closing(Gateway(name, config, dry_run=dry_run)))
                clients[name] = LocalClient(gateway, settle=settle)
        yield clients


def _running(place: Place) -> Mapping[str, QbitConfig]:
    """The clients that a running qbitrr has."""
    runtime = place.runtime()
    if runtime is None:
        return {}
    try:
        clients = place.configuration().clients
    except ConfigError:
        return {}  # it goes on with an earlier file, of which nobody can say here what it was
    at_work = {child.name for child in runtime.children}
    return {name: client for name, client in clients.items() if name in at_work}


def look_at(clients: Mapping[str, Client], *, patience: float) -> dict[str, Seen]:
    """Look until every list is whole, for so many seconds. A client that does not answer is not waited for."""
    until = time.monotonic() + patience
    views: dict[str, View] = {}
    while True:
        waiting = {name: client for name, client in clients.items() if not _settled(views.get(name))}
        views |= {name: client.drain() for name, client in waiting.items()}
        if time.monotonic() > until or all(_settled(view) for view in views.values()):
            return {name: Seen(clients[name], view) for name, view in views.items()}
        time.sleep(LOOK_EVERY)


def _settled(view: View | None) -> bool:
    """Is there nothing to wait for?"""
    if view is None:
        return False
    return view.complete or (not view.connected and view.why_incomplete != View().why_incomplete)
