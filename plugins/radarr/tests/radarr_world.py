"""A simulated Radarr beside a simulated qBittorrent on a test's clock, and the plugin that works with them."""

from dataclasses import replace
from datetime import UTC, datetime

from qbitrr_radarr import Radarr

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

TITLE = "Metropolis.2020.1080p.WEB.H264-GRP"
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


class World:
    """Everything that one section works with. ``asked`` are the requests since ``forget``."""

    def __init__(self, qbittorrent, radarr, clock):
        self.qbittorrent, self.radarr, self.clock = qbittorrent, radarr, clock
        self.notes = Notebook()
        self.plugin = None
        self.facts = Facts()

    def begin(self, *, dry_run=False, **options):
        """Start the plugin, as a worker does."""
        self.end()
        config = Radarr.Config.model_validate({"URI": self.radarr.url, "APIKey": self.radarr.api_key, **options})
        self.plugin = Radarr(config)
        self.plugin.qbitrr_worker_start(Host(name="Radarr", worker="Radarr", notes=self.notes, dry_run=dry_run))
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
            self.facts = Facts({}, {"Radarr": str(error)})
            raise
        self.facts = Facts({(one.kind, one.source): one for one in seen})
        return self.facts

    def value(self, kind):
        return self.facts.get(kind, "Radarr").value

    def torrent(self, torrent_hash, **changes):
        raw = self.qbittorrent.torrents[torrent_hash.lower()]
        return replace(parse("qBit", torrent_hash.lower(), raw, now=self.now), **changes)

    def download(self, torrent, **changes):
        """What the core would remember of a torrent that it has just seen."""
        fresh = Download(
            client=torrent.client,
            hash=torrent.hash,
            owner="Radarr",
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
        owner = Classification("Radarr")
        return self.plugin.qbitrr_action(
            torrent, owner, self.download(torrent, **changes), reports, self.facts, self.now
        )

    def report(self, torrent, **changes):
        owner = Classification("Radarr")
        return self.plugin.qbitrr_health_check(torrent, owner, self.download(torrent, **changes), self.facts, self.now)

    def execute(self, action, torrent, *, media_id=None, tried_at=None):
        return self.plugin.qbitrr_execute(action, torrent, Classification("Radarr", media_id), tried_at)

    def do_import(self, torrent, **options):
        return self.execute(Import("complete"), torrent, **options)

    def blocklist(self, torrent, **options):
        return self.execute(Blocklist("failed"), torrent, **options)

    def search(self, torrent, **options):
        return self.execute(Search("failed"), torrent, **options)

    def unblocklist(self, torrent, **options):
        return self.execute(Unblocklist("restored"), torrent, **options)

    def forget(self):
        self.radarr.requests.clear()

    def sent(self, method="", path=""):
        return [
            request
            for request in self.radarr.requests
            if request.method == method or (not method and path)
            if path in request.path
        ]

    def changes(self):
        """Every request that was not a read, as "METHOD path"."""
        return [
            f"{request.method} {request.path.removeprefix('/api/v3/')}"
            for request in self.radarr.requests
            if request.method != "GET"
        ]

    def orders(self):
        return [request.json() for request in self.radarr.requests if request.method == "POST" and request.body]

    def grabbed(self, *, done=False, source="Search", title=TITLE, media_id=None, **fields):
        """A movie that Radarr has grabbed and that qBittorrent downloads or has. Returns its id and the hash."""
        media_id = media_id or self.radarr.add_movie("Metropolis")
        state = "stalledUP" if done else "stalledDL"
        torrent_hash = self.qbittorrent.add(
            title, category="radarr", state=state, files=[(f"{title}/movie.mkv", 1000)], **fields
        )
        self.radarr.grab(media_id, torrent_hash.upper(), title, source=source)
        return media_id, torrent_hash

    def finish(self, torrent_hash):
        self.qbittorrent.change(torrent_hash, progress=1.0, state="stalledUP")

    def count_requests(self):
        """A list that every request is added to from now on, those that a fault strikes too."""
        asked, serve = [], self.radarr.serve

        def count(request):
            asked.append(request)
            return serve(request)

        self.radarr.serve = count
        return asked

    def lose(self, path="", **fault):
        self.radarr.fail(Fault(path=path, **fault))
