"""Values for tests: sensible by default, so that a test shows only what matters to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from ..bench import Bench
from ..domain import (
    Classification,
    Decision,
    Download,
    State,
    Torrent,
)
from ..facts import Facts, Observation
from ..hooks import Hooks
from ..hookspecs import hookimpl
from ..judging import judge
from ..lifecycle import Stage
from ..plugins import new_manager
from ..ports import View

NOW = datetime(2030, 1, 1, tzinfo=UTC)


def make_torrent(*, idle: timedelta = timedelta(0), age: timedelta = timedelta(hours=6), **changes: Any) -> Torrent:
    """A healthy torrent, half downloaded, with the given differences; ``idle`` and ``age`` count back from NOW."""
    progress = changes.get("progress", 0.5)
    size = changes.get("size", 1_000_000_000)
    fields: dict[str, Any] = {
        "client": "qBit",
        "hash": "a" * 40,
        "name": "A.Film.2030.1080p.WEB-DL.x264-GRP",
        "category": "movies",
        "state": State.DOWNLOADING,
        "progress": progress,
        "size": size,
        "left": round(size * (1 - progress)),
        "added": NOW - age,
        "last_activity": NOW - idle,
        "content_path": f"/downloads/{changes.get('hash', 'a' * 40)}",
    }
    return Torrent(**fields | changes)


def make_complete(**changes: Any) -> Torrent:
    """A torrent that has all its data and seeds."""
    fields: dict[str, Any] = {"state": State.SEEDING, "progress": 1.0, "left": 0, "completed": NOW}
    return make_torrent(**fields | changes)


def make_download(torrent: Torrent | None = None, *, owner: str = "Radarr", **changes: Any) -> Download:
    """What is remembered of ``torrent``, first seen when it was added."""
    torrent = torrent or make_torrent()
    fields: dict[str, Any] = {
        "client": torrent.client,
        "hash": torrent.hash,
        "owner": owner,
        "name": torrent.name,
        "stage": Stage.DOWNLOADING,
        "stage_since": torrent.added,
        "state": torrent.state,
        "state_since": torrent.added,
        "first_seen": torrent.added,
        "left": torrent.left,
        "progress_at": torrent.last_activity,
    }
    return Download(**fields | changes)


def make_view(*torrents: Torrent, **changes: Any) -> View:
    """All that a client has, completely and freshly read."""
    by_hash = {torrent.hash: torrent for torrent in torrents}
    fields: dict[str, Any] = {
        "torrents": by_hash,
        "changed": frozenset(by_hash),
        "complete": True,
        "why_incomplete": "",
        "connected": True,
        "at": NOW,
    }
    return View(**fields | changes)


def make_facts(*torrents: Torrent, others: Iterable[Observation] = (), now: datetime = NOW, **view: Any) -> Facts:
    """What is known of ``torrents`` by their clients, and whatever ``others`` have observed."""
    clients = {torrent.client for torrent in torrents} or {"qBit"}
    seen = [
        Observation(
            kind="torrents",
            source=client,
            at=now,
            value=(one := make_view(*(torrent for torrent in torrents if torrent.client == client), **view)),
            complete=one.complete,
            why_incomplete=one.why_incomplete,
        )
        for client in clients
    ]
    return Facts({(one.kind, one.source): one for one in [*seen, *others]})


def make_hooks(**plugins: object) -> Hooks:
    """The façade over these plugin objects, each under its keyword as name."""
    manager = new_manager()
    for name, plugin in plugins.items():
        manager.register(plugin, name=name)
    return Hooks(manager)


def decide_one(
    torrent: Torrent,
    *,
    download: Download | None = None,
    facts: Facts | None = None,
    now: datetime = NOW,
    **plugins: object,
) -> Decision:
    """What is decided about one torrent with these plugins."""
    known = facts or make_facts(torrent, now=now)
    return judge(torrent, download, Bench(hooks=make_hooks(**plugins), facts=known, now=now))


class Owner:
    """A plugin that claims every torrent under a name, as an Arr would."""

    def __init__(self, name: str = "Radarr", media_id: int | None = 7) -> None:
        self.claim = Classification(name, media_id)

    @hookimpl
    def qbitrr_classify(self) -> Classification:
        return self.claim
