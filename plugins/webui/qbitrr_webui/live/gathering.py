"""What the clients, the workers and the store tell, put together into snapshots. For one thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from multiprocessing.connection import Connection

from qbitrr.clients.remote import RemoteClient
from qbitrr.control.sections import Thought
from qbitrr.ports import View
from qbitrr.processes.running import Runtime

from .marks import MarksReader
from .rows import NOTHING, Key, Marks, Row, set_aside
from .sections import Section, Told, heard
from .snapshot import Snapshot

LOOK_EVERY = 1.0
"""Seconds between two looks at the supervisor's file."""

READY_AFTER = 2.0
"""Seconds after which nobody is waited for who has not answered even once."""

UNTRIED = View().why_incomplete


class Gathering:
    """Keeps connections to everybody that the supervisor names.

    ``runtime`` gives what its file says, ``client_of`` and ``asking_of`` make a connection by its name.
    """

    def __init__(
        self,
        runtime: Callable[[], Runtime | None],
        client_of: Callable[[str], RemoteClient],
        asking_of: Callable[[str], Told],
        marks: MarksReader,
        *,
        version: int,
    ) -> None:
        self._runtime = runtime
        self._client_of = client_of
        self._asking_of = asking_of
        self._marks_of = marks
        self._clients: dict[str, RemoteClient] = {}
        self._views: dict[str, View] = {}
        self._sections: dict[str, Section] = {}
        self._marks = Marks()
        self._rows: dict[Key, Row] = {}
        self._look_at = float("-inf")
        self._began: float | None = None
        self._snapshot = Snapshot(version=version)

    def waiting_on(self) -> tuple[Connection, ...]:
        """What becomes readable when a client has news."""
        return tuple(connection for client in self._clients.values() for connection in client.waiting_on())

    def turn(self, now: float) -> Snapshot:
        """Take in what there is; the same snapshot as before when nothing has changed."""
        self._began = now if self._began is None else self._began
        changed: set[Key] = set()
        if now >= self._look_at:
            self._look_at = now + LOOK_EVERY
            changed |= self._follow() | self._mark(now)
        for section in self._sections.values():
            for said in section.asking.take():
                changed |= heard(section, said)
        for name, client in self._clients.items():
            changed |= self._drain(name, client)
        return self._told(changed, patient=now < self._began + READY_AFTER)

    def close(self) -> None:
        for client in self._clients.values():
            client.close()
        for section in self._sections.values():
            section.asking.close()

    def _follow(self) -> set[Key]:
        """Have a connection to each client and worker that should run; without a supervisor leave all as it is."""
        runtime = self._runtime()
        if runtime is None:
            return set()
        names = {kind: {one.name for one in runtime.children if one.kind == kind} for kind in ("client", "worker")}
        touched: set[Key] = set()
        for name in self._clients.keys() - names["client"]:
            self._clients.pop(name).close()
            self._views.pop(name, None)
            touched |= {key for key in self._rows if key[0] == name}
        for name in names["client"] - self._clients.keys():
            client = self._clients[name] = self._client_of(name)
            client.subscribe("the page", frozenset())
        for name in self._sections.keys() - names["worker"]:
            section = self._sections.pop(name)
            section.asking.close()
            touched |= section.thoughts.keys()
        for name in names["worker"] - self._sections.keys():
            self._sections[name] = Section(self._asking_of(name))
        return touched

    def _drain(self, name: str, client: RemoteClient) -> set[Key]:
        view = client.drain()
        self._views[name] = view
        return {(name, torrent) for torrent in view.changed | view.gone}

    def _mark(self, now: float) -> set[Key]:
        before, after = self._marks, self._marks_of(now)
        if before == after:
            return set()
        self._marks = after
        protected = {key for key, _ in before.protected.items() ^ after.protected.items()}
        return set((before.held ^ after.held) | (before.rejected ^ after.rejected) | protected)

    def _told(self, changed: set[Key], *, patient: bool) -> Snapshot:
        """A new snapshot when it differs from the last one in anything that is shown."""
        moved = False
        for key in changed:
            row = self._row(key)
            if row != self._rows.get(key):
                moved = True
                if row is None:
                    del self._rows[key]
                else:
                    self._rows[key] = row
        clients = {name: _bare(view) for name, view in self._views.items()}
        fresh = Snapshot(
            version=self._snapshot.version,
            clients=clients,
            silent=self._silent(),
            dry_run=any(section.dry_run for section in self._sections.values()),
            ready=self._ready() or not patient,
        )
        before = self._snapshot
        if moved or _state(fresh) != _state(before):
            self._snapshot = replace(fresh, version=before.version + 1, rows=dict(self._rows))
        elif fresh.clients != before.clients:
            self._snapshot = replace(fresh, rows=before.rows)
        return self._snapshot

    def _row(self, key: Key) -> Row | None:
        view = self._views.get(key[0])
        torrent = view.torrents.get(key[1]) if view else None
        if torrent is None:
            return None
        held, rejected, kept = self._marks.of(key)
        thought = self._thought(key)
        return Row(torrent, set_aside(thought) if held else thought, held, rejected, kept)

    def _thought(self, key: Key) -> Thought:
        """That of the section that owns it, else any; with what another would do where that one does nothing."""
        thoughts = [section.thoughts[key] for section in self._sections.values() if key in section.thoughts]
        thought = max(thoughts, key=lambda one: (bool(one.owner), bool(one.action)), default=NOTHING)
        other = None if thought.action else next((one for one in thoughts if one.of_client), None)
        if other is None:
            return thought
        return replace(thought, action=other.action, by=other.by, why=other.why, steps=other.steps, of_client=True)

    def _silent(self) -> Mapping[str, str]:
        silent = {name: section.silent for name, section in self._sections.items() if section.silent}
        if self._marks_of.trouble:
            silent["the database"] = self._marks_of.trouble
        return silent

    def _ready(self) -> bool:
        tried = all(view.complete or view.why_incomplete != UNTRIED for view in self._views.values())
        return tried and self._views.keys() == self._clients.keys() and all(s.heard for s in self._sections.values())


def _bare(view: View) -> View:
    return replace(view, torrents={}, changed=frozenset(), gone=frozenset())


def _state(snapshot: Snapshot) -> tuple[object, ...]:
    """What of a snapshot is news beside its rows: not the time, nor the free space."""
    clients = {name: (view.complete, view.connected, view.why_incomplete) for name, view in snapshot.clients.items()}
    return clients, dict(snapshot.silent), snapshot.dry_run, snapshot.ready
