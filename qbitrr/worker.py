"""What a worker process runs: one section's cycles, one after the other, until it is told to end."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from queue import SimpleQueue

from peewee import PeeweeException

from . import reporting
from .backoff import Outage
from .clients.asking import inventory_of
from .clients.remote import RemoteClient
from .config.configuration import InstanceSection
from .config.places import RUN
from .config.settings import Settings
from .cycle import Cycling
from .domain import Failure
from .host import nobody_knows
from .inventory import Inventory
from .managed import CATEGORIES
from .owners import watched_by
from .plugins import PluginRecord, Status
from .ports import Client
from .processes.life import Life
from .searching.beside import Beside
from .searching.configured import policy_of
from .section import Section, assemble, availability, faulty
from .store.store import Store
from .store.waiting import open_when_it_answers
from .telling.answers import Answers
from .telling.door import Door

log = logging.getLogger(__name__)

type Clock = Callable[[], datetime]

SPREAD = timedelta(seconds=10)
"""Over so long the judging of all torrents is spread, and after it the recording begins: no import waits for them."""

SOONEST = 0.05
"""Seconds between two cycles at the least, however much news there is."""


def run(
    life: Life, section: InstanceSection, settings: Settings, clients: tuple[str, ...], folder: Path, database: str
) -> None:
    """Run a section's cycles. Ends by SystemExit."""
    with open_when_it_answers(database, folder, section.name, lambda seconds: life.wait(timeout=seconds)) as store:
        remotes = [RemoteClient(name, folder / RUN) for name in clients]
        inventory = partial(inventory_of, clients, folder / RUN)
        with closing(Worker(life, section, settings, remotes, store, inventory=inventory)) as worker:
            worker.search_beside(database)
            worker.let_ask(folder / RUN)
            worker.work()


def spare_garbage_collector() -> None:
    """Let it look no more through all that is there now: with many torrents that takes most of a second each time."""
    gc.collect()
    gc.freeze()


