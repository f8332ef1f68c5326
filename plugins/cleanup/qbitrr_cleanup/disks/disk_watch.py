"""Watches the disks of torrents from a thread of its own: a dead one holds up nothing, and proves nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from qbitrr import Host, State, Torrent, View

from .background import Background
from .sights import Disk, Sight, disk_of, look, place_of

LOOK_EVERY = timedelta(minutes=1)
SIGHT_HOLDS = timedelta(minutes=3)
FORGOTTEN_AFTER = timedelta(hours=1)

WITNESSES = 8
"""The oldest complete torrents of a folder: more would prove no more."""

_WELL = frozenset({State.SEEDING, State.STOPPED, State.QUEUED})

type Complete = tuple[datetime, str]


class DiskWatch:
    """What is known of each torrent's disk now. Looks at a folder, and through a client's torrents, once a minute."""

    def __init__(self, markers: Collection[Path]) -> None:
        self.host: Host | None = None
        self._sights: Background[Path, Sight] = Background(
            lambda folder: look(folder, markers), fresh=LOOK_EVERY, valid=SIGHT_HOLDS
        )
        self._complete: dict[str, tuple[datetime, Mapping[str, list[Complete]]]] = {}

    def of(self, torrent: Torrent, view: View, now: datetime) -> Disk:
        """What is known of a torrent's disk. Never waits: what has not answered is not known."""
        folder, name = place_of(torrent.content_path)
        if not folder or self.host is None:
            return Disk("it is not known where its files are")
        seen = self._sights.ask(self.host.local_path(torrent.client, folder), now)
        if seen is None:
            return Disk("its disk has not answered", doubtful=True)
        if seen.value is None:
            return Disk(f"its folder cannot be read ({seen.error})", doubtful=True)
        return disk_of(seen.value, name, self._witnesses(torrent, folder, view, now))

    def forget(self, now: datetime) -> None:
        """Forget what nobody has asked about for long."""
        self._sights.forget(now - FORGOTTEN_AFTER)

    def close(self) -> None:
        self._sights.close()

    def _witnesses(self, torrent: Torrent, folder: str, view: View, now: datetime) -> list[str]:
        """The names of what was complete in its folder before it was added: what came later may lie beside a disk."""
        found = self._complete.get(torrent.client)
        if found is None or not timedelta(0) <= now - found[0] < LOOK_EVERY:
            found = self._complete[torrent.client] = now, _complete_in(view)
        return [name for completed, name in found[1].get(folder, ()) if completed < torrent.added]


def _complete_in(view: View) -> Mapping[str, list[Complete]]:
    """The first complete torrents of each folder, with when they were."""
    found: defaultdict[str, list[Complete]] = defaultdict(list)
    for torrent in view.torrents.values():
        folder, name = place_of(torrent.content_path)
        if folder and torrent.complete and torrent.completed and torrent.state in _WELL:
            found[folder].append((torrent.completed, name))
    return {folder: sorted(those)[:WITNESSES] for folder, those in found.items()}
