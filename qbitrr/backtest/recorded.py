"""How everything was at a moment of the recording, as far as it was recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import cast

from ..domain import Classification, Download, Torrent
from ..facts import Facts, Observation
from ..ports import ServerState, View
from ..recording import packing, remembering
from ..recording.batch import (
    WRONG,
    Appeared,
    Begun,
    Changed,
    Ended,
    Event,
    Known,
    Off,
    ServerSaid,
    Unreadable,
    events_of,
)
from ..recording.written import ABOUT, SOME_FILES
from ..store.recordings import Recorded
from ..watching import GAP

type Key = tuple[str, str]

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Damaged:
    """From this moment on nothing is known until it is written down whole again, and why."""

    at: datetime
    why: str


def events(rows: Iterable[Recorded]) -> Iterator[Event | Damaged]:
    """Everything that was recorded, in order. A row that cannot be read is skipped, and said so."""
    for row in rows:
        try:
            yield from events_of(row.content, row.at)
        except Unreadable as error:
            yield Damaged(row.at, str(error))


@dataclass(slots=True)
class History:
    """What the owner is recorded to have known of imports and failures; an ``ImportHistory``."""

    imports: dict[str, datetime] = field(default_factory=dict)
    failures: dict[str, datetime] = field(default_factory=dict)

    def imported(self, hashes: frozenset[str]) -> datetime | None:
        return next((self.imports[one] for one in hashes if one in self.imports), None)

    def failed(self, hashes: frozenset[str]) -> datetime | None:
        return next((self.failures[one] for one in hashes if one in self.failures), None)


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which a client was not seen."""

    client: str
    last: datetime
    again: datetime