class Worker:
    """One section at work: it waits for its clients' news, for the next due time, or for the end."""

    def __init__(
        self,
        life: Life,
        section: InstanceSection,
        settings: Settings,
        clients: list[RemoteClient],
        store: Store,
        clock: Clock = lambda: datetime.now(UTC),
        inventory: Callable[[], Inventory] = nobody_knows,
    ) -> None:
        self._life = life
        self._clients = clients
        self._watched = watched_by(section, clients)
        self._store = store
        self._clock = clock
        self._trouble = Outage()
        self._subscribed: frozenset[str] | None = None
        self._settles_at: datetime | None = None
        self._settled = False
        self._longest = settings.loop_sleep_timer
        self._faults: SimpleQueue[Failure] = SimpleQueue()
        self.section: Section = assemble(section, settings, clients, store, clock(), self._fault, spread=SPREAD)
        self.records: tuple[PluginRecord, ...] = self.section.records
        through: list[Client] = [*clients, *self.section.detailed]
        self._cycling = Cycling(
            self.section, {client.name: client for client in through}, store, life.beat, inventory, SPREAD
        )
        self._report = reporting.Reporter(store, section.name)
        self._beside: Beside | None = None
        self._answers = Answers(self.section, lambda: self.records, clock)
        self._door: Door | None = None

    def let_ask(self, run_folder: Path) -> None:
        """Let others ask what is thought of each torrent, and say that something has changed."""
        self._door = Door(self._life.name, run_folder, self._answers.answer)

    def search_beside(self, database: str) -> None:
        """Search the owner's library in a thread of its own, if it says what it lacks."""
        hooks, settings = self.section.hooks, self.section.settings
        if hooks.answers("qbitrr_wanted") or hooks.answers("qbitrr_tend"):
            self._beside = Beside(self.section.name, hooks, policy_of(settings), database, self._clock)

    def work(self) -> None:
        """Cycle until SystemExit."""
        self._say_how_plugins_are()
        self._cycling.start()
        while True:
            self._rest(self._at_most(self._turn()))

    def close(self) -> None:
        """End in order, though a statement that the end has interrupted may still hold the database."""
        if self._door:
            self._door.close()
        if self._beside:
            self._beside.close()
        try:
            self._cycling.stop()
        except PeeweeException as error:
            log.warning("%s: the last minute's progress is not stored: %s", self.section.name, error)
        for client in self._clients:
            client.close()

    def _rest(self, seconds: float) -> None:
        """Rest until there is news or something is due. Those who only ask are answered meanwhile."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            news = [connection for client in self._watched for connection in client.waiting_on()]
            asking = self._door.waiting_on() if self._door else ()
            ready = self._life.wait(*news, *asking, timeout=left)
            if self._door and self._door.attend(ready):
                self.section.hooks.woken(self._clock())
                return
            if any(one in ready for one in news):
                return

    def _turn(self) -> timedelta:
        """Run one cycle; return how long to rest. Trouble with the store only delays the next one."""
        self._subscribe()
        now = self._clock()
        try:
            cycle = self._cycling.turn(now)
            self._answers.note(cycle, now)
            if self._beside:
                self._beside.tell(self._cycling.facts, now)
            self._blame(now)
            self.records = availability(self.records, self._cycling.missing, now)
            self._report.tell(self.records, self.section, self._cycling.missing, cycle, now)
            self._housekeeping(now)
            self._settle(now)
        except PeeweeException as error:
            return self._delay(f"the database does not answer: {error}")
        if away := self._trouble.back(time.monotonic()):
            log.warning("%s goes on after %.0f s.", self.section.name, away.total_seconds())
        return min(cycle.next_look - now, self._longest)

    def _settle(self, now: datetime) -> None:
        """Once all torrents are judged, spare the garbage collector what is remembered of them: it stays."""
        if self._settles_at is None:
            self._settles_at = now + 2 * SPREAD
        elif not self._settled and now >= self._settles_at:
            self._settled = True
            spare_garbage_collector()

    def _subscribe(self) -> None:
        """Ask for the owner's torrents; again when it has learnt its categories. Others can read which those are."""
        if self._subscribed == self.section.categories:
            return
        self._subscribed = self.section.categories
        everything = bool(self.section.client)
        for client in self._watched:
            shared = frozenset(self.section.safeguards.special_categories)
            client.subscribe(self.section.name, self._subscribed, shared=shared, everything=everything)
        if self._subscribed and not everything:
            self._store.notes(CATEGORIES).put(self.section.name, sorted(self._subscribed))

    def _at_most(self, rest: timedelta) -> float:
        """Seconds to rest, no longer than until a client has to be tried again, or asked for more of its torrents."""
        tries = [client.next_try for client in self._watched]
        reads = [client.next_read for client in self.section.detailed]
        due = [when - time.monotonic() for when in (*tries, *reads) if when is not None]
        return max(SOONEST, min([rest.total_seconds(), *due]))

    def _delay(self, reason: str) -> timedelta:
        if self._trouble.lost(time.monotonic(), reason):
            log.error("%s waits: %s", self.section.name, reason)
        return timedelta(seconds=max(0.0, self._trouble.next_try - time.monotonic()))

    def _fault(self, failure: Failure) -> None:
        """A plugin has failed, in this thread or in the one beside it."""
        self._faults.put(failure)

    def _blame(self, now: datetime) -> None:
        """Failures are said once, and shown until they are mended by a restart or a reload."""
        while not self._faults.empty():
            failure, before = self._faults.get(), self.records
            self.records = faulty(before, failure, now)
            if self.records != before:
                log.error("The plugin %s is faulty: %s: %s", failure.plugin, failure.hook, failure.error)

    def _say_how_plugins_are(self) -> None:
        for problem in self.section.problems:
            log.log(logging.ERROR if problem.fatal else logging.WARNING, "%s", problem)
        for record in self.section.records:
            if record.broken:
                why = (
                    "" if record.status is Status.CONFIG_ERROR else f": {record.status}: {record.reason}"
                )  # said above
                log.error("The plugin %s does not run%s. Nothing is removed: it might have objected.", record.name, why)

    def _housekeeping(self, now: datetime) -> None:
        settings = self.section.settings
        self._store.housekeeping(
            now,
            searches_for=settings.search_history_for,
            history_for=settings.history_for,
            record_for=settings.record_for,
        )
