"""The whole program: the supervisor with its processes, beside a simulated qBittorrent and a simulated Radarr."""

import signal
import time

import pytest

from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from qbitrr.testing.simulated_radarr import SimulatedRadarr
from tests.daemon import Daemon

pytestmark = pytest.mark.slow

OLD = 4000
"""Seconds ago; long enough for everything to be judged."""

STALLED = """
[Plugins.stalled]
Enabled = true
StallTimeout = "2s"
Grace = "1s"
Strikes = 2
StrikeInterval = "1s"
"""


class Program(Daemon):
    """The program beside a simulated qBittorrent and a simulated Radarr."""

    def __init__(self, folder):
        super().__init__(folder / "data")
        for name in ("downloads", "movies"):
            (folder / name).mkdir()
        self.qbittorrent = SimulatedQbittorrent(folder=folder / "downloads").start()
        self.radarr = SimulatedRadarr(
            client_port=self.qbittorrent.port,
            root_folder=folder / "movies",
            client_username="admin",
            client_password="adminadmin",
            refresh_every=600,
        ).start()
        self.radarr.settings.grab_shows_after = 600  # it looks at its downloads only when it is told to
        self.radarr.started_at -= 600

    def configure(self, *, radarr="", more="", settings=""):
        (self.folder / "config.toml").write_text(
            f"""
[Settings]
IgnoreTorrentsYoungerThan = 0
ProcessRestartDelaySeconds = 0
{settings}

[qBit]
Host = "127.0.0.1"
Port = {self.qbittorrent.port}
UserName = "admin"
Password = "adminadmin"

[Radarr]
URI = "{self.radarr.url}"
APIKey = "{self.radarr.api_key}"
Category = "radarr"
{radarr}
{STALLED}
{more}
"""
        )

    def held(self):
        return {one.name for one in self.asked(lambda store: store.quarantine.held())}

    def film(self, title, *, grabbed=True, **fields):
        """A movie whose release is in the client: its id and the torrent's hash."""
        movie = self.radarr.add_movie(title, year=2020)
        name = f"{title.replace(' ', '.')}.2020.1080p.WEB-DL.x264-GRP"
        traits = {"category": "radarr", "size": 1_000_000, "files": [(f"{name}/film.mkv", 1_000_000)]}
        torrent = self.qbittorrent.add(name, **traits | fields)
        if grabbed:
            self.radarr.grab(movie, torrent.upper(), name)
        return movie, torrent

    def dead_film(self, title="Dead Film", **fields):
        long_ago = int(time.time()) - OLD
        traits = {"state": "stalledDL", "progress": 0.1, "added_on": long_ago}
        movie, torrent = self.film(title, **traits | fields)
        self.qbittorrent.change(torrent, last_activity=long_ago)
        return movie, torrent

    def finish(self, torrent):
        """Let its last byte come in."""
        self.qbittorrent.change(torrent, progress=1.0, state="stalledUP", completion_on=int(time.time()))

    def is_stopped(self, torrent):
        return self.qbittorrent.torrents[torrent]["state"] == "stoppedDL"

    def imports(self):
        return [row for row in self.radarr.history.rows if row.event == "downloadFolderImported"]

    def orders(self):
        return [one for one in self.radarr.requests if one.method == "POST" and one.path.endswith("/command")]

    def end(self):
        super().end()
        self.radarr.stop()
        self.qbittorrent.stop()


@pytest.fixture
def program(tmp_path):
    program = Program(tmp_path)
    yield program
    program.end()


def test_a_finished_download_is_imported_within_seconds(program):
    program.configure()
    program.start()
    program.ready()
    _, torrent = program.film("A Film", state="downloading", progress=0.5)
    program.finish(torrent)
    program.until(program.imports)
    assert [one.json()["name"] for one in program.orders()] == ["RefreshMonitoredDownloads"]
    program.stop()