class World:
    """Apply the events to it, in order; ``facts`` is what a cycle would have known then.

    ``ended`` are torrents that were there, and how they ended: "gone", or "held" by qbitrr itself.
    """

    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.off = True
        self.claims: dict[Key, Classification] = {}
        self.history = History()
        self.protected: dict[Key, str] = {}
        self.stopped_by_us: set[Key] = set()
        self.ended: dict[Key, tuple[str, datetime]] = {}
        self.remembered: dict[Key, Download] = {}
        self.torrents: dict[str, dict[str, Torrent]] = {}
        self.gaps: list[Gap] = []
        self.damages: list[Damaged] = []
        self._refs: dict[int, Key] = {}
        self._servers: dict[str, Mapping[str, object]] = {}
        self._unseen: dict[str, datetime] = {}
        self._changed: set[Key] = set()
        self._known = Known(_NEVER, {}, ())
        self._off_at: datetime | None = None
        self._unknown = ""
        self._apply: Mapping[type[Event | Damaged], Callable[..., None]] = {
            Off: self._end,
            Begun: self._begin,
            ServerSaid: self._server,
            Known: self._know,
            Appeared: self._appear,
            Changed: self._change,
            Ended: self._take,
            Damaged: self._doubt,
        }

    @property
    def clients(self) -> frozenset[str]:
        """The clients of which anything is known."""
        return frozenset(self._servers)

    def apply(self, event: Event | Damaged) -> None:
        """Take an event over. One of a wrong shape makes everything unknown, for it might have been anything."""
        try:
            self._apply[type(event)](event)
        except WRONG as error:
            self._doubt(Damaged(event.at, f"it is damaged ({type(error).__name__}: {error})"))

    def changed(self) -> frozenset[Key]:
        """What has changed since it was asked last."""
        changed = frozenset(self._changed)
        self._changed.clear()
        return changed

    def torrent(self, key: Key) -> Torrent | None:
        return self.torrents.get(key[0], {}).get(key[1])

    def facts(self, changed: frozenset[Key], now: datetime) -> Facts:
        """What a cycle would have known."""
        views = {client: self._view(client, changed) for client in self._servers}
        seen = [
            Observation(
                kind="torrents",
                source=client,
                at=now,
                value=view,
                complete=view.complete,
                why_incomplete=view.why_incomplete,
            )
            for client, view in views.items()
        ]
        partial = {(kind, source): why for kind, source, why in self._known.partial}
        history_why = partial.pop(("history", self.owner), None)
        seen.append(
            Observation(
                kind="history",
                source=self.owner,
                at=now,
                value=self.history,
                complete=history_why is None,
                why_incomplete=history_why or "",
            )
        )
        seen += [
            Observation(kind=kind, source=source, at=now, value=None, complete=False, why_incomplete=why)
            for (kind, source), why in partial.items()
        ]
        return Facts({(one.kind, one.source): one for one in seen}, self._known.missing)

    def _view(self, client: str, changed: frozenset[Key]) -> View:
        said = self._servers[client]
        space = said["free_space"]
        return View(
            torrents=MappingProxyType(self.torrents.get(client, {})),
            changed=frozenset(hash_ for source, hash_ in changed if source == client),
            complete=bool(said["complete"]) and not self._unknown,
            why_incomplete=self._unknown or str(said["why_incomplete"]),
            connected=bool(said["connected"]),
            server=ServerState(
                connection_status=str(said["connection_status"]),
                free_space=space if isinstance(space, int) else None,
                alternative_speed=bool(said["alternative_speed"]),
                queueing=bool(said["queueing"]),
            ),
        )

    def _end(self, event: Off) -> None:
        self.off = True
        self._off_at = self._off_at or event.at

    def _begin(self, event: Begun) -> None:
        if self.off and self._off_at:
            self.gaps += [Gap(client, self._off_at, event.at) for client in self._servers]
        self.off, self._off_at, self._unknown = False, None, ""
        self._refs.clear()
        self._servers.clear()
        self._forget_all()

    def _forget_all(self) -> None:
        for torrents in self.torrents.values():
            torrents.clear()
        self.claims.clear()

    def _server(self, event: ServerSaid) -> None:
        before = self._servers.get(event.client)
        if not event.said["complete"]:
            if before is None or before["complete"]:
                self._unseen[event.client] = event.at
        elif (last := self._unseen.pop(event.client, None)) and event.at - last > GAP:
            self.gaps.append(Gap(event.client, last, event.at))
        self._servers[event.client] = event.said

    def _know(self, event: Known) -> None:
        partial = tuple((str(kind), str(source), str(why)) for kind, source, why in event.partial)
        self._known = replace(event, partial=partial)

    def _appear(self, event: Appeared) -> None:
        torrent = packing.torrent_of(event.client, event.hash, event.values)
        self._refs[event.ref] = torrent.key
        self.ended.pop(torrent.key, None)
        self.torrents.setdefault(event.client, {})[event.hash] = torrent
        self._about(torrent.key, event.values)
        if event.remembered:
            self.remembered[torrent.key] = remembering.download_of(torrent, self.owner, event.remembered)
        self._changed.add(torrent.key)

    def _change(self, event: Changed) -> None:
        key = self._refs.get(event.ref)
        torrent = self.torrent(key) if key else None
        if key is None or torrent is None:
            return
        values = dict(event.values)
        some = values.pop(SOME_FILES, None)
        fields = {name: packing.unpacked(name, value) for name, value in values.items() if name not in ABOUT}
        if some is not None:
            fields["files"] = _with_some(torrent, cast("list[list[int]]", some))
        self.torrents[key[0]][key[1]] = replace(torrent, **fields)  # type: ignore[arg-type]
        self._about(key, values)
        self._changed.add(key)

    def _about(self, key: Key, values: Mapping[str, object]) -> None:
        """Take over what qbitrr itself knew of a torrent."""
        if "claim" in values:
            self._claim(key, values["claim"])
        for name, kept in (("imported", self.history.imports), ("failed", self.history.failures)):
            if name in values:
                kept.pop(key[1], None)
                if (at := values[name]) is not None:
                    kept[key[1]] = packing.moment(cast("float", at))
        if "protected" in values:
            self.protected.pop(key, None)
            if why := values["protected"]:
                self.protected[key] = str(why)
        if "by_us" in values:
            (self.stopped_by_us.add if values["by_us"] else self.stopped_by_us.discard)(key)

    def _claim(self, key: Key, claim: object) -> None:
        self.claims.pop(key, None)
        if isinstance(claim, list):
            media_id, title, pack, library = claim
            self.claims[key] = Classification(self.owner, media_id, str(title), tuple(pack), bool(library))

    def _take(self, event: Ended) -> None:
        key = self._refs.pop(event.ref, None)
        if key is None:
            return
        self.torrents.get(key[0], {}).pop(key[1], None)
        self.claims.pop(key, None)
        self.ended[key] = event.how, event.at

    def _doubt(self, event: Damaged) -> None:
        self.damages.append(event)
        self._refs.clear()
        self._forget_all()
        self._unknown = "what was recorded of it cannot be read"


def _with_some(torrent: Torrent, some: list[list[int]]) -> object:
    """The files of a torrent with what is different of some."""
    changed = {index: (tenths, wanted) for index, tenths, wanted in some}
    return tuple(
        replace(one, progress=changed[one.index][0] / 10, wanted=bool(changed[one.index][1]))
        if one.index in changed
        else one
        for one in torrent.files or ()
    )
