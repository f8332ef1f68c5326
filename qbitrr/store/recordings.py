"""What the torrents of each section did: rows of changes, and now and then a whole one from which to begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from peewee import Database, Select, fn

from .models import RecordingRow
from .queries import delete, first, rows, scalar

AT_ONCE = 200
"""Rows that are read together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The changes up to a moment, packed. A ``whole`` one has everything anew and needs none of those before."""

    id: int
    owner: str
    at: datetime
    whole: bool
    size: int
    content: bytes


class Recordings:
    """One row a minute and section, if anything has changed in it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, owner: str, at: datetime, content: bytes, *, whole: bool) -> None:
        """Write one row."""
        row = RecordingRow.insert(owner=owner, at=at, whole=whole, size=len(content), content=content)
        row.execute(self._database)

    def owners(self) -> frozenset[str]:
        """Every section that something was recorded of."""
        found = RecordingRow.select(RecordingRow.owner).distinct().tuples().execute(self._database)
        return frozenset(owner for (owner,) in found)

    def last(self, owner: str) -> Recorded | None:
        """The last row of a section, or None when there is none."""
        return first(self._database, _of(owner).order_by(RecordingRow.id.desc()), Recorded)

    def since(self, owner: str, when: datetime) -> Iterator[Recorded]:
        """What was recorded after a moment, in order, and before that what is needed to know how things were then."""
        begin = self._whole_before(owner, when) or 0
        while found := rows(self._database, _of(owner).where(RecordingRow.id >= begin).limit(AT_ONCE), Recorded):
            yield from found
            begin = found[-1].id + 1

    def size(self, owner: str) -> int:
        """The bytes of all that is kept of a section."""
        total = scalar(
            self._database, RecordingRow.select(fn.SUM(RecordingRow.size)).where(RecordingRow.owner == owner)
        )
        return int(str(total or 0))

    def expire(self, before: datetime) -> int:
        """Forget what is not needed to know how things were since a moment; how many rows those were."""
        gone = 0
        for owner in self.owners():
            last = self.last(owner)
            over = last is not None and last.at < before
            begin = last.id + 1 if last and over else self._whole_before(owner, before) or 0
            gone += self._forget(owner, begin)
        return gone

    def shrink(self, owner: str, most: int) -> int:
        """Forget the oldest until at most so many bytes are left; how many rows those were."""
        gone = 0
        while self.size(owner) > most and (begin := self._second_whole(owner)) is not None:
            gone += self._forget(owner, begin)
        return gone

    def _forget(self, owner: str, before: int) -> int:
        return delete(self._database, RecordingRow, (RecordingRow.owner == owner) & (RecordingRow.id < before))

    def _whole_before(self, owner: str, when: datetime) -> int | None:
        """The id of the last whole row that is no later than a moment."""
        found = scalar(
            self._database,
            RecordingRow.select(fn.MAX(RecordingRow.id)).where(
                RecordingRow.owner == owner,
                RecordingRow.whole == True,  # noqa: E712 -- SQL, not Python
                RecordingRow.at <= when,
            ),
        )
        return found if isinstance(found, int) else None

    def _second_whole(self, owner: str) -> int | None:
        whole = RecordingRow.select(RecordingRow.id).where(
            RecordingRow.owner == owner,
            RecordingRow.whole == True,  # noqa: E712 -- SQL, not Python
        )
        found = scalar(self._database, whole.order_by(RecordingRow.id).offset(1).limit(1))
        return found if isinstance(found, int) else None


def _of(owner: str) -> Select:
    """The rows of a section, the oldest first."""
    return RecordingRow.select().where(RecordingRow.owner == owner).order_by(RecordingRow.id)
