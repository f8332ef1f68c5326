"""The whole chain: a real client, a simulated Radarr and the whole program, in one folder with real files."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from contextlib import ExitStack, closing, suppress
from datetime import timedelta

from qbitrr.steps import QUARANTINE_TAG
from qbitrr.store.journal import BEGUN
from qbitrr.testing.arr.settings import Settings
from qbitrr.testing.simulated_radarr import SimulatedRadarr
from tests.daemon import Daemon
from tests.lab import media
from tests.lab.swarm import Swarm
from tests.lab.torrents import torrent_of

CONFIGURATION = """
[Settings]
IgnoreTorrentsYoungerThan = 0
LoopSleepTimer = "0.5s"
ProcessRestartDelay = "0.1s"
ProcessRestartWindow = "1s"
RemoveRejected = {removes_rejected}

[Settings.Safety]
MaxRemovedShare = 1

[qBit]
Host = "127.0.0.1"
Port = {client.port}
UserName = "{client.username}"
Password = "{client.password}"

[Radarr]
URI = "{radarr.url}"
APIKey = "{radarr.api_key}"
Category = "radarr"
HistoryEvery = "1s"

[Plugins.ffprobe]
RuntimeShare = 0

[Plugins.stalled]
StallTimeout = "1s"
Grace = "1s"
Strikes = 2
StrikeInterval = "1s"

[Plugins.seeding]
RemoveWhen = "time"

[[Plugins.seeding.Rows]]
Tag = "seeded"
MaxSeedingTime = "1s"
"""
STOPPED, SEEDING = {"stoppedDL", "pausedDL", "stoppedUP", "pausedUP"}, {"stalledUP", "uploading"}
LIMITS = (
    "ratio_limit",
    "seeding_time_limit",
    "inactive_seeding_time_limit",
    "share_limit_action",
    "share_limits_mode",
    "dl_limit",
    "up_limit",
)
OF_A_PERSON = ("category", "save_path", "auto_tmm", "super_seeding", *LIMITS)
"""What a torrent has that only a person changes; not every version has all of it."""

SELDOM = 600
"""Seconds between two looks of Radarr's own: more than a test has."""

DAY = timedelta(days=1)
HOUR = 60
"""Minutes, in which the client has its limits of time."""


