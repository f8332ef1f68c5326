"""The process that speaks to one qBittorrent: it watches it, tells the workers, and makes the changes they ask for."""

from __future__ import annotations

import logging
import pickle
import selectors
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from ..errors import QbitrrError, Unavailable
from ..ports import ServerState
from .messages import Answer, Call, Done, Failed, Notify, Ping, Status, Subscribe
from .mirror import Change, Mirror
from .pace import Pace
from .qbittorrent import Gateway
from .reach import Reach
from .sharing import Sharing
from .subscribers import Subscriber, contested
from .webapi import Address
from .wire import accept, key_in, listen, receive, send, stop_listening

log = logging.getLogger(__name__)

READS = frozenset({"export", "limits", "exists", "details", "sharing"})
CHANGES = frozenset(
    {
        "stop",
        "start",
        "recheck",
        "add_tags",
        "remove_tags",
        "set_category",
        "set_limits",
        "add",
        "delete",
        "deselect",
        "set_speed",
        "super_seed",
        "add_trackers",
        "remove_trackers",
        "reannounce",
        "promote",
    }
)
LONGEST_REST = 1.0
"""Seconds between two heartbeats."""


class Config(Address, Protocol):
    """An address, and how often to ask there."""

    @property
    def poll_interval(self) -> timedelta: ...


class Waitable(Protocol):
    def fileno(self) -> int: ...


class Life(Protocol):
    """What ties a child to its supervisor."""

    @property
    def lifeline(self) -> Waitable: ...

    def beat(self) -> None: ...


def child(life: Life, name: str, config: Config, run_folder: Path, dry_run: bool) -> None:  # noqa: FBT001 -- a child's arguments have no names
    """Be the client process of that name, as a child of the supervisor."""
    run(name, config, run_folder, dry_run=dry_run, lifeline=life.lifeline, beat=life.beat)


