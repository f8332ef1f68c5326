"""The indexers of a simulated Arr: which of them answer a search, and what health says of those that do not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ..http import Reply
from .routes import Call, Route
from .traits import give
from .wire import Json, json_reply, no_such_row


@dataclass(slots=True, kw_only=True)
class Indexer:
    """One indexer; ``rejects_hashes`` compares a fetched torrent with the blocklist. A test may change it."""

    id: int
    name: str
    url: str = "https://indexer.invalid"
    automatic: bool = True
    rejects_hashes: bool = False
    minimum_seeders: int = 1
    seed_ratio: float | None = None
    seed_minutes: int | None = None
    priority: int = 25

    def resource(self) -> Json:
        fields = {
            "baseUrl": self.url,
            "apiPath": "/api",
            "minimumSeeders": self.minimum_seeders,
            "seedCriteria.seedRatio": self.seed_ratio,
            "seedCriteria.seedTime": self.seed_minutes,
            "rejectBlocklistedTorrentHashesWhileGrabbing": self.rejects_hashes,
        }
        return {
            "id": self.id,
            "name": self.name,
            "implementation": "Torznab",
            "implementationName": "Torznab",
            "configContract": "TorznabSettings",
            "protocol": "torrent",
            "priority": self.priority,
            "enableRss": True,
            "enableAutomaticSearch": self.automatic,
            "enableInteractiveSearch": True,
            "supportsRss": True,
            "supportsSearch": True,
            "downloadClientId": 0,
            "tags": [],
            "fields": [
                {"order": order, "name": name, "value": value} for order, (name, value) in enumerate(fields.items())
            ],
        }


@dataclass(slots=True)
class Indexers:
    """All indexers by name; ``in_back_off`` are the names of those that failed, ``asked`` counts the searches of each.

    An indexer that only a release names is not listed, and always answers.
    """

    by_name: dict[str, Indexer] = field(default_factory=dict)
    in_back_off: set[str] = field(default_factory=set)
    asked: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, **traits: object) -> Indexer:
        """Add an indexer; ``traits`` are other fields of ``Indexer``."""
        indexer = Indexer(id=len(self.by_name) + 1, name=name)
        give(indexer, traits)
        self.by_name[name] = indexer
        return indexer

    def ask(self) -> bool:
        """Let one search go out to all that may be asked; whether there was one."""
        names = [name for name, indexer in self.by_name.items() if indexer.automatic and name not in self.in_back_off]
        self.asked.update(names)
        return bool(names)

    def answers(self, name: str) -> bool:
        indexer = self.by_name.get(name)
        return name not in self.in_back_off and (indexer is None or indexer.automatic)

    def rejects_hashes(self, name: str) -> bool:
        return name in self.by_name and self.by_name[name].rejects_hashes

    def complaint(self) -> Json | None:
        """What health says: a warning for some, an error for all."""
        failed = [name for name in self.by_name if name in self.in_back_off]
        if not failed:
            return None
        every = len(failed) == len(self.by_name)
        some = f"Indexers unavailable due to failures: {', '.join(failed)}"
        return {
            "source": "IndexerStatusCheck",
            "type": "error" if every else "warning",
            "message": "All indexers are unavailable due to failures" if every else some,
            "wikiUrl": "https://wiki.invalid/system#indexers-are-unavailable-due-to-failures",
        }

    def routes(self) -> list[Route]:
        return [("GET", "indexer", self.list), ("GET", "indexer/{id}", self.get)]

    def list(self, _call: Call) -> Reply:
        return json_reply([indexer.resource() for indexer in self.by_name.values()])

    def get(self, call: Call) -> Reply:
        indexer = next((indexer for indexer in self.by_name.values() if indexer.id == call.id), None)
        if indexer is None:
            raise no_such_row()
        return json_reply(indexer.resource())
