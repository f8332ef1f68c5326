"""A key-value store for each plugin instance."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager, nullcontext

from peewee import Database

from .models import NoteRow
from .queries import delete, scalar

CORES_OWN = "core."
"""How the namespaces begin in which the core itself keeps notes; the others are plugins'."""


def forget_torrents(database: Database, gone: Collection[tuple[str, str]]) -> None:
    """Forget what plugins noted of these torrents: under keys that end in ``client/hash``."""
    noted = NoteRow.select(NoteRow.namespace, NoteRow.key).where(~NoteRow.namespace.startswith(CORES_OWN)).tuples()
    for namespace, key in list(noted.execute(database)):
        if tuple(key.split("/")[-2:]) in gone:
            delete(database, NoteRow, (NoteRow.namespace == namespace) & (NoteRow.key == key))


class StoredNotes:
    """The notes of one namespace; what ``qbitrr.host.Notes`` promises."""

    def __init__(self, database: Database, namespace: str) -> None:
        self._database = database
        self._namespace = namespace

    def get(self, key: str) -> object:
        """The value, or None when there is none."""
        note = NoteRow.select(NoteRow.content).where(NoteRow.namespace == self._namespace, NoteRow.key == key)
        with self._connected():
            return scalar(self._database, note)

    def names(self) -> frozenset[str]:
        """Every key that has a value."""
        mine = NoteRow.select(NoteRow.key).where(NoteRow.namespace == self._namespace)
        with self._connected():
            return frozenset(key for (key,) in mine.tuples().execute(self._database))

    def all(self) -> Mapping[str, object]:
        """Every key and its value, read at once."""
        mine = NoteRow.select(NoteRow.key, NoteRow.content).where(NoteRow.namespace == self._namespace)
        with self._connected():
            return dict(mine.tuples().execute(self._database))

    def put(self, key: str, value: object) -> None:
        """Keep a value; None forgets the key."""
        with self._connected():
            if value is None:
                mine = (NoteRow.namespace == self._namespace) & (NoteRow.key == key)
                delete(self._database, NoteRow, mine)
                return
            note = NoteRow.insert(namespace=self._namespace, key=key, content=value)
            written = note.on_conflict(conflict_target=(NoteRow.namespace, NoteRow.key), preserve=(NoteRow.content,))
            written.execute(self._database)

    def _connected(self) -> AbstractContextManager[object]:
        """A plugin takes notes in the searching thread too, in which this database has no open connection."""
        closed: bool = self._database.is_closed()
        return self._database.connection_context() if closed else nullcontext()
