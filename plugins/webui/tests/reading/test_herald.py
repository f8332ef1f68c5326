"""Events tell what is new: entries, a changed list, a changed state, a changed file. At first nothing is."""

import json
from contextlib import closing

import pytest
from qbitrr_webui.live.herald import Herald
from qbitrr_webui.live.snapshot import Snapshot
from webui_world import World

from qbitrr.reporting import NAMESPACE
from qbitrr.store.database import open_store, prepare
from reading.written import decided


class StillMirror:
    """A mirror whose list changes when the test says so."""

    def __init__(self):
        self.snapshot = Snapshot(version=1, ready=True)

    def look(self, *, within=0.0):
        return self.snapshot

    def watched(self):
        return closing(self)

    def close(self):
        pass


@pytest.fixture
def page(tmp_path):
    one = World(tmp_path)
    prepare(one.folder / "qbitrr.db")
    yield one.web
    one.web.close()


@pytest.fixture
def mirror():
    return StillMirror()


@pytest.fixture
def herald(page, mirror):
    with closing(Herald(page, mirror)) as it:
        yield it


@pytest.fixture
def known(herald):
    return herald._turn(None, fully=True)


def heard(herald, known):
    """The names of the events of one more look, with their data."""
    listener, leave = herald.listen()
    with herald._lock:
        herald._listeners = {listener}
    herald._turn(known, fully=True)
    found = {}
    while said := listener.following(0.01):
        name, text = said.strip().split("\n")
        found.setdefault(name.removeprefix("event: "), []).append(json.loads(text.removeprefix("data: ")))
    leave()
    return found


def test_nothing_is_news_when_nothing_has_changed(herald, known):
    assert heard(herald, known) == {}


def test_an_entry_is_told_once_it_is_written(page, herald, known):
    with page.store(read_only=False) as store:
        decided(store, action="import", name="A film")
    assert [entry["name"] for entry in heard(herald, known)["entry"]] == ["A film"]


def test_a_changed_list_is_told_by_its_version(mirror, herald, known):
    mirror.snapshot = Snapshot(version=9, ready=True)
    assert heard(herald, known)["downloads"] == [{"version": 9}]


def test_a_changed_file_is_told(page, herald, known):
    page.place.config_file.write_text("[Settings]\n# other\n")
    assert "config" in heard(herald, known)


def test_what_a_section_reports_is_told_but_not_that_it_reports(page, herald):
    report = {"plugins": [], "problems": [], "missing": {}, "stages": {"seeding": 1}, "frozen": ""}
    with page.store(read_only=False) as store:
        store.notes(NAMESPACE).put("Radarr", {**report, "at": "2030-01-01T00:00:00+00:00"})
    known = herald._turn(None, fully=True)
    with page.store(read_only=False) as store:
        store.notes(NAMESPACE).put("Radarr", {**report, "at": "2030-01-01T00:01:00+00:00"})
    assert heard(herald, known) == {}
    with page.store(read_only=False) as store:
        store.notes(NAMESPACE).put("Radarr", {**report, "stages": {}, "at": "2030-01-01T00:01:00+00:00"})
    assert "state" in heard(herald, known)


def test_how_the_plugins_of_a_section_are_is_told_when_it_changes(page, herald):
    report = {"problems": [], "missing": {}, "stages": {}, "frozen": "", "at": "2030-01-01T00:00:00+00:00"}
    with page.store(read_only=False) as store:
        store.notes(NAMESPACE).put("Radarr", {**report, "plugins": [{"name": "slow"}]})
    known = herald._turn(None, fully=True)
    with page.store(read_only=False) as store:
        store.notes(NAMESPACE).put("Radarr", {**report, "stages": {"seeding": 1}, "plugins": [{"name": "slow"}]})
    assert heard(herald, known).keys() == {"state"}
    known = herald._turn(None, fully=True)
    with page.store(read_only=False) as store:
        store.notes(NAMESPACE).put("Radarr", {**report, "stages": {"seeding": 1}, "plugins": []})
    assert "plugins" in heard(herald, known)


def test_a_freeze_is_told(page, herald):
    with page.store(read_only=False) as store:
        note = {"at": "2030-01-01T00:00:00+00:00"}
        store.notes(NAMESPACE).put("Radarr", note)
    known = herald._turn(None, fully=True)
    with page.store(read_only=False) as store:
        store.freezes.freeze("Radarr", "too many", page.clock())
    assert "state" in heard(herald, known)


def test_a_database_that_is_away_ends_nothing(page, herald, known):
    (page.place.folder / "qbitrr.db").rename(page.place.folder / "away.db")
    assert "state" in heard(herald, known)


def test_its_thread_runs_while_somebody_listens(page, herald, mirror):
    listener, leave = herald.listen()
    thread = herald._thread
    assert listener.following(0.05) is None
    mirror.snapshot = Snapshot(version=50, ready=True)
    assert "downloads" in listener.following(5)
    leave()
    thread.join(60)
    assert not thread.is_alive()
    _, leave = herald.listen()
    assert herald._thread is not thread
    leave()


def test_entries_are_read_by_another_connection_than_they_are_written(page):
    with open_store(page.database) as writing, page.store() as reading:
        decided(writing)
        assert reading.ledger.newest() == 1
