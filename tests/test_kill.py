"""A process that is killed anywhere finishes or drops what it was doing at its next start, and repeats nothing."""

import itertools
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from qbitrr.store.database import open_store, prepare
from qbitrr.testing.http import HTML, Fault, Reply
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from qbitrr.testing.simulated_radarr import SimulatedRadarr
from tests.killed import FINISHED, SharedClock

pytestmark = pytest.mark.slow

TITLE = "Metropolis.2020.1080p.WEB.H264-GRP"
DAY = 86_400


class Section:
    """A section in processes of its own, beside the simulators that it works with."""

    def __init__(self, server, folder, *, app_searches=True, retention="7d"):
        folder.mkdir()
        self._server, self._folder = server, folder
        self.clock = SharedClock(folder / "clock")
        self.qbittorrent = SimulatedQbittorrent(folder=folder / "downloads", clock=self.clock).start()
        self.radarr = SimulatedRadarr(
            client_port=self.qbittorrent.port,
            client_username="admin",
            client_password="adminadmin",
            root_folder=folder / "movies",
            refresh_every=None,
            clock=self.clock,
        ).start()
        self.radarr.settings.auto_redownload_failed = app_searches
        self.radarr.settings.grab_shows_after = DAY  # it looks at its downloads only when it is told to
        self.clock.passes(3600)
        self.retention = retention
        prepare(folder / "qbitrr.db")
        self.store = open_store(folder / "qbitrr.db")
        self.movie = self.radarr.add_movie("Metropolis")

    def grabbed(self, **fields):
        long_ago = int(self.clock()) - DAY
        self.hash = self.qbittorrent.add(
            TITLE, category="radarr", files=[(f"{TITLE}/movie.mkv", 1000)], added_on=long_ago, **fields
        )
        self.qbittorrent.change(self.hash, last_activity=long_ago)
        self.radarr.grab(self.movie, self.hash.upper(), TITLE)

    def run(self, aim, **task):
        """Run cycles in a child until the aim is reached; its exit status."""
        task |= {
            "aim": aim,
            "clock": str(self.clock.path),
            "database": str(self._folder / "qbitrr.db"),
            "port": self.qbittorrent.port,
            "retention": self.retention,
            "options": {
                "URI": self.radarr.url,
                "APIKey": self.radarr.api_key,
                "Category": "radarr",
                "EntrySearch": {"SearchMissing": aim == "searched"},
            },
            "rules": {"stalled": {"Strikes": 1}},
        }
        return self._server(task)

    @property
    def row(self):
        return self.qbittorrent.torrents.get(self.hash)

    @property
    def tags(self):
        return set(filter(None, str(self.row["tags"]).split(", ")))

    def events(self, kind):
        return [row for row in self.radarr.history.rows if row.event == kind]

    def sent(self, path, server=None):
        return [
            one for one in (server or self.qbittorrent).requests if one.path.endswith(path) and one.method == "POST"
        ]

    def orders(self, name):
        return [one for one in self.sent("command", self.radarr) if one.json()["name"] == name]

    def states(self):
        return [one.state for one in self.store.quarantine.find(self.hash)]

    def done(self, *actions):
        return [
            entry.action
            for entry in self.store.ledger.recent(1000)
            if entry.action in actions and entry.outcome == "done"
        ]

    def close(self):
        self.store.close()
        self.radarr.stop()
        self.qbittorrent.stop()
        self.clock.close()


