"""What is remembered of each torrent between cycles."""

# ruff: noqa: A002 -- hash and id are the fields' words

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from peewee import SQL, Database, Expression

from ..domain import Download
from ..lifecycle import Stage
from .models import DownloadRow
from .queries import columns, delete, first, matching, packed, repeated, rows

_FIELDS = columns(DownloadRow)
_KEY = (DownloadRow.owner, DownloadRow.client, DownloadRow.hash)


class Downloads:
    """The downloads of every owner; the client, the hash and the owner are the key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, owner: str) -> dict[tuple[str, str], Download]:
        """All of an owner's downloads that are not deleted, by client and hash."""
        live = DownloadRow.select().where(DownloadRow.owner == owner, DownloadRow.stage != Stage.DELETED)
        return {download.key: download for download in rows(self._database, live, Download)}

    def get(self, client: str, hash: str, owner: str) -> Download | None:
        """One download, be it deleted or not."""
        row = DownloadRow.select().where(_is(client, hash, owner))
        return first(self._database, row, Download)

    def find(self, text: str) -> list[Download]:
        """The downloads of all owners whose hash begins with a text or whose name has it, the newest first."""
        if not text:
            return []
        found = DownloadRow.select().where(matching(DownloadRow.hash, DownloadRow.name, text))
        return rows(self._database, found.order_by(DownloadRow.first_seen.desc()), Download)

    def save_all(self, downloads: Iterable[Download]) -> None:
        """Keep all of them, or none, in one transaction: the new are added, the others replaced."""
        values = [packed(_FIELDS, download) for download in downloads]
        if not values:
            return
        with self._database.atomic():
            repeated(self._database, self._upsert(), values)

    def forget(self, keys: Iterable[tuple[str, str, str]]) -> None:
        """Forget downloads altogether, by client, hash and owner."""
        with self._database.atomic():
            for key in keys:
                delete(self._database, DownloadRow, _is(*key))

    def gone(self, before: datetime) -> frozenset[tuple[str, str]]:
        """The torrents that were deleted before a moment for every owner that knew them, by client and hash."""
        rows_ = DownloadRow.select(DownloadRow.client, DownloadRow.hash, DownloadRow.stage, DownloadRow.stage_since)
        gone: set[tuple[str, str]] = set()
        here: set[tuple[str, str]] = set()
        for client, hash, stage, since in rows_.tuples().iterator(self._database):  # noqa: A001
            (gone if stage is Stage.DELETED and since < before else here).add((client, hash))
        return frozenset(gone - here)

    def expire(self, before: datetime) -> int:
        """Forget what was deleted before a moment; how many those were."""
        gone = (DownloadRow.stage == Stage.DELETED) & (DownloadRow.stage_since < before)
        return delete(self._database, DownloadRow, gone)

    def _upsert(self) -> str:
        example = [SQL(self._database.param)] * len(_FIELDS)
        insert = DownloadRow.insert_many([example], fields=_FIELDS)
        changed = columns(DownloadRow, but=("owner", "client", "hash"))
        context = self._database.get_sql_context()
        statement: str = context.sql(insert.on_conflict(conflict_target=_KEY, preserve=changed)).query()[0]  # type: ignore[no-untyped-call, unused-ignore]
        return statement


def _is(client: str, hash: str, owner: str) -> Expression:
    return (DownloadRow.owner == owner) & (DownloadRow.client == client) & (DownloadRow.hash == hash)
