"""All torrents of all clients at one moment: filtered, sorted, counted. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from qbitrr.ports import View

from ..shapes.downloads import DownloadsQuery
from .rows import Key, Row

GRAVITY: Mapping[str, int] = {"unknown": 0, "healthy": 1, "degraded": 2, "failed": 3}

FACETS: Mapping[str, Callable[[Row], str]] = {
    "client": lambda row: row.torrent.client,
    "owner": lambda row: row.thought.owner,
    "category": lambda row: row.torrent.category,
    "state": lambda row: row.torrent.state.value,
    "stage": lambda row: row.thought.stage,
    "health": lambda row: row.thought.health,
    "tracker": lambda row: row.tracker,
}
"""What the list can be narrowed down by. The names are those of the query's keys."""

SORTS: Mapping[str, Callable[[Row], object]] = {
    **FACETS,
    "name": lambda row: row.torrent.name.casefold(),
    "progress": lambda row: row.torrent.progress,
    "size": lambda row: row.torrent.size,
    "added": lambda row: row.torrent.added,
    "ratio": lambda row: row.torrent.ratio,
    "download_speed": lambda row: row.torrent.download_speed,
    "upload_speed": lambda row: row.torrent.upload_speed,
    "next_action": lambda row: row.thought.action or None,
    "look_again": lambda row: row.thought.look_again,
    "health": lambda row: GRAVITY.get(row.thought.health, 0),
}
"""What the list can be sorted by. What has None comes last, whatever the order."""

MOST_VALUES = 200
"""Values of one facet that are told, the most frequent ones."""


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """``version`` grows with every change. ``clients`` are their views without the torrents.

    ``silent`` says who could not be asked, and why. ``ready``: everybody was asked at least once.
    """

    version: int = 0
    rows: Mapping[Key, Row] = field(default_factory=dict)
    clients: Mapping[str, View] = field(default_factory=dict)
    silent: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
    ready: bool = False

    @property
    def complete(self) -> bool:
        """Whether every client's list is whole."""
        return self.ready and all(view.complete for view in self.clients.values())

    @cached_property
    def facets(self) -> dict[str, dict[str, int]]:
        """How many torrents have each value."""
        rows = self.rows.values()
        return {name: dict(Counter(map(of, rows)).most_common(MOST_VALUES)) for name, of in FACETS.items()}


def chosen(snapshot: Snapshot, query: DownloadsQuery) -> list[Row]:
    """The rows that fit a query, in its order."""
    rows: Iterable[Row] = snapshot.rows.values()
    for name, of in FACETS.items():
        if wanted := frozenset(filter(None, str(getattr(query, name)).split(","))):
            rows = [row for row in rows if of(row) in wanted]
    if text := query.search.strip().casefold():
        rows = [row for row in rows if text in row.torrent.name.casefold() or row.torrent.hash.startswith(text)]
    if query.attention:
        rows = [row for row in rows if row.tone in ("bad", "attention")]
    return _sorted(rows, query)


def _sorted(rows: Iterable[Row], query: DownloadsQuery) -> list[Row]:
    """By one key, and what has the same by name."""
    key = SORTS[query.sort]
    with_value: list[tuple[object, Row]] = []
    without: list[Row] = []
    for row in rows:
        value = key(row)
        without.append(row) if value is None else with_value.append((value, row))
    by_name = SORTS["name"]
    if query.sort != "name":
        with_value.sort(key=lambda pair: by_name(pair[1]))  # type: ignore[arg-type, return-value]
    with_value.sort(key=lambda pair: pair[0], reverse=query.order == "down")  # type: ignore[arg-type, return-value]
    return [*(row for _, row in with_value), *sorted(without, key=by_name)]  # type: ignore[arg-type]
