"""What the store knows of one torrent."""

from __future__ import annotations

from dataclasses import dataclass

from qbitrr import persons
from qbitrr.control.rejected import Rejected, protected, waiting
from qbitrr.domain import Download
from qbitrr.lifecycle import Stage
from qbitrr.store.journal import Intent
from qbitrr.store.ledger import Entry
from qbitrr.store.quarantine import HELD, Held
from qbitrr.store.store import Store

type Key = tuple[str, str]

LATELY = 30
"""Entries of the ledger that are shown with a torrent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything remembered of it. ``held`` is its last quarantine, be that over or not."""

    download: Download | None = None
    held: Held | None = None
    unfinished: Intent | None = None
    rejected: Rejected | None = None
    history: tuple[Entry, ...] = ()
    protected: bool = False
    """By a person's word, or for being restored."""
    released: bool = False
    told: bool = False
    """A person has said that it may go."""

    @property
    def in_quarantine(self) -> bool:
        return self.held is not None and self.held.state == HELD

    @property
    def there(self) -> bool:
        """Whether a command would know it: it is in a client as far as was seen, or in quarantine."""
        return self.in_quarantine or (self.download is not None and self.download.stage is not Stage.DELETED)

    @property
    def name(self) -> str:
        """As it was called last; empty when nothing is known."""
        if self.download:
            return self.download.name
        if self.held:
            return self.held.name
        return self.history[0].name if self.history else ""


def known_of(store: Store, key: Key) -> Known:
    """Look it up."""
    client, torrent = key
    downloads = [one for one in store.downloads.find(torrent) if one.key == key]
    downloads.sort(key=lambda one: one.stage is Stage.DELETED)
    held = [one for one in store.quarantine.find(torrent) if (one.client, one.hash) == key]
    return Known(
        download=next(iter(downloads), None),
        held=next((one for one in held if one.state == HELD), next(iter(held), None)),
        unfinished=store.journal.in_flight(client, torrent),
        rejected=next((one for one in waiting(store, hash=torrent) if one.client == client), None),
        history=tuple(store.ledger.recent(LATELY, client=client, hash=torrent)),
        protected=key in protected(store),
        released=key in persons.said_of(store, persons.RELEASED),
        told=key in persons.said_of(store, persons.TOLD),
    )
