"""One section that is killed at a chosen point: each run is a child of its own, forked where all is imported.

Reads one task a line from its standard input and answers each with the child's exit status, as JSON.
"""

import json
import mmap
import os
import signal
import struct
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from qbitrr.clients.local import LocalClient
from qbitrr.clients.qbittorrent import Gateway
from qbitrr.config.sections import InstanceSection
from qbitrr.config.settings import QbitConfig, Settings
from qbitrr.cycle import Cycling
from qbitrr.restore import restore
from qbitrr.searching.configured import policy_of
from qbitrr.searching.outlook import situation_of
from qbitrr.searching.searcher import Searcher
from qbitrr.section import assemble
from qbitrr.store.database import open_store
from qbitrr.store.journal import Journal
from qbitrr.store.quarantine import Quarantine
from qbitrr.store.searches import Searches
from qbitrr.store.store import Store

UNFINISHED, FINISHED, FAILED = 3, 0, 1
STRIDE = 5.0


class SharedClock:
    """One time for all processes, in a file; it goes only when it is told to."""

    def __init__(self, path):
        self.path = Path(path)
        if not self.path.exists():
            self.path.write_bytes(struct.pack("d", 1_900_000_000.0))
        with self.path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 8)

    def __call__(self):
        return struct.unpack("d", self._map[:8])[0]

    def passes(self, seconds):
        self._map[:8] = struct.pack("d", self() + seconds)

    def moment(self):
        return datetime.fromtimestamp(self(), UTC)

    def close(self):
        self._map.close()


class Points:
    """Counts the points at which a process could be killed, and is killed at one of them."""

    def __init__(self, deadly):
        self.passed, self.deadly = 0, deadly

    def __call__(self):
        self.passed += 1
        if self.passed == self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, owner, *names):
        for name in names:
            setattr(owner, name, self._around(getattr(owner, name)))

    def _around(self, function):
        def with_points(*args, **named):
            self()
            answer = function(*args, **named)
            self()
            return answer

        return with_points


class Transaction:
    """A transaction with a point before it, before its end and after it."""

    def __init__(self, inner, point):
        self.inner, self.point = inner, point

    def __enter__(self):
        self.point()
        return self.inner.__enter__()

    def __exit__(self, *error):
        self.point()
        answer = self.inner.__exit__(*error)
        self.point()
        return answer


def make_deadly(number):
    point = Points(number)
    point.around(Journal, "begin", "step_begun", "step_done", "settle")
    point.around(Quarantine, "hold", "mark")
    point.around(Searches, "begin", "done", "take_back")
    point.around(import_module("qbitrr_arr.edge").Edge, "command")
    point.around(Gateway, "stop", "start", "add_tags", "remove_tags", "set_category", "set_limits", "add", "delete")
    transaction = Store.transaction
    Store.transaction = lambda store: Transaction(transaction(store), point)


def run(task):
    """Run cycles until what the task aims at has come and nothing is unfinished."""
    clock = SharedClock(task["clock"])
    store = open_store(Path(task["database"]))
    config = QbitConfig(Host="127.0.0.1", Port=task["port"], UserName="admin", Password="adminadmin")
    gateway = Gateway("qBit", config, now=clock.moment, sleep=clock.passes, clock=clock)
    client = LocalClient(gateway, settle=0.0, clock=clock)
    settings = Settings(QuarantineFor=task["retention"], IgnoreTorrentsYoungerThan=0)
    instance = InstanceSection("Radarr", "radarr", True, task["options"], task["rules"])
    section = assemble(instance, settings, [client], store, clock.moment(), environ={})
    assert not section.problems, section.problems
    cycling = Cycling(section, {"qBit": client}, store)
    cycling.start()
    policy = policy_of(settings)
    searcher = Searcher("Radarr", section.hooks, store, policy)
    for turn in range(task.get("turns", 100)):
        if task["aim"] == "restored" and turn == 3:
            for held in store.quarantine.held():
                restore(held, client, section.hooks, store, clock.moment())
        cycling.turn(clock.moment())
        searcher.turn(situation_of(cycling.facts, "Radarr", policy), clock.moment())
        clock.passes(STRIDE)
        if "turns" not in task and AIMS[task["aim"]](store) and not store.journal.unsettled():
            return FINISHED
    return FINISHED if "turns" in task else UNFINISHED


def _done(store, *actions):
    entries = store.ledger.recent(1000)
    return any(entry.action in actions and entry.outcome == "done" for entry in entries)


AIMS = {
    "removed": lambda store: _done(store, "remove"),
    "imported": lambda store: any(one.imported_at for one in store.downloads.known("Radarr").values()),
    "deleted": lambda store: not store.quarantine.held() and _done(store, "delete", "remove"),
    "restored": lambda store: _done(store, "restore"),
    "searched": lambda store: store.searches.memories("Radarr") and not store.searches.unsettled("Radarr"),
}


def serve():
    for name in ("qbitrr_arr.edge", "qbitrr_arr.instance", "qbitrr_cleanup.stalled", "qbitrr_radarr.app"):
        import_module(name)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            try:
                make_deadly(json.loads(line).get("kill", 0))
                status = run(json.loads(line))
            except BaseException as error:  # noqa: BLE001 -- told to whoever reads the console
                sys.excepthook(type(error), error, error.__traceback__)
                status = FAILED
            os._exit(status)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # noqa: T201 -- the answer


if __name__ == "__main__":
    serve()
