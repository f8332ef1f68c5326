"""What one section's cycle costs when nothing, and when everything, has changed; all of it in this process."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from qbitrr.clients.messages import News, Status, packed, parts
from qbitrr.clients.remote import RemoteClient
from qbitrr.clients.rows import to_row
from qbitrr.clients.subscription import Subscription
from qbitrr.config.configuration import load
from qbitrr.cycle import Cycling
from qbitrr.domain import Download, Torrent, TorrentFile, Tracker, TrackerStatus
from qbitrr.lifecycle import Stage
from qbitrr.ports import Details, View
from qbitrr.section import assemble
from qbitrr.store.database import open_store, prepare
from qbitrr.store.store import Store
from qbitrr.testing.builders import make_complete, make_download, make_torrent
from qbitrr.worker import SPREAD, spare_garbage_collector

from . import servers
from .table import Row
from .world import CLIENT, SECTIONS, World

NUMBER, LOADING = 10_000, 4_000
SECTION = SECTIONS[0]
HOST = "tracker.example.org"
FILES = (TorrentFile(index=0, path="A.Film/film.mkv", size=10**9), TorrentFile(index=1, path="A.Film/film.nfo", size=9))
TRACKERS = (Tracker(f"https://{HOST}/announce", TrackerStatus.WORKING),)
ROW = {"Host": HOST, "MaxRatio": 99.0, "MaxSeedingTime": "365d"}
EVERY_RULE: Mapping[str, Mapping[str, object]] = {
    "stalled": {},
    "slow": {"MinSpeed": "1K", "MaxETA": "30d"},
    "unavailable": {},
    "metadata": {},
    "errors": {},
    "files": {"FolderExclusionRegex": ["extras", "samples?"], "FileNameExclusionRegex": ["sample", "trailer"]},
    "arr_messages": {},
    "trackers": {"Rows": [{"Host": HOST, "AddTags": []}], "RemoveDead": True, "ReannounceWithin": "10m"},
    "seeding": {"RemoveWhen": "either", "Rows": [ROW]},
    "obligations": {"Rows": [{"Host": HOST, "MinRatio": 1.0, "MinSeedingTime": "30d"}]},
    "links": {},
    "ffprobe": {},
}
"""Options with which every rule that judges torrents has something to do with every torrent, and removes none."""


class Told(RemoteClient):
    """A client whose news are put into its hand instead of read from a socket."""

    def __init__(self, folder: Path) -> None:
        super().__init__(CLIENT, folder)
        self._heard = Subscription()
        self._messages: list[bytes] = []

    def details(self, hashes: tuple[str, ...], *, files: bool = False, trackers: bool = False) -> Mapping[str, Details]:
        return dict.fromkeys(hashes, Details(FILES if files else None, TRACKERS if trackers else None))

    def hear(self, torrents: Sequence[Torrent]) -> None:
        rows = tuple(map(to_row, torrents))
        hundreds = (rows[begin : begin + 100] for begin in range(0, len(rows), 100))
        self._messages = [message for some in hundreds for message in parts(some, afresh=False)]
        self._messages.append(packed(News(last=Status(connected=True, complete=True, at=datetime.now(UTC)))))

    def drain(self) -> View:
        for message in self._messages:
            self._heard.take(pickle.loads(message))
        self._messages.clear()
        return self._heard.view()


def rows(world: World) -> Iterator[Row]:
    """A section of the world's configuration; some of its torrents download, most are known and imported."""
    database = world.folder / "cycles.db"
    prepare(database)
    now = datetime.now(UTC)
    loading = [_loading(n, now) for n in range(LOADING)]
    seeding = [_seeding(n, now) for n in range(LOADING, NUMBER)]
    world.arrs[SECTION](servers.expect_all, [(one.hash, one.name) for one in loading])
    for rules, label in (({}, ""), (EVERY_RULE, ", every rule on")):
        with open_store(database) as store, closing(Told(world.folder)) as client:
            store.downloads.save_all(_imported(one, now) for one in seeding)
            cycling = _cycling(world, store, client, rules)
            try:
                yield from _measured(cycling, client, [*loading, *seeding], now, label)
            finally:
                cycling.stop()


def _cycling(world: World, store: Store, client: Told, rules: Mapping[str, Mapping[str, object]]) -> Cycling:
    configuration = load(world.data / "config.toml", {})
    section = configuration.instances[SECTION]
    section = replace(section, rules={**section.rules, **rules})
    assembled = assemble(section, configuration.settings, [client], store, datetime.now(UTC), spread=SPREAD)
    cycling = Cycling(assembled, {CLIENT: client}, store)
    cycling.start()
    return cycling


def _measured(cycling: Cycling, client: Told, torrents: list[Torrent], now: datetime, label: str) -> Iterator[Row]:
    client.hear(torrents)
    first = _cost(lambda: cycling.turn(now))
    for detailed in cycling.section.detailed:
        detailed.read_all(frozenset(), within=60)
    cycling.turn(now + timedelta(seconds=1))
    spare_garbage_collector()
    unchanged = median(_cost(lambda n=n: cycling.turn(now + timedelta(seconds=n))) for n in range(2, 22))  # type: ignore[misc]
    changed = []
    for n in range(22, 27):
        torrents = [_later(one) for one in torrents]
        client.hear(torrents)
        changed.append(_cost(lambda n=n: cycling.turn(now + timedelta(seconds=n))))  # type: ignore[misc]
    client.hear([replace(one, position=one.position + 1) for one in torrents])
    judged = _cost(lambda: cycling.turn(now + timedelta(seconds=28)))
    client.hear([_later(one) for one in torrents])
    written = _cost(lambda: cycling.turn(now + timedelta(seconds=90)))
    cycle = f"one cycle over {NUMBER:,} torrents{label}"
    yield Row.at_most(f"{cycle}, none changed: processor", 10, unchanged, "ms")
    yield Row.at_most(f"{cycle}, all progressed: processor", 500, median(changed), "ms")
    yield Row.only(f"{cycle}, all judged again at once", judged, "ms")
    yield Row.only(f"{cycle}, all judged and their progress stored (once a minute)", written, "ms")
    yield Row.only(f"{cycle}, all judged for the first time", first, "ms")


def _loading(number: int, now: datetime) -> Torrent:
    return make_torrent(**_named(number), added=now - timedelta(days=1), last_activity=now)


def _seeding(number: int, now: datetime) -> Torrent:
    return make_complete(**_named(number), added=now - timedelta(days=9), completed=now - timedelta(days=8))


def _named(number: int) -> dict[str, Any]:
    name = f"A.Film.{number}.2020.1080p.WEB-DL.x264-GRP"
    return {"hash": f"{number:040x}", "name": name, "category": SECTION.lower()}


def _imported(torrent: Torrent, now: datetime) -> Download:
    """What is remembered of it from earlier."""
    return make_download(torrent, owner=SECTION, stage=Stage.SEEDING, imported_at=now, completed_at=torrent.completed)


def _later(torrent: Torrent) -> Torrent:
    """Some data have come in, or gone out."""
    if torrent.complete:
        return replace(torrent, ratio=torrent.ratio + 0.01)
    return replace(torrent, left=torrent.left - 1000)


def _cost(act: Callable[[], object]) -> float:
    """Milliseconds of this process's processor time."""
    began = time.process_time()
    act()
    return 1000 * (time.process_time() - began)
