"""What each torrent owes, since when, and when it was met: kept over restarts, written only when it changes."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict, ValidationError

from qbitrr import Notes, Torrent

log = logging.getLogger(__name__)


class Account(BaseModel):
    """What a torrent owes by one row: ``since`` when, and when which terms were ``met``.

    ``dead`` is since when the tracker says that it has the torrent no more; once that has held for long enough the
    torrent is ``released``, until the tracker has it again.
    """

    model_config = ConfigDict(frozen=True)

    since: datetime
    met: Mapping[str, datetime] = {}
    dead: datetime | None = None
    released: datetime | None = None

    def told(self, *, dead: datetime | None, released: datetime | None) -> Account:
        """The account after what the tracker says now."""
        if dead == self.dead and released == self.released:
            return self
        return self.model_copy(update={"dead": dead, "released": released})


class Entry(BaseModel):
    """What is remembered of a torrent: the most of it that was ever here (in percent), and its accounts by row.

    ``name`` and ``completed`` are as they were when this was last written; they are only for people to read.
    """

    model_config = ConfigDict(frozen=True)

    share: float = 0
    rows: Mapping[str, Account] = {}
    name: str = ""
    completed: datetime | None = None

    def having(self, where: str, account: Account) -> Entry:
        """The entry with that account."""
        known = self.rows.get(where)
        if known is account or known == account:
            return self
        return self.model_copy(update={"rows": {**self.rows, where: account}})


NOTHING = Entry()


class Ledger:
    """One entry a torrent. Without notes it lasts as long as this object."""

    def __init__(self, notes: Notes | None = None) -> None:
        self._notes = notes
        self._entries: dict[tuple[str, str], Entry] = {}

    def of(self, torrent: Torrent) -> Entry:
        """What is remembered of a torrent; what cannot be read is forgotten, and so owed anew."""
        if (known := self._entries.get(torrent.key)) is not None:
            return known
        kept = self._notes.get(_name(torrent)) if self._notes is not None else None
        entry = NOTHING if kept is None else read(kept)
        if entry is None:
            log.warning("%s: what it owes could not be read back, so it is counted anew", torrent.name)
        self._entries[torrent.key] = entry = entry or NOTHING
        return entry

    def keep(self, torrent: Torrent, entry: Entry) -> None:
        known = self.of(torrent)
        if entry is known or entry == known:
            return
        entry = entry.model_copy(update={"name": torrent.name, "completed": torrent.completed})
        if self._notes is not None:
            self._notes.put(_name(torrent), entry.model_dump(mode="json", exclude_defaults=True))
        self._entries[torrent.key] = entry

    def forget(self, torrent: Torrent) -> None:
        """It is gone."""
        if self._notes is not None:
            self._notes.put(_name(torrent), None)
        self._entries.pop(torrent.key, None)


def _name(torrent: Torrent) -> str:
    return f"{torrent.client}/{torrent.hash}"


def read(kept: object) -> Entry | None:
    """The entry that was written down, or None when it cannot be read."""
    try:
        return Entry.model_validate(kept)
    except ValidationError:
        return None
