"""Every file that the torrents of all clients own: read completely, or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from .domain import State, Torrent
from .errors import Unavailable
from .listing import files_in_parts
from .ports import Client, View
from .wording import called

PATIENCE = 20.0
"""Seconds that a client may take until its list is whole."""


@dataclass(frozen=True, slots=True)
class Owned:
    """What one torrent has on disk, in the client's own words: where it is, and its files with their whole paths."""

    client: str
    hash: str
    name: str
    save_path: str
    content_path: str
    files: tuple[str, ...]


type Inventory = tuple[Owned, ...]


def take(clients: Mapping[str, Client]) -> Inventory:
    """What all torrents of all clients own.

    Raises Unavailable unless every client lists all its torrents and the files of each, and none is on the move: a
    file whose owner is not known now would look like a stray.
    """
    if not clients:
        raise Unavailable("there is no client to ask whose files are whose")
    found: list[Owned] = []
    for name, client in sorted(clients.items()):
        before = _whole(client.drain())
        found.extend(_owned(client, before))
        after = _whole(client.drain())
        if _places(after) != _places(before):
            raise Unavailable(f"the torrents of {name} changed while their files were read; try again")
    return tuple(found)


def take_when_whole(
    clients: Mapping[str, Client],
    *,
    patience: float = PATIENCE,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Inventory:
    """The same, after waiting at most so many seconds until every client's list is whole. Raises Unavailable."""
    until = clock() + patience
    while not all(client.drain().complete for client in clients.values()) and clock() < until:
        sleep(0.1)
    return take(clients)


def _whole(view: View) -> dict[str, Torrent]:
    if not view.complete:
        raise Unavailable(f"not all torrents are known: {view.why_incomplete}")
    for torrent in view.torrents.values():
        if torrent.state is State.MOVING:
            raise Unavailable(f"{called(torrent)} is being moved; try again when it has arrived")
    return dict(view.torrents)


def _places(torrents: Mapping[str, Torrent]) -> dict[str, tuple[str, str, bool]]:
    """Where each has its files, if it has any."""
    return {key: (one.save_path, one.content_path, one.has_metadata) for key, one in torrents.items()}


def _owned(client: Client, torrents: Mapping[str, Torrent]) -> Iterator[Owned]:
    """What each torrent owns; one without metadata owns nothing yet."""
    loaded = {key: torrent for key, torrent in torrents.items() if torrent.has_metadata}
    for part in files_in_parts(client, loaded):
        for key, files in part.items():
            torrent = loaded[key]
            paths = tuple(_joined(torrent.save_path, file.path) for file in files)
            yield Owned(client.name, key, torrent.name, torrent.save_path, torrent.content_path, paths)


def _joined(folder: str, path: str) -> str:
    separator = "\\" if "\\" in folder and "/" not in folder else "/"
    return folder.rstrip("/\\") + separator + path.replace("/", separator)
