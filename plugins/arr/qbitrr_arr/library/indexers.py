"""The indexers that an app's searches go to, and which of them it leaves alone, as its health checks say."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qbitrr import Indexer

from ..fields import flag, text
from ..indexer_names import plain_name

if TYPE_CHECKING:
    from ..edge import Edge

EVERY = timedelta(minutes=10)
FAILING = frozenset({"IndexerStatusCheck", "IndexerLongTermStatusCheck"})
"""The checks that say so; their texts name the indexers, but are translated."""


class Indexers:
    """What was last read of them."""

    def __init__(self, name: str, edge: Edge) -> None:
        self._name = name
        self._edge = edge
        self._known: tuple[Indexer, ...] = ()
        self._read_at: datetime | None = None

    def read(self, now: datetime) -> tuple[Indexer, ...]:
        """All that searches go to. One more without a name of its own stands for some of them that rest."""
        if self._read_at is None or not timedelta() <= now - self._read_at < EVERY:
            self._known = self._ask()
            self._read_at = now
        return self._known

    def _ask(self) -> tuple[Indexer, ...]:
        names = [
            plain_name(text(record, "name"))
            for record in self._edge.read_all("indexer")
            if flag(record, "enableAutomaticSearch") is not False
        ]
        said = {text(one, "type") for one in self._edge.read_all("health") if text(one, "source") in FAILING}
        known = tuple(Indexer(name=name, resting="error" in said) for name in sorted(filter(None, names)))
        if said and "error" not in said:
            return (*known, Indexer(name=f"an indexer of {self._name}", resting=True))
        return known
