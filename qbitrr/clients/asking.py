"""Ask every client's process which files belong to its torrents, from beside the cycles."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack, closing
from pathlib import Path

from ..inventory import Inventory, take_when_whole
from .remote import RemoteClient


def inventory_of(clients: Iterable[str], run_folder: Path) -> Inventory:
    """What the torrents of all these clients own. Takes its time. Raises Unavailable unless all of it is known."""
    with ExitStack() as ends:
        asked = {name: ends.enter_context(closing(RemoteClient(name, run_folder))) for name in clients}
        for client in asked.values():
            client.subscribe("inventory", frozenset(), everything=True)
        return take_when_whole(asked)