@pytest.fixture(scope="module")
def server():
    """A process in which everything is imported and that forks a child for each task."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.killed"],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def ask(task):
        print(json.dumps(task), file=process.stdin, flush=True)
        return int(process.stdout.readline())

    with process:
        yield ask
        process.stdin.close()


@pytest.fixture
def section(server, tmp_path):
    """Make sections, each anew; all are closed when the test ends."""
    made, numbers = [], itertools.count()

    def make(**options):
        while made:
            made.pop().close()
        made.append(Section(server, tmp_path / str(next(numbers)), **options))
        return made[-1]

    yield make
    for one in made:
        one.close()


def kill_everywhere(section, prepared, aim, check, *, least=10, **options):
    """Kill one run at its first point, the next at its second and so on, until one is not reached; check each end."""
    for point in itertools.count(1):
        one = section(**options)
        prepared(one)
        status = one.run(aim, kill=point)
        if status == FINISHED:
            assert point > least
            return
        assert status == -signal.SIGKILL
        assert one.run(aim) == FINISHED, f"killed at point {point}"
        assert one.run(aim, turns=4) == FINISHED
        try:
            check(one)
        except AssertionError as error:
            raise AssertionError(f"after a kill at point {point}: {error}") from error
        assert one.store.journal.unsettled() == []


def stalled(one):
    one.grabbed(state="stalledDL", progress=0.1)
    one.radarr.refresh()


def removed(one):
    assert len(one.radarr.blocklist.entries) == 1
    assert one.radarr.searches == [one.movie]
    assert one.row["state"] == "stoppedDL"
    assert one.tags == {"qbitrr-quarantine"}
    assert one.states().count("held") == 1
    assert one.sent("torrents/delete") == []
    assert one.done("remove") == ["remove"]


@pytest.mark.parametrize("app_searches", [True, False], ids=["app searches", "qbitrr searches"])
def test_a_removal_is_finished_wherever_it_is_killed(section, app_searches):
    kill_everywhere(section, stalled, "removed", removed, app_searches=app_searches)


def test_a_removal_without_quarantine_is_finished_wherever_it_is_killed(section):
    def check(one):
        assert len(one.radarr.blocklist.entries) == 1
        assert one.radarr.searches == [one.movie]
        assert one.row is None
        assert len(one.sent("torrents/delete")) == 1
        assert "held" not in one.states()

    kill_everywhere(section, stalled, "deleted", check, retention="0")


def test_an_import_is_asked_for_at_least_once_and_happens_once(section):
    def check(one):
        assert 1 <= len(one.orders("RefreshMonitoredDownloads")) <= 2
        assert len(one.events("downloadFolderImported")) == 1
        assert one.row["state"] == "stalledUP"
        assert one.sent("torrents/delete") == []

    kill_everywhere(section, lambda one: one.grabbed(state="stalledUP"), "imported", check)


def test_the_end_of_a_quarantine_deletes_once(section):
    def held(one):
        stalled(one)
        assert one.run("removed") == FINISHED
        one.clock.passes(8 * DAY)

    def check(one):
        assert one.row is None
        assert len(one.sent("torrents/delete")) == 1
        assert len(one.radarr.blocklist.entries) == 1
        assert one.radarr.searches == [one.movie]

    kill_everywhere(section, held, "deleted", check)


def test_a_restore_is_finished_by_the_next(section):
    def held(one):
        stalled(one)
        assert one.run("removed") == FINISHED

    def check(one):
        assert one.row["state"] not in ("stoppedDL", "pausedDL")
        assert one.row["category"] == "radarr"
        assert one.tags == set()
        assert one.radarr.blocklist.entries == []
        assert one.states() == ["restored"]
        assert one.radarr.searches == [one.movie]

    kill_everywhere(section, held, "restored", check)


LOST = {"after": True, "drop": True, "times": 1, "method": "POST"}


@pytest.mark.parametrize("app_searches", [True, False], ids=["app searches", "qbitrr searches"])
@pytest.mark.parametrize(
    ("where", "fault"),
    [
        ("radarr", {"path": "queue/", "method": "DELETE"}),
        ("radarr", {"path": "command"}),
        ("qbittorrent", {"path": "torrents/stop"}),
        ("qbittorrent", {"path": "torrents/addTags"}),
    ],
    ids=["blocklist", "search", "stop", "tag"],
)
def test_a_removal_is_done_once_when_an_answer_is_lost(section, where, fault, app_searches):
    one = section(app_searches=app_searches)
    stalled(one)
    getattr(one, where).fail(Fault(**LOST | fault))
    assert one.run("removed") == FINISHED
    assert one.run("removed", turns=4) == FINISHED
    removed(one)


def test_an_import_happens_once_when_the_answer_is_lost(section):
    one = section()
    one.grabbed(state="stalledUP")
    one.radarr.fail(Fault(**LOST | {"path": "command"}))
    assert one.run("imported") == FINISHED
    assert len(one.events("downloadFolderImported")) == 1


@pytest.mark.parametrize("done", [True, False], ids=["deleted", "not deleted"])
def test_a_deletion_whose_answer_is_lost_is_looked_at_before_it_is_repeated(section, done):
    one = section()
    stalled(one)
    assert one.run("removed") == FINISHED
    one.clock.passes(8 * DAY)
    one.qbittorrent.fail(Fault(**LOST | {"path": "torrents/delete", "after": done}))
    assert one.run("deleted") == FINISHED
    assert one.row is None
    assert len(one.sent("torrents/delete")) == 1  # a request that was dropped is not among them


@pytest.mark.parametrize(
    ("where", "fault"),
    [
        ("radarr", {"reply": HTML}),
        ("radarr", {"reply": Reply(503, b"")}),
        ("radarr", {"drop": True}),
        ("radarr", {"path": "history", "reply": HTML}),
        ("qbittorrent", {"path": "sync/maindata", "reply": Reply(200, b"{}", "application/json")}),
        ("qbittorrent", {"path": "sync/maindata", "reply": HTML}),
        ("qbittorrent", {"path": "sync/maindata", "drop": True}),
    ],
    ids=["HTML", "503", "no answer", "HTML for a history", "empty list", "HTML for a list", "no list"],
)
def test_nothing_is_removed_while_one_of_them_does_not_answer(section, where, fault):
    one = section()
    stalled(one)
    getattr(one, where).fail(Fault(**fault))
    assert one.run("removed", turns=30) == FINISHED
    assert one.sent("torrents/stop") == one.sent("torrents/delete") == []
    assert [request for request in one.radarr.requests if request.method == "DELETE"] == []
    assert one.row["state"] == "stalledDL"
    getattr(one, where).heal()
    assert one.run("removed") == FINISHED
    removed(one)


def searched(one):
    assert one.radarr.searches == [one.movie]
    assert len(one.orders("MoviesSearch")) == 1
    (row,) = one.store.searches.recent(one.clock.moment().replace(year=2000))
    assert (row.media, row.state, row.cost) == ((one.movie,), "done", 1)


def test_a_search_of_the_library_is_made_once_wherever_it_is_killed(section):
    kill_everywhere(section, lambda one: None, "searched", searched, least=5)
