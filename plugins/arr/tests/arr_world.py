"""A simulated app beside a simulated qBittorrent on a test's clock, and the plugin that works with them."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from qbitrr import (
    Blocklist,
    Classification,
    Download,
    Facts,
    HealthReport,
    Host,
    Import,
    Search,
    Stage,
    Unavailable,
    Unblocklist,
    Verdict,
)
from qbitrr.clients.states import parse
from qbitrr.testing.http import Fault
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent

FAILED = HealthReport(Verdict.FAILED, "no progress for 6 h")
ALL_FLAGS = {"removeFromClient", "blocklist", "skipRedownload", "changeCategory"}


class Clock:
    """Time that passes when a test says so."""

    def __init__(self, now=1_700_000_000.0):
        self.now = now

    def __call__(self):
        return self.now

    def passes(self, seconds):
        self.now += seconds


class Notebook:
    """Notes in memory."""

    def __init__(self):
        self.kept = {}

    def get(self, key):
        return self.kept.get(key)

    def put(self, key, value):
        self.kept[key] = value


@contextmanager
def servers(simulated, tmp_path, **options):
    """A running qBittorrent and a running app that looks at its downloads when it is told to, and their clock."""
    clock = Clock()
    with (
        SimulatedQbittorrent(folder=tmp_path / "downloads", clock=clock) as qbittorrent,
        simulated(
            client_port=qbittorrent.port,
            client_username="admin",
            client_password="adminadmin",
            root_folder=tmp_path / "library",
            refresh_every=None,
            clock=clock,
            **options,
        ) as app,
    ):
        clock.passes(3600)
        yield qbittorrent, app, clock


class ArrWorld:
    """Everything that one section of a plugin works with; the section is called as the app is."""

    def __init__(self, plugin, name, qbittorrent, app, clock, prefix="/api/v3/"):
        self.made_by, self.name, self.prefix = plugin, name, prefix
        self.qbittorrent, self.app, self.clock = qbittorrent, app, clock
        self.notes = Notebook()
        self.plugin = None
        self.facts = Facts()

    def begin(self, *, dry_run=False, special=(), **options):
        """Start the plugin, as a worker does."""
        self.end()
        config = self.made_by.Config.model_validate({"URI": self.app.url, "APIKey": self.app.api_key, **options})
        self.plugin = self.made_by(config)
        self.plugin.qbitrr_worker_start(
            Host(
                name=self.name,
                worker=self.name,
                notes=self.notes,
                dry_run=dry_run,
                special_categories=frozenset(special),
            )
        )
        return self.plugin

    def end(self):
        if self.plugin:
            self.plugin.qbitrr_worker_stop()

    @property
    def now(self):
        return datetime.fromtimestamp(self.clock.now, UTC)

    def look(self, seconds=0.0):
        """Let time pass, then begin a cycle; what is not known is missing, as in the core."""
        self.clock.passes(seconds)
        self.plugin.qbitrr_cycle_start(self.now)
        try:
            seen = self.plugin.qbitrr_fetch(self.now)
        except Unavailable as error:
            self.facts = Facts({}, {self.name: str(error)})
            raise
        self.facts = Facts({(one.kind, one.source): one for one in seen})
        return self.facts

    def app_looks(self):
        """The app looks at its downloads, as it does every minute."""
        self.app.commands.push("RefreshMonitoredDownloads", trigger="scheduled")
        self.app.tick()

    def settle(self):
        """Let the app do what it has ordered itself to do."""
        for _ in range(3):
            self.clock.passes(10)
            self.app.tick()

    def value(self, kind):
        return self.facts.get(kind, self.name).value

    def torrent(self, torrent_hash, **changes):
        raw = self.qbittorrent.torrents[torrent_hash.lower()]
        return replace(parse("qBit", torrent_hash.lower(), raw, now=self.now), **changes)

    def download(self, torrent, **changes):
        """What the core would remember of a torrent that it has just seen."""
        fresh = Download(
            client=torrent.client,
            hash=torrent.hash,
            owner=self.name,
            name=torrent.name,
            stage=Stage.COMPLETED if torrent.complete else Stage.DOWNLOADING,
            stage_since=self.now,
            state=torrent.state,
            state_since=self.now,
            first_seen=self.now,
            left=torrent.left,
            progress_at=self.now,
        )
        return replace(fresh, **changes)

    def claim(self, torrent):
        return self.plugin.qbitrr_classify(torrent, self.facts)

    def propose(self, torrent, *reports, **changes):
        owner = Classification(self.name)
        return self.plugin.qbitrr_action(
            torrent, owner, self.download(torrent, **changes), reports, self.facts, self.now
        )

    def report(self, torrent, **changes):
        owner = Classification(self.name)
        return self.plugin.qbitrr_health_check(torrent, owner, self.download(torrent, **changes), self.facts, self.now)

    def execute(self, action, torrent, *, media_id=None, pack=(), tried_at=None):
        owner = Classification(self.name, media_id, "", tuple(pack))
        return self.plugin.qbitrr_execute(action, torrent, owner, tried_at)

    def do_import(self, torrent, **options):
        return self.execute(Import("complete"), torrent, **options)

    def blocklist(self, torrent, **options):
        return self.execute(Blocklist("failed"), torrent, **options)

    def search(self, torrent, **options):
        return self.execute(Search("failed"), torrent, **options)

    def unblocklist(self, torrent, **options):
        return self.execute(Unblocklist("restored"), torrent, **options)

    def forget(self):
        self.app.requests.clear()

    def sent(self, method="", path=""):
        return [
            request
            for request in self.app.requests
            if request.method == method or (not method and path)
            if path in request.path
        ]

    def changes(self):
        """Every request that was not a read, as "METHOD path"."""
        return [
            f"{request.method} {request.path.removeprefix(self.prefix)}"
            for request in self.app.requests
            if request.method != "GET"
        ]

    def deletes(self):
        """The flags of every download that was taken from the queue."""
        return [request.query for request in self.sent("DELETE", "queue/")]

    def orders(self):
        return [request.json() for request in self.app.requests if request.method == "POST" and request.body]

    def rows(self, event):
        """The rows of the app's history that have a name."""
        return [row for row in self.app.history.rows if row.event == event]

    def finish(self, torrent_hash):
        self.qbittorrent.change(torrent_hash, progress=1.0, state="stalledUP")

    def count_requests(self):
        """A list that every request is added to from now on, those that a fault strikes too."""
        asked, serve = [], self.app.serve

        def count(request):
            asked.append(request)
            return serve(request)

        self.app.serve = count
        return asked

    def lose(self, path="", **fault):
        self.app.fail(Fault(path=path, **fault))