def test_a_stalled_download_is_replaced_once_and_set_aside_and_a_young_one_left_alone(program):
    program.configure(more='[Radarr.Plugins.stalled]\nGrace = "60s"\n')
    movie, torrent = program.dead_film()
    _, young = program.film("Young Film", state="stalledDL", progress=0.1)
    program.start()
    program.until(lambda: program.is_stopped(torrent))
    program.until(program.held)
    program.until(lambda: program.qbittorrent.torrents[torrent]["tags"] == "qbitrr-quarantine")
    assert len(program.radarr.blocklist.entries) == 1
    program.until(lambda: program.radarr.searches == [movie])
    assert not program.is_stopped(young)
    program.stop()
    assert program.radarr.searches == [movie]


def test_radarr_may_be_away_at_the_start_and_come_back(program):
    program.configure()
    _, torrent = program.film("A Film", state="stalledUP")
    movie, dead = program.dead_film()
    program.radarr.stop()
    program.start()
    program.until(lambda: "Radarr is unavailable" in _logs(program))
    assert not program.is_stopped(dead)
    program.radarr.restart_listening()
    program.until(program.imports)
    program.until(lambda: program.is_stopped(dead))
    program.until(lambda: program.radarr.searches == [movie])
    assert program.qbittorrent.torrents[torrent]["state"] == "stalledUP"


def test_a_restarted_client_costs_no_torrent(program):
    program.configure()
    program.start()
    program.ready()
    hashes = [program.film(f"Film {number}", state="downloading", progress=0.5)[1] for number in range(6)]
    program.until(lambda: len(program.asked(lambda store: store.downloads.known("Radarr"))) == 6)
    program.qbittorrent.restart(2.0)
    program.until(lambda: len(program.qbittorrent.torrents) == 6)
    program.finish(hashes[0])
    assert program.until(program.imports) < 20
    assert len(program.asked(lambda store: store.downloads.known("Radarr"))) == 6
    assert program.held() == set()


@pytest.mark.parametrize("name", ["Radarr", "qBit"])
def test_a_killed_process_is_back_and_works(program, name):
    program.configure()
    program.start()
    program.ready()
    program.kill(name)
    _, torrent = program.film("A Film", state="downloading", progress=0.5)
    program.finish(torrent)
    program.until(program.imports)


def test_a_changed_option_restarts_only_its_section(program):
    other = '[Radarr-4K]\nURI = "{}"\nAPIKey = "{}"\nCategory = "four"\n'
    more = other.format(program.radarr.url, program.radarr.api_key)
    program.configure(more=more)
    program.start()
    program.ready()
    program.ready("Radarr-4K")
    before = {name: program.child(name).pid for name in ("qBit", "Radarr", "Radarr-4K")}
    program.configure(more=more, radarr="ReSearch = false")
    program.process.send_signal(signal.SIGHUP)
    program.until(lambda: program.child("Radarr").pid not in (None, before["Radarr"]))
    assert {name: program.child(name).pid for name in ("qBit", "Radarr-4K")} == {
        name: before[name] for name in ("qBit", "Radarr-4K")
    }
    program.stop()


def test_a_broken_section_leaves_the_other_at_work(program):
    program.configure(more='[Radarr-4K]\nURI = "nonsense"\n')
    program.start()
    program.ready()
    _, torrent = program.film("A Film", state="downloading", progress=0.5)
    program.finish(torrent)
    program.until(program.imports)
    assert "Radarr-4K" in program.console()


def test_a_category_of_two_sections_is_left_alone_by_both(program):
    section = '[Radarr-{}]\nURI = "{}"\nAPIKey = "{}"\nCategory = "{}"\n'
    address = program.radarr.url, program.radarr.api_key
    program.configure(more=section.format("4K", *address, "radarr") + section.format("Own", *address, "own"))
    _, contested = program.dead_film()
    program.dead_film("Other Film", category="own")
    program.start()
    program.until(lambda: program.asked(lambda store: store.quarantine.held()))
    program.until(lambda: program.asked(lambda store: not store.journal.unsettled()))
    assert program.held() == {"Other.Film.2020.1080p.WEB-DL.x264-GRP"}
    assert not program.is_stopped(contested)
    assert program.asked(lambda store: store.ledger.recent(100, hash=contested, action="remove")) == []


def _logs(program):
    return "".join(path.read_text() for path in (program.folder / "logs").glob("*.log"))
