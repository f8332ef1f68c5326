"""Blocklist of a simulated Arr: releases that failed; hashes are kept but never shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..http import Reply
from .app import App
from .routes import Call, Route, status_only
from .wire import Json, json_reply, model_not_found, page_of, stamp


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
            return self.holds(torrent_hash)
        return any(title.lower() in entry.source_title.lower() and indexer == entry.indexer for entry in self.entries)

    def holds(self, torrent_hash: str) -> bool:
        return any(entry.torrent_hash == torrent_hash.upper() for entry in self.entries)

    def drop(self, ids: list[int]) -> None:
        self.entries[:] = [entry for entry in self.entries if entry.id not in ids]

    def __len__(self) -> int:
        return len(self.entries)


class BlocklistEndpoints:
    def __init__(self, blocklist: Blocklist, app: App) -> None:
        self.blocklist, self.app = blocklist, app

    def routes(self) -> list[Route]:
        of_one: list[Route] = [("GET", f"blocklist/{self.app.group}", self.of_one)]
        return [
            ("GET", "blocklist", self.page),
            *(of_one if self.app.group == self.app.item else []),  # Radarr alone has it
            ("DELETE", "blocklist/bulk", self.delete_bulk),
            ("DELETE", "blocklist/{id}", self.delete),
        ]

    def page(self, call: Call) -> Reply:
        wanted = call.query.numbers(f"{self.app.group}Ids")
        key = self.app.group_key
        return page_of(
            [entry for entry in self.blocklist.entries if not wanted or entry.owner.get(key) in wanted],
            call.query,
            sort_keys={
                "date": lambda entry: entry.date,
                "indexer": lambda entry: entry.indexer,
                "languages": lambda _entry: 0,
                "quality": lambda entry: self.app.qualities.rank_of(entry.source_title),
                "sourceTitle": lambda entry: entry.source_title,
            },
            render=self.resource,
            sorts_by_anything=self.app.sorts_by_anything,
        )

    def resource(self, entry: BlocklistEntry) -> Json:
        return {
            "id": entry.id,
            **entry.owner,
            "sourceTitle": entry.source_title,
            **self.app.describe(entry.source_title),
            "date": stamp(entry.date),
            "protocol": "torrent",
            "indexer": entry.indexer,
            "message": entry.message,
        }

    def of_one(self, call: Call) -> Reply:
        key = self.app.group_key
        wanted = call.query.number(key, 0)
        return json_reply([self.resource(entry) for entry in self.blocklist.entries if entry.owner.get(key) == wanted])

    def delete(self, call: Call) -> Reply:
        if not any(entry.id == call.id for entry in self.blocklist.entries):
            raise model_not_found("Blocklist", call.id)
        self.blocklist.drop([call.id])
        return status_only(200)

    def delete_bulk(self, call: Call) -> Reply:
        self.blocklist.drop(call.ids())
        return json_reply({})
