"""One section on a test's clock: a client in memory, an owner that writes down what it is asked, and a real store."""

from dataclasses import replace
from datetime import timedelta

from qbitrr import Blocklist, Classification, HealthReport, Import, Observation, Outcome, Remove, Search, Verdict
from qbitrr.actions import Unblocklist
from qbitrr.config.settings import Settings
from qbitrr.cycle import Cycling
from qbitrr.errors import Unavailable
from qbitrr.hooks import Hooks
from qbitrr.hookspecs import hookimpl
from qbitrr.pipeline import Pipeline
from qbitrr.plugins import new_manager
from qbitrr.ports import Unsure
from qbitrr.restore import restore
from qbitrr.safeguards import Safeguards
from qbitrr.safety import Limits
from qbitrr.section import Section, safeguards_of
from qbitrr.source import TorrentSource
from qbitrr.store.database import open_store, prepare
from qbitrr.testing.builders import make_complete, make_torrent
from qbitrr.testing.clock import FakeClock
from qbitrr.testing.fake_client import FakeClient

DAY = timedelta(days=1)
FAILED = HealthReport(Verdict.FAILED, "no progress for 6 h")
REMOVE = Remove("no progress for 6 h", failed=True)
SEEDED = Remove("its seeding goal is reached", failed=False)
MANY = Limits(removals=1000, share=1.0, size=1 << 60, failing_share=1.0)
GENEROUS = Safeguards(limits=MANY)


class Imports:
    """An Arr's history as the core asks it."""

    def __init__(self, imported):
        self._imported = dict(imported)

    def __eq__(self, other):
        return self._imported == other._imported

    __hash__ = None

    def imported(self, hashes):
        return next((self._imported[one] for one in hashes if one in self._imported), None)

    def failed(self, hashes):
        return None


class Arr:
    """Owns what is in its category. ``done`` is what it carried out; ``trouble`` is raised instead."""

    def __init__(self, name="Radarr", category="movies"):
        self.name, self.category = name, category
        self.media_id = 7
        self.searches = 1
        self.imported = {}
        self.done = []
        self.actions = []
        self.tried = []
        self.away = ""
        self.complete = True
        self.trouble = {}
        self.before = lambda action, torrent: None

    @hookimpl
    def qbitrr_fetch(self, now):
        if self.away:
            raise Unavailable(self.away)
        return [
            Observation(kind="history", source=self.name, at=now, value=Imports(self.imported), complete=self.complete)
        ]

    @hookimpl
    def qbitrr_classify(self, torrent):
        return Classification(self.name, self.media_id) if torrent.category == self.category else None

    @hookimpl
    def qbitrr_execute(self, action, torrent, classification, tried_at):
        if classification.owner != self.name or not isinstance(action, Import | Blocklist | Search | Unblocklist):
            return None
        kind = type(action).__name__.lower()
        self.tried.append((kind, tried_at))
        self.before(kind, torrent.hash)
        if self.away:
            raise Unavailable(self.away)
        trouble = self.trouble.get(kind)
        if isinstance(trouble, str):
            return Outcome(action, ok=False, detail=trouble)
        if trouble:
            raise trouble
        self.done.append((kind, torrent.hash))
        self.actions.append(action)
        return Outcome(action, ok=True, detail=f"{kind} done", searches=self.searches)


class Says:
    """A plugin that answers each question with a value, by calling a function, or by raising an error."""

    def __init__(self, report=None, action=None, veto=None, fetch=None):
        self.report, self.action, self.veto, self.fetch = report, action, veto, fetch
        self.outcomes = []

    @hookimpl
    def qbitrr_fetch(self, now):
        return _answer(self.fetch, None)

    @hookimpl
    def qbitrr_health_check(self, torrent):
        return _answer(self.report, torrent)

    @hookimpl
    def qbitrr_action(self, torrent):
        return _answer(self.action, torrent)

    @hookimpl
    def qbitrr_pre_action(self, action, torrent):
        return _answer(self.veto, torrent)

    @hookimpl
    def qbitrr_post_action(self, outcome, torrent):
        self.outcomes.append(outcome)


def _answer(said, torrent):
    answer = said(torrent) if callable(said) else said
    if isinstance(answer, BaseException):
        raise answer
    return answer


class World:
    """Everything that one section works with. ``turn`` lets time pass and runs a cycle."""

    def __init__(
        self, folder, *torrents, retention=7 * DAY, dry_run=False, tagless=False, limits=MANY, clients=(), **plugins
    ):
        self.clock = FakeClock()
        self.client = FakeClient(*torrents)
        self.clients = {one.name: one for one in (self.client, *clients)}
        self.arr = plugins.pop("arr", None) or Arr()
        self.trust = plugins.pop("trust", {})
        self.plugins = plugins
        self.limits = limits
        update = {"quarantine_for": retention, "dry_run": dry_run, "tagless": tagless}
        self.settings = Settings().model_copy(update=update)
        prepare(folder / "qbitrr.db")
        self.database = folder / "qbitrr.db"
        self.store = open_store(self.database)
        self.begin()

    def begin(self):
        """Start the section as a new process would, with nothing but the store to remember."""
        manager = new_manager()
        manager.register(self.arr, name=self.arr.name)
        for name, plugin in self.plugins.items():
            manager.register(plugin, name=name)
        for client in self.clients.values():
            manager.register(TorrentSource(client), name=client.name)
        self.failures = []
        hooks = Hooks(manager, self.failures.append)
        safeguards = replace(safeguards_of(self.settings), limits=self.limits, trust=self.trust)
        self.pipeline = Pipeline(
            hooks,
            self.store.downloads.known(self.arr.name),
            safeguards=safeguards,
            clients=frozenset(self.clients),
        )
        self.hooks = hooks
        self.section = Section(
            name=self.arr.name,
            settings=self.settings,
            hooks=hooks,
            pipeline=self.pipeline,
            safeguards=safeguards,
            records=(),
            problems=(),
            owner=self.arr,
        )
        self.cycling = Cycling(self.section, self.clients, self.store)

    def turn(self, after=0):
        return self.cycling.turn(self.clock.tick(after))

    def turns(self, number, apart=60):
        for _ in range(number):
            self.turn(apart)

    def held(self):
        return self.store.quarantine.held()

    def restore(self, held):
        return restore(held, self.clients[held.client], self.hooks, self.store, self.clock())

    def ledger(self, **asked):
        """The entries, the oldest first, as (action, outcome)."""
        return [(one.action, one.outcome) for one in reversed(self.store.ledger.recent(1000, **asked))]

    @property
    def changed(self):
        """The changes that were asked of the client, and of the owner."""
        return [call for call, _ in self.client.calls], [kind for kind, _ in self.arr.done]

    def close(self):
        self.store.close()


def stalled(number=0, **changes):
    """An unfinished torrent that is old enough to be judged."""
    return make_torrent(**{"hash": f"{number:040x}", "name": f"Film.{number}", "state": "stalled", **changes})


def complete(number=0, **changes):
    return make_complete(**{"hash": f"{number:040x}", "name": f"Film.{number}", **changes})


def no_answer(call):
    """Make a client lose its answers to one kind of change, once done."""

    def after(asked, _hash):
        if asked == call:
            raise Unsure("no answer in time")

    return after