def run(
    name: str,
    config: Config,
    run_folder: Path,
    *,
    dry_run: bool = False,
    lifeline: Waitable,
    beat: Callable[[], None],
    settle: float = 10.0,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Serve until the other end of the lifeline is closed. A signal's handler ends it by raising SystemExit."""
    gateway = Gateway(name, config, dry_run=dry_run)
    listener = listen(run_folder, name)
    interval = config.poll_interval.total_seconds()
    watch = ClientProcess(gateway, Pace(interval), Mirror(settle=settle, confirm=settle), clock=clock)
    try:
        watch.serve(listener, key_in(run_folder), lifeline=lifeline, beat=beat)
    finally:
        watch.close()
        stop_listening(listener, run_folder, name)
        gateway.close()


class ClientProcess:
    """One loop in one thread: whoever is ready is served, and nobody is waited for but the client itself."""

    def __init__(self, gateway: Gateway, pace: Pace, mirror: Mirror, *, clock: Callable[[], float]) -> None:
        self._gateway = gateway
        self._pace = pace
        self._mirror = mirror
        self._sharing = Sharing(gateway, clock=clock)
        self._clock = clock
        self._reach = Reach(gateway.name, alive=gateway.alive, trust_again=gateway.trust_again)
        self._server = ServerState()
        self._answered_at: datetime | None = None
        self._selector = selectors.DefaultSelector()
        self._connections: set[Connection] = set()
        self._subscribers: dict[Connection, Subscriber] = {}
        self._contested: frozenset[str] = frozenset()

    def serve(self, listener: socket.socket, key: bytes, *, lifeline: Waitable, beat: Callable[[], None]) -> None:
        self._selector.register(listener, selectors.EVENT_READ)
        self._selector.register(lifeline, selectors.EVENT_READ)
        while True:
            beat()
            rest = min(max(0.0, self._due() - self._clock()), LONGEST_REST)
            for ready, events in self._selector.select(rest):
                if ready.fileobj is lifeline:
                    return
                if ready.fileobj is listener:
                    self._welcome(accept(listener, key))
                elif isinstance(ready.fileobj, Connection) and ready.fileobj in self._connections:
                    self._attend(ready.fileobj, events)
            if self._clock() >= self._due():
                self._look()

    def close(self) -> None:
        for connection in list(self._connections):
            self._part(connection)
        self._selector.close()

    # The client

    def _due(self) -> float:
        return self._reach.next_look if self._reach.lost else self._pace.due

    def _look(self) -> None:
        now = self._clock()
        if self._reach.lost and not self._reach.worth_a_try(now):
            return
        change, everything = Change(), False
        try:
            update = self._gateway.sync(everything=self._mirror.wants_everything(now))
        except Unavailable as error:
            self._mirror.lost(str(error))
            self._reach.failed(error, self._clock())
        else:
            change, everything = self._mirror.apply(update, now), update.full
            self._server = update.server
            self._answered_at = datetime.now(UTC)
            self._reach.succeeded(self._clock())
        self._pace.asked(now, self._clock(), everything=everything)
        self._tell(change)

    def _status(self, subscriber: Subscriber | None = None) -> Status:
        belief = self._mirror.belief()
        return Status(
            connected=self._answered_at is not None and not self._reach.lost,
            complete=belief.complete,
            why_incomplete=belief.why_incomplete,
            contested=self._contested & subscriber.categories if subscriber else self._contested,
            server=self._server,
            at=self._answered_at,
        )

    def sharing(self, path: str) -> frozenset[str]:
        """The torrents that have data at that path, by a look at the client's list just now. Raises Unavailable."""
        self._look()
        if self._reach.lost:
            raise Unavailable(f"{self._gateway.name} is unavailable: {self._reach.reason}")
        return self._sharing.at(path, self._mirror.belief())

    # Those who ask

    def _welcome(self, connection: Connection | None) -> None:
        if connection:
            self._connections.add(connection)
            self._selector.register(connection, selectors.EVENT_READ)

    def _part(self, connection: Connection) -> None:
        if connection not in self._connections:
            return  # it was found broken when it was told of what its own question had shown
        self._selector.unregister(connection)
        self._connections.discard(connection)
        left = self._subscribers.pop(connection, None)
        connection.close()
        if left:
            self._contested = contested(self._subscribers.values())

    def _tell(self, change: Change) -> None:
        torrents, now = self._mirror.belief().torrents, self._clock()
        for connection, subscriber in list(self._subscribers.items()):
            try:
                subscriber.tell(torrents, change, self._status(subscriber), now)
                self._listen_for(connection, subscriber)
            except OSError:
                self._part(connection)

    def _listen_for(self, connection: Connection, subscriber: Subscriber) -> None:
        more = selectors.EVENT_WRITE if subscriber.backlog else 0
        self._selector.modify(connection, selectors.EVENT_READ | more)

    def _attend(self, connection: Connection, events: int) -> None:
        try:
            if events & selectors.EVENT_WRITE:
                subscriber = self._subscribers[connection]
                subscriber.flush(self._mirror.belief().torrents, self._status(subscriber), self._clock())
                self._listen_for(connection, subscriber)
            if events & selectors.EVENT_READ:
                self._answer(connection, receive(connection))
        except (OSError, EOFError, pickle.UnpicklingError):
            self._part(connection)

    def _answer(self, connection: Connection, question: object) -> None:
        match question:
            case Subscribe():
                self._subscribers[connection] = Subscriber(connection, question)
                self._contested = contested(self._subscribers.values())
                self._tell(Change())
            case Notify():
                self._pace.hurry(self._clock())
            case Ping():
                send(connection, self._status())
            case Call():
                send(connection, self._called(question))
            case _:
                raise pickle.UnpicklingError("not a question")

    def _called(self, call: Call) -> Answer:
        if call.method not in READS | CHANGES:
            return Failed("Refused", f"{call.method} cannot be asked for")
        if self._clock() > call.deadline:
            return Failed("Unavailable", f"{self._gateway.name} was too busy; nothing was done")
        if self._reach.lost:
            return Failed("Unavailable", f"{self._gateway.name} is unavailable: {self._reach.reason}")
        try:
            asked = self if call.method == "sharing" else self._gateway
            return Done(getattr(asked, call.method)(*call.args, **call.options))
        except QbitrrError as error:
            return Failed(type(error).__name__, str(error))
        except (TypeError, ValueError) as error:  # one worker's mistake is not everybody's
            log.exception("%s was asked for %s in a way that makes no sense", self._gateway.name, call.method)
            return Failed("Refused", f"{call.method} makes no sense: {error}")
        finally:
            if call.method in CHANGES:
                self._pace.hurry(self._clock())
