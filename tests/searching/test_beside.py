"""The searching thread: it waits for nobody and nobody waits for it."""

import threading

import pytest

from qbitrr import Observation, WantedList, hookimpl
from qbitrr.searching.beside import Beside, SearchingStopped
from qbitrr.searching.configured import SearchPolicy
from qbitrr.searching.reports import reports
from qbitrr.store.database import open_store, prepare
from qbitrr.testing.builders import NOW, make_facts, make_hooks, make_torrent
from qbitrr.testing.clock import FakeClock

PATIENCE = 10.0
"""Seconds to wait for another thread; they are only used up when a test fails."""


class Slow:
    """A library whose reading takes until a test lets it end."""

    def __init__(self):
        self.began, self.may_end = threading.Event(), threading.Event()
        self.facts = []
        self.error = None

    @hookimpl
    def qbitrr_wanted(self, facts):
        self.facts.append(facts)
        self.began.set()
        assert self.may_end.wait(PATIENCE)
        return WantedList(media=())


@pytest.fixture
def database(tmp_path):
    prepare(tmp_path / "qbitrr.db")
    return str(tmp_path / "qbitrr.db")


@pytest.fixture
def library():
    one = Slow()
    yield one
    one.may_end.set()


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def beside(library, database, clock):
    one = Beside("Radarr", make_hooks(Radarr=library), SearchPolicy(), database, clock)
    yield one
    library.may_end.set()
    one.close()


def facts():
    queue = Observation(kind="queue", source="Radarr", at=NOW, value=())
    return make_facts(make_torrent(), others=[queue])


def ended(library, beside):
    """Let the reading end and wait until the thread has nothing to do."""
    library.may_end.set()
    beside._idle.wait(PATIENCE)
    return beside._idle.is_set()


def test_a_cycle_does_not_wait_for_the_reading_of_a_library(beside, library):
    beside.tell(facts(), NOW)
    assert library.began.wait(PATIENCE)
    beside.tell(facts(), NOW)
    assert len(library.facts) == 1


def test_at_the_start_no_library_is_read_before_it_could_be_searched(beside, library, clock):
    """Four libraries at once would hold up the judging of the torrents."""
    unsettled = make_facts(make_torrent(), complete=False)
    beside.tell(unsettled, clock())
    beside.tell(unsettled, clock.tick(59))
    assert beside._idle.is_set()
    beside.tell(unsettled, clock.tick(1))
    assert ended(library, beside)
    assert len(library.facts) == 1


def test_a_library_is_read_as_soon_as_it_could_be_searched(beside, library, clock):
    beside.tell(make_facts(make_torrent(), complete=False), clock())
    beside.tell(facts(), clock.tick(10))
    assert ended(library, beside)
    assert len(library.facts) == 1


def test_the_thread_is_given_no_torrents_for_they_change_meanwhile(beside, library):
    beside.tell(facts(), NOW)
    assert library.began.wait(PATIENCE)
    assert library.facts[0].observations.keys() == {("queue", "Radarr")}


def test_what_it_found_is_reported(beside, library, database):
    beside.tell(facts(), NOW)
    assert ended(library, beside)
    with open_store(database) as store:
        assert reports(store)["Radarr"].at == NOW


def test_it_is_not_asked_again_before_it_is_due(beside, library, clock):
    beside.tell(facts(), NOW)
    assert ended(library, beside)
    beside.tell(facts(), clock.tick(30))
    assert beside._idle.is_set()
    beside.tell(facts(), clock.tick(31))
    assert ended(library, beside)
    assert len(library.facts) == 2


def test_a_clock_that_is_set_back_does_not_put_it_off(beside, library, clock):
    beside.tell(facts(), NOW)
    assert ended(library, beside)
    beside.tell(facts(), clock.tick(-3600))
    assert ended(library, beside)
    assert len(library.facts) == 2


def test_a_thread_that_has_died_is_not_left_unnoticed(library, tmp_path, clock):
    beside = Beside("Radarr", make_hooks(Radarr=library), SearchPolicy(), str(tmp_path / "none.db"), clock)
    beside.tell(facts(), NOW)
    beside._thread.join(PATIENCE)
    with pytest.raises(SearchingStopped, match="There is no database"):
        beside.tell(facts(), NOW)


def test_it_ends_at_once_when_it_has_nothing_to_do(beside, library):
    beside.tell(facts(), NOW)
    assert ended(library, beside)
    beside.close()
    assert not beside._thread.is_alive()


def test_an_end_does_not_wait_for_an_app_that_does_not_answer(beside, library):
    beside.tell(facts(), NOW)
    assert library.began.wait(PATIENCE)
    beside.close()
    assert beside._thread.is_alive()
    assert beside._thread.daemon
