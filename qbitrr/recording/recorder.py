"""Write down what a section's torrents do, as its rules could see it: only what changes, once a minute together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ..domain import Decision, Download, Torrent
from ..facts import Facts, ImportHistory
from ..pipeline import Cycle, Pipeline, views_of
from ..ports import View
from ..standing import Standing
from ..store.store import Store
from . import packing, remembering
from .batch import Appeared, Batch, Begun, Changed, Ended, Known, Off, ServerSaid
from .written import Once, Written, once_of, whole

type Key = tuple[str, str]

EVERY = timedelta(minutes=1)
"""How often what has changed is written, in one transaction."""

SELDOM = 10
"""Of what is complete, mere movement is written only every so many times: nobody waits for it."""

WHOLE_EVERY = timedelta(days=1)
MOST = 256 << 20
"""Bytes that are kept of a section at the most."""

WHOLE_AFTER = MOST // 8
"""Everything is written anew after so many bytes, so that the oldest can be forgotten in pieces."""

FLAPPING = 10
"""A torrent that changes its state more often than this within a minute is written down with the minute."""

SEEN = "core.seen/{}"
"""The notes in which a section keeps when it last saw each client."""

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class _Known:
    """A torrent that was written down, and how often in this minute it may still be at once."""

    ref: int
    written: Written
    left: int = FLAPPING


class Recorder:
    """Records what one section sees. When nothing changes, nothing is written."""

    def __init__(self, owner: str, store: Store, *, keep: timedelta, after: timedelta = timedelta(0)) -> None:
        """``after``: so long after the first cycle it begins, for the first moments belong to the torrents."""
        self._owner = owner
        self._recordings = store.recordings
        self._on = keep > timedelta(0)
        self._until = last_seen(store, owner) if self._on else None
        self._batch = Batch()
        self._torrents: dict[Key, _Known] = {}
        self._moved: dict[Key, tuple[Torrent, Once, datetime]] = {}
        self._flapped: list[_Known] = []
        self._held: frozenset[Key] = frozenset()
        self._servers: dict[str, Mapping[str, object]] = {}
        self._known: object = None
        self._refs = 0
        self._minutes = 0
        self._written = 0
        self._at: datetime | None = None
        self._after = after
        self._first: datetime | None = None
        self._due = self._whole_due = _NEVER

    def note(self, pipeline: Pipeline, facts: Facts, cycle: Cycle, standing: Standing, now: datetime) -> None:
        """Take down what a cycle has seen."""
        self._first = self._first or now
        if not self._on or timedelta(0) <= now - self._first < self._after:
            return
        history = _history(facts, self._owner)
        views = views_of(facts)
        if self._at is None or now < self._at:
            self._begin(pipeline, facts, standing, now)
        else:
            self._note_outside(views, facts, now)
            for decision in cycle.decisions:
                self._note(decision, pipeline.downloads.get(decision.torrent.key), history, standing, now)
            for gone in cycle.gone:
                self._end(gone.key, "gone", now)
            for key in standing.held - self._held:
                self._end(key, "held", now)
        self._held = standing.held
        self._at = now
        if now >= self._due:
            self._flush(pipeline, facts, standing, now)

    def close(self) -> None:
        """Write what is left, and that the recording ends here."""
        if self._at is None:
            return
        self._note_moved(seldom=True)
        self._batch.events.append(Off(self._at))
        self._write(self._at)
        self._at = None

    def _begin(self, pipeline: Pipeline, facts: Facts, standing: Standing, now: datetime) -> None:
        """Write down everything, after a time in which nothing was recorded."""
        if self._at is not None:  # the clock was set back
            self._until = None
        if self._until and self._until < now:
            self._batch.events.append(Off(self._until))
            self._write(self._until)
        self._whole(pipeline, facts, standing, now)
        self._due = now + EVERY

    def _whole(self, pipeline: Pipeline, facts: Facts, standing: Standing, now: datetime) -> None:
        self._write(now)
        history = _history(facts, self._owner)
        self._torrents.clear()
        self._servers.clear()
        self._moved.clear()
        self._known, self._refs = None, 0
        self._batch.events.append(Begun(now))
        self._note_outside(views_of(facts), facts, now)
        for key, decision in pipeline.latest.items():
            if key not in standing.held:
                self._note(decision, pipeline.downloads.get(key), history, standing, now)
        self._write(now)
        self._whole_due, self._written = now + WHOLE_EVERY, 0
        self._recordings.shrink(self._owner, MOST)

    def _note_outside(self, views: Mapping[str, View], facts: Facts, now: datetime) -> None:
        for client, view in views.items():
            said = _server(view)
            if self._servers.get(client) != said:
                self._servers[client] = said
                self._batch.events.append(ServerSaid(now, client, said))
        partial = tuple(
            (one.kind, one.source, one.why_incomplete[: packing.MESSAGE])
            for one in facts.observations.values()
            if not one.complete and one.kind != "torrents"
        )
        known = tuple(sorted(facts.missing)), tuple((kind, source) for kind, source, _ in partial)
        if known != self._known:
            self._known = known
            missing = {name: why[: packing.MESSAGE] for name, why in facts.missing.items()}
            self._batch.events.append(Known(now, missing, partial))

    def _note(
        self,
        decision: Decision,
        download: Download | None,
        history: ImportHistory | None,
        standing: Standing,
        now: datetime,
    ) -> None:
        torrent = decision.torrent
        known = self._torrents.get(torrent.key)
        if known is None and decision.classification is None:
            return  # it is somebody else's
        once = once_of(decision, download, history, by_us=torrent.key in standing.stopped_by_us)
        if known is None:
            self._appear(torrent, once, download, now)
        elif once != known.written.once and known.left > 0:
            known.left -= 1
            self._flapped.append(known)
            self._moved.pop(torrent.key, None)
            self._change(known, torrent, once, now)
        elif torrent is not known.written.torrent or once != known.written.once:
            before = self._moved.get(torrent.key)
            if before is None or before[:2] != (torrent, once):
                self._moved[torrent.key] = torrent, once, now

    def _appear(self, torrent: Torrent, once: Once, download: Download | None, now: datetime) -> None:
        self._refs += 1
        self._torrents[torrent.key] = _Known(self._refs, Written(torrent, once))
        remembered = remembering.packed(download) if download else {}
        values = whole(torrent, once)
        self._batch.events.append(Appeared(now, self._refs, torrent.client, torrent.hash, values, remembered))

    def _change(self, known: _Known, torrent: Torrent, once: Once, at: datetime) -> None:
        if values := known.written.change(torrent, once):
            self._batch.events.append(Changed(at, known.ref, values))

    def _end(self, key: Key, how: str, now: datetime) -> None:
        self._moved.pop(key, None)
        if known := self._torrents.pop(key, None):
            self._batch.events.append(Ended(now, known.ref, how))

    def _flush(self, pipeline: Pipeline, facts: Facts, standing: Standing, now: datetime) -> None:
        self._minutes += 1
        self._note_moved(seldom=self._minutes % SELDOM == 0)
        self._write(now)
        if self._written and (now >= self._whole_due or self._written > WHOLE_AFTER):
            self._whole(pipeline, facts, standing, now)
        for known in self._flapped:
            known.left = FLAPPING
        self._flapped.clear()
        self._due = now + EVERY

    def _note_moved(self, *, seldom: bool) -> None:
        """Write down what has only moved since the last minute; ``seldom`` is whether what is complete has its turn."""
        later: dict[Key, tuple[Torrent, Once, datetime]] = {}
        for key, (torrent, once, at) in self._moved.items():
            known = self._torrents[key]
            if torrent.complete and not seldom and once == known.written.once:
                later[key] = torrent, once, at
            else:
                self._change(known, torrent, once, at)
        self._moved = later

    def _write(self, now: datetime) -> None:
        """Write the batch. What cannot be written now is kept for the next time."""
        if not self._batch.events:
            return
        content = self._batch.packed(now)
        whole = any(isinstance(event, Begun) for event in self._batch.events)
        self._recordings.append(self._owner, now, content, whole=whole)
        self._written += len(content)
        self._batch.events.clear()


def last_seen(store: Store, owner: str) -> datetime | None:
    """Until when a section's recording is known to go, be it that nothing changed; None when there is none."""
    last = store.recordings.last(owner)
    if last is None:
        return None
    notes = store.notes(SEEN.format(owner))
    seen = (notes.get(client) for client in notes.names())
    return max([last.at, *(datetime.fromisoformat(one) for one in seen if isinstance(one, str))])


def _history(facts: Facts, owner: str) -> ImportHistory | None:
    seen = facts.get("history", owner)
    return seen.value if seen and isinstance(seen.value, ImportHistory) else None


def _server(view: View) -> dict[str, object]:
    server = view.server
    return {
        "connection_status": server.connection_status,
        "free_space": None if server.free_space is None else packing.coarse(server.free_space),
        "alternative_speed": server.alternative_speed,
        "queueing": server.queueing,
        "complete": view.complete,
        "connected": view.connected,
        "why_incomplete": "" if view.complete else view.why_incomplete[: packing.MESSAGE],
    }
