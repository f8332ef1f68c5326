"""Which downloads have failed, and of what: to see when it happens again and again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from peewee import Database

from ..searching.loops import Failed
from .models import FailureRow
from .queries import delete, expire, rows


class Failures:
    """One row for each medium of a download that has failed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, owner: str, failed: Iterable[Failed]) -> None:
        """Write down what has failed."""
        with self._database.atomic():
            for one in failed:
                FailureRow.insert(
                    owner=owner, media_id=one.media_id, title=one.title, release=one.release, at=one.at
                ).execute(self._database)

    def of(self, owner: str, media: Iterable[int] | None = None) -> list[Failed]:
        """The failures of an owner's media, or of some of them."""
        mine = FailureRow.owner == owner
        if media is not None:
            mine &= FailureRow.media_id.in_(list(media))
        found = FailureRow.select(FailureRow.media_id, FailureRow.title, FailureRow.release, FailureRow.at).where(mine)
        return rows(self._database, found.order_by(FailureRow.at, FailureRow.id), Failed)

    def forget(self, owner: str, media: Iterable[int]) -> int:
        """What was before no longer counts, for it has come or a person said so; how many failures those were."""
        return delete(self._database, FailureRow, (FailureRow.owner == owner) & FailureRow.media_id.in_(list(media)))

    def expire(self, before: datetime) -> int:
        """Forget what failed before a moment; how many those were."""
        return expire(self._database, FailureRow, FailureRow.at < before)
