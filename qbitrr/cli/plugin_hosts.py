"""What a plugin's own commands are given: its notes and what the clients know, reached only when a command asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..control.stores import opened
from ..host import Host
from ..section import hosts

if TYPE_CHECKING:
    from ..config.configuration import Configuration
    from ..control.place import Place
    from ..inventory import Inventory


@dataclass(frozen=True, slots=True)
class NotesAtHand:
    """A plugin's notes in a store that is opened for each look."""

    place: Place
    namespace: str

    def get(self, key: str) -> object:
        with opened(self.place) as store:
            return store.notes(self.namespace).get(key)

    def names(self) -> frozenset[str]:
        with opened(self.place) as store:
            return store.notes(self.namespace).names()

    def all(self) -> Mapping[str, object]:
        with opened(self.place) as store:
            return store.notes(self.namespace).all()

    def put(self, key: str, value: object) -> None:
        with opened(self.place, read_only=False) as store:
            store.notes(self.namespace).put(key, value)


@dataclass(frozen=True, slots=True)
class StoreAtHand:
    """As much of the store as a plugin's host needs."""

    place: Place

    @property
    def folder(self) -> Path:
        return self.place.folder

    def notes(self, namespace: str) -> NotesAtHand:
        return NotesAtHand(self.place, namespace)


def hosts_of(place: Place, configuration: Configuration, section: str) -> Callable[[str], Host]:
    """Make each plugin's own host, as its worker does."""

    def inventory() -> Inventory:
        from ..inventory import take_when_whole  # noqa: PLC0415 -- only a command that asks pays for it
        from .clients import reached  # noqa: PLC0415 -- likewise

        with reached(configuration, place) as clients:
            return take_when_whole(clients)

    return hosts(section, StoreAtHand(place), configuration.settings, inventory)
