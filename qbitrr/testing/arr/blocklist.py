"""Blocklist of a simulated Arr: releases that failed; hashes are kept but never shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..http import Reply
from .quality import LANGUAGES, quality_of
from .routes import Call, Route, status_only
from .wire import json_reply, model_not_found, page_of, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocklistEntry:
    """A release that is not to be grabbed again; ``owner`` names its items as the API does."""

    id: int
    date: float
    owner: Mapping[str, object]
    source_title: str
    torrent_hash: str
    indexer: str
    message: str

    def resource(self) -> dict[str, object]:
        return {
            "id": self.id,
            **self.owner,
            "sourceTitle": self.source_title,
            "languages": LANGUAGES,
            "quality": quality_of(self.source_title),
            "customFormats": [],
            "date": stamp(self.date),
            "protocol": "torrent",
            "indexer": self.indexer,
            "message": self.message,
        }


@dataclass(slots=True)
class Blocklist:
    """The entries, oldest first."""

    clock: Callable[[], float]
    entries: list[BlocklistEntry] = field(default_factory=list)
    _given: int = 0

    def add(self, owner: Mapping[str, object], title: str, torrent_hash: str, indexer: str, message: str) -> None:
        self._given += 1
        entry = BlocklistEntry(
            id=self._given,
            date=self.clock(),
            owner=owner,
            source_title=title,
            torrent_hash=torrent_hash.upper(),
            indexer=indexer,
            message=message,
        )
        self.entries.append(entry)

    def blocks(self, title: str, torrent_hash: str, indexer: str) -> bool:
        """Equality of hashes if the release has one; else its title at the same indexer."""
        if torrent_hash:
            return any(entry.torrent_hash == torrent_hash.upper() for entry in self.entries)
        return any(title.lower() in entry.source_title.lower() and indexer == entry.indexer for entry in self.entries)

    def drop(self, ids: list[int]) -> None:
        self.entries[:] = [entry for entry in self.entries if entry.id not in ids]

    def __len__(self) -> int:
        return len(self.entries)


class BlocklistEndpoints:
    """``item`` is the app's word for an item ("movie")."""

    def __init__(self, blocklist: Blocklist, item: str) -> None:
        self.blocklist, self.item = blocklist, item

    def routes(self) -> list[Route]:
        return [
            ("GET", "blocklist", self.page),
            ("GET", f"blocklist/{self.item}", self.of_item),
            ("DELETE", "blocklist/bulk", self.delete_bulk),
            ("DELETE", "blocklist/{id}", self.delete),
        ]

    def page(self, call: Call) -> Reply:
        wanted = call.query.numbers(f"{self.item}Ids")
        key = f"{self.item}Id"
        entries = [entry for entry in self.blocklist.entries if not wanted or entry.owner.get(key) in wanted]
        return page_of(
            [entry.resource() for entry in entries],
            call.query,
            sort_keys=("date", "indexer", "languages", "quality", "sourceTitle"),
            page_past_end=lambda _total, _size: None,
        )

    def of_item(self, call: Call) -> Reply:
        key = f"{self.item}Id"
        wanted = call.query.number(key, 0)
        return json_reply([entry.resource() for entry in self.blocklist.entries if entry.owner.get(key) == wanted])

    def delete(self, call: Call) -> Reply:
        if not any(entry.id == call.id for entry in self.blocklist.entries):
            raise model_not_found("Blocklist", call.id)
        self.blocklist.drop([call.id])
        return status_only(200)

    def delete_bulk(self, call: Call) -> Reply:
        self.blocklist.drop(call.ids())
        return json_reply({})