class Chain(Daemon):
    """Put torrents into it while it runs, and see what becomes of them. Use it as a context manager.

    Its Radarr imports only what it is told to: there qbitrr decides of each download. ``besides`` is more of its
    configuration.
    """

    def __init__(self, version, folder, *, removes_rejected=False, besides=""):
        super().__init__(folder / "data")
        self.swarm = Swarm(version)
        self.api, self.client = self.swarm.api, self.swarm.client
        self.releases, self.library = folder / "releases", folder / "library"
        self.releases.mkdir()
        self.removes_rejected = removes_rejected
        self.besides = besides
        self.radarr = SimulatedRadarr(
            client_port=self.client.port,
            client_username=self.client.username,
            client_password=self.client.password,
            root_folder=self.library,
            refresh_every=SELDOM,
            settings=Settings(completed_handling=False, first_refresh_after=SELDOM, grab_shows_after=SELDOM),
        )
        self.radarr.started_at -= SELDOM

    def __enter__(self):
        with ExitStack() as ends:
            ends.enter_context(self.swarm)
            ends.enter_context(self.radarr)
            ends.callback(self.end)
            self.api.torrents_create_category(name="radarr")
            written = {"client": self.client, "radarr": self.radarr}
            removes = str(self.removes_rejected).lower()
            configuration = CONFIGURATION.format(removes_rejected=removes, **written) + self.besides
            (self.folder / "config.toml").write_text(configuration)
            self.start()
            self._ends = ends.pop_all()
        return self

    def __exit__(self, *_):
        self._ends.close()

    def add(self, name, make=None, *, private=False, of=1.0, tags=""):
        """Put a film into the client, of which that share is here already; its hash.

        ``make`` makes its content at a path. All of it has a seed if the test offers one.
        """
        torrent = self.torrent(name, make, private=private)
        self._put(self.releases / name, of)
        self.api.torrents_add(torrent_files=torrent.content, tags=tags)
        self.swarm.wait(torrent.hash, lambda seen: seen["progress"] >= of / 2)
        return torrent.hash

    def torrent(self, name, make=None, *, private=False):
        """The torrent of a release, which is made when there is none yet."""
        release = self.releases / name
        if not release.exists():
            media.film_release(self.releases, name, make(self.releases / f"{name}.content") if make else None)
        return torrent_of(release, trackers=[self.swarm.tracker.url()], private=private)

    def grabbed(self, torrent, name):
        """Let Radarr have grabbed a torrent that is in the client; the film's number."""
        movie = self.radarr.add_movie(re.split(r"\.\d{4}\.", name)[0].replace(".", " "), year=year_of(name))
        self.radarr.grab(movie, torrent.upper(), name)
        self.api.torrents_set_category(category="radarr", torrent_hashes=torrent)
        self.radarr.refresh()
        return movie

    def _put(self, release, share):
        for file in release.iterdir():
            put = self.client.downloads / release.name / file.name
            put.parent.mkdir(exist_ok=True)
            content = file.read_bytes()
            here = int(len(content) * share)
            put.write_bytes(content[:here] + bytes(len(content) - here))

    def limit(self, torrent, *, ratio=-2, seeding_time=-2, inactive=-2, down=0, up=0):
        """Give a torrent limits of its own, as a person does in the client; times in minutes."""
        share = {"ratio_limit": ratio, "seeding_time_limit": seeding_time, "inactive_seeding_time_limit": inactive}
        of_its_own = {"share_limit_action": "EnableSuperSeeding", "share_limits_mode": "MatchAll"}  # since 5.2
        self.api.torrents_set_share_limits(**share, **of_its_own, torrent_hashes=torrent)
        self.api.torrents_set_download_limit(limit=down, torrent_hashes=torrent)
        self.api.torrents_set_upload_limit(limit=up, torrent_hashes=torrent)
        self.swarm.wait(torrent, lambda seen: (seen["ratio_limit"], seen["up_limit"]) == (ratio, up))

    def state(self, torrent):
        return self.swarm.seen(torrent)["state"]

    def tags(self, torrent):
        return set(filter(None, self.swarm.seen(torrent)["tags"].split(", ")))

    def as_set(self, *torrents):
        """All that only a person sets on torrents, as the client shows it."""
        seen = {one: self.swarm.seen(one) for one in torrents}
        kept = {one: {name: has[name] for name in OF_A_PERSON if name in has} for one, has in seen.items()}
        return {one: kept[one] | {"tags": self.tags(one)} for one in torrents}

    def blocklisted(self, *names):
        """Which of these releases are on Radarr's blocklist, as often as they are."""
        return sorted(one.source_title for one in self.radarr.blocklist.entries if one.source_title in names)

    def is_searched(self, *movies):
        """Whether Radarr has searched for all of these; it does so a moment after it was told."""
        return set(movies) <= set(self.radarr.searches)

    def held(self, *torrents):
        """Which of these are in quarantine, as often as they are."""
        held = self.asked(lambda store: store.quarantine.held())
        return sorted(one.hash for one in held if one.hash in torrents)

    def checksum(self, name):
        """Of all the files of a release in the download folder, with their names."""
        return checksum(self.client.downloads / name)

    def wait_for_quarantine(self, *torrents):
        """Until they are stopped and tagged, and nothing is under way any more."""

        def there():
            return self.held(*torrents) == sorted(torrents) and all(
                self.state(one) in STOPPED and QUARANTINE_TAG in self.tags(one) for one in torrents
            )

        self.until(there)
        self.settled()

    def settled(self):
        self.until(lambda: self.asked(lambda store: not store.journal.unsettled()))

    def actions(self, torrent):
        """What was done with it, in order."""
        entries = self.asked(lambda store: store.ledger.recent(100, hash=torrent))
        return [one.action for one in reversed(entries) if one.outcome == "done"]

    def is_imported(self, torrent):
        """Whether it was handed over and imported; first Radarr may have been asked to look, if it had not yet."""
        return [*dict.fromkeys(self.actions(torrent))] == ["import", "imported"]

    def is_under_way(self, torrent, step):
        """Whether this step of its removal was begun, and nobody knows yet what has become of it."""
        intents = self.asked(lambda store: store.journal.unsettled())
        return any((one.hash, one.step, one.step_state) == (torrent, step, BEGUN) for one in intents)

    def recheck(self, torrent):
        """Have the client look at every byte; the torrent as it is seen then."""
        self.api.torrents_recheck(torrent_hashes=torrent)
        before = {"checkingUP", "checkingDL", "checkingResumeData"}
        with suppress(TimeoutError):  # it begins a moment later, and may be over before that is seen
            self.swarm.wait(torrent, before, seconds=0.5)
        return self.swarm.wait(torrent, lambda seen: seen["state"] not in before and seen["progress"] > 0)

    def restore(self, torrent):
        """``qbitrr restore``, and what it says."""
        done = self.command("restore", torrent, "--json")
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    def pass_the_quarantine(self, *torrents):
        """Let what is in quarantine be older by its whole time, and the worker begin anew, as after days."""
        microseconds = 8 * DAY // timedelta(microseconds=1)
        with closing(sqlite3.connect(self.folder / "qbitrr.db", timeout=20)) as database, database:
            older = "UPDATE quarantine SET held_at = held_at - ?1, expires_at = expires_at - ?1 WHERE hash = ?2"
            database.executemany(older, [(microseconds, one) for one in torrents])
        self.kill("Radarr")


def year_of(name):
    return int(re.findall(r"\.(\d{4})\.", name)[0])


def checksum(folder):
    total = hashlib.sha256()
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        total.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return total.hexdigest()
