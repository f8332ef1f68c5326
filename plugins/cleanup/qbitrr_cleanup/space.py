"""Let downloads wait that do not fit on their disk, and let quarantine end early where that makes them fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from qbitrr import (
    FREE_SPACE_TAG,
    HOOK_API,
    Expire,
    Host,
    Outcome,
    Proposal,
    Start,
    State,
    Stop,
    Tag,
    Torrent,
    View,
    hookimpl,
)

from .common.words import amount
from .disks.fitting import Download, Kept, fit
from .disks.free_space import Disk, Disks, Place
from .disks.space_options import Folder, Options
from .disks.stopped import Stopped

NO_ROOM = "there is no room for it"
ROOM_AGAIN = "there is room for it again"

RUNNING = frozenset({State.DOWNLOADING, State.STALLED, State.QUEUED, State.METADATA})

COMES_WITHIN = timedelta(minutes=5)
"""How long what is to expire counts as free already. What is still there then is kept by something stronger."""

ASKED_AGAIN_AFTER = timedelta(hours=1)
"""How soon something in quarantine is asked for once more that was refused, or is kept."""


class Space:
    """Gives the room on each disk to those that run, then to those that wait, in the order of the client's queue."""

    hook_api = HOOK_API
    Config = Options

    def __init__(self, config: Options) -> None:
        self.config = config
        self.disks: Disks | None = None
        self.stopped = Stopped()
        self._host: Host | None = None
        self._asked: dict[str, datetime] = {}
        self._expiring: dict[str, datetime] = {}
        self._now = datetime.min.replace(tzinfo=UTC)

    @hookimpl
    def qbitrr_worker_start(self, host: Host) -> None:
        self._host = host
        self.stopped.load(host.notes)

    @hookimpl
    def qbitrr_worker_stop(self) -> None:
        if self.disks:
            self.disks.close()

    @hookimpl
    def qbitrr_balance(
        self, view: View, client: str, held: Mapping[str, datetime], stopped_by_us: frozenset[str], now: datetime
    ) -> Sequence[Proposal] | None:
        self._now = now
        self.disks = self.disks or self._disks_of(client)
        self.stopped.look(view, now)
        self._asked = {key: at for key, at in self._asked.items() if key in held and now - at < ASKED_AGAIN_AFTER}
        self._expiring = {key: at for key, at in self._expiring.items() if key in held and now - at < COMES_WITHIN}
        places: dict[Place, list[Torrent]] = {}
        for torrent in view.torrents.values():
            if torrent.hash in held or not torrent.complete:
                places.setdefault(self.disks.place_of(torrent), []).append(torrent)
        proposals = [
            proposal
            for disk in self.disks.read(view.server, now)
            for proposal in self._on(
                disk, [one for place in disk.places for one in places.get(place, ())], held, stopped_by_us
            )
        ]
        return [*proposals, *_tags_to_take_back(view.torrents.values())] or None

    @hookimpl
    def qbitrr_post_action(self, outcome: Outcome, torrent: Torrent) -> None:
        if not outcome.ok:
            return
        if isinstance(outcome.action, Stop) and outcome.action.reason.startswith(NO_ROOM):
            self.stopped.add(torrent.hash, self._now)
        elif isinstance(outcome.action, Start) and outcome.action.reason.startswith(ROOM_AGAIN):
            self.stopped.started(torrent.hash, self._now)
        elif isinstance(outcome.action, Expire):
            self._expiring[torrent.hash] = self._now

    def _disks_of(self, client: str) -> Disks:
        rest = Place("", self.config.folder, self.config.keep_free)
        return Disks(rest, [self._place(row, client) for row in self.config.folders])

    def _place(self, row: Folder, client: str) -> Place:
        keep_free = self.config.keep_free if row.keep_free is None else row.keep_free
        path = row.path or (str(self._host.local_path(client, row.folder)) if self._host else row.folder)
        return Place(row.folder, path, keep_free)

    def _on(
        self, disk: Disk, torrents: Iterable[Torrent], held: Mapping[str, datetime], stopped_by_us: frozenset[str]
    ) -> Iterator[Proposal]:
        """What to do about one disk."""
        by_turn = sorted(torrents, key=_turn)
        loading = [one for one in by_turn if one.hash not in held]
        running = [one for one in loading if self._runs(one)]
        waiting = [one for one in loading if self._waits(one, stopped_by_us)]
        oldest_first = sorted((one for one in by_turn if one.hash in held), key=lambda one: held[one.hash])
        room = disk.free - disk.keep_free
        found = fit(
            list(map(self._download, running)),
            list(map(self._download, waiting)),
            [self._kept(one) for one in oldest_first if one.hash not in self._asked],
            room=room,
            coming=sum(self._kept(one).size for one in oldest_first if one.hash in self._expiring),
            spare=self.config.spare,
        )
        have = f"{amount(max(room, 0))} free beyond the {amount(disk.keep_free)} to keep"
        lack = {one.hash: f"{amount(self._download(one).need)} to load, {have}" for one in loading}
        self._asked |= dict.fromkeys(found.expire, self._now)
        yield from (Proposal(key, Expire(f"its room is needed: {have}")) for key in found.expire)
        yield from (Proposal(key, Stop(f"{NO_ROOM}: {lack[key]}")) for key in found.stop)
        yield from (Proposal(key, Start(f"{ROOM_AGAIN}: {lack[key]}")) for key in found.start)

    def _runs(self, torrent: Torrent) -> bool:
        if torrent.state is State.STOPPED:
            return self.stopped.is_starting(torrent.hash, self._now)
        return torrent.state in RUNNING and not self.stopped.is_stopping(torrent.hash, self._now)

    def _waits(self, torrent: Torrent, stopped_by_us: frozenset[str]) -> bool:
        ours = torrent.hash in self.stopped or FREE_SPACE_TAG in torrent.tags
        stopped = torrent.state is State.STOPPED and torrent.hash in stopped_by_us
        return stopped and ours and not self._runs(torrent)

    def _download(self, torrent: Torrent) -> Download:
        begun = torrent.downloaded > 0 or torrent.progress > 0
        return Download(torrent.hash, 0 if self.config.preallocated and begun else torrent.left)

    def _kept(self, torrent: Torrent) -> Kept:
        return Kept(torrent.hash, torrent.size if self.config.preallocated else torrent.size - torrent.left)


def _turn(torrent: Torrent) -> tuple[bool, bool, int, datetime, str]:
    """What is forced is the last to be stopped; then the client's queue decides; then who came first."""
    return not torrent.forced, torrent.position <= 0, torrent.position, torrent.added, torrent.hash


def _tags_to_take_back(torrents: Iterable[Torrent]) -> Iterator[Proposal]:
    """The other tool's tag means nothing on what is not stopped."""
    for torrent in torrents:
        if FREE_SPACE_TAG in torrent.tags and torrent.state is not State.STOPPED:
            yield Proposal(torrent.hash, Tag("it does not wait any more", remove=frozenset({FREE_SPACE_TAG})))
