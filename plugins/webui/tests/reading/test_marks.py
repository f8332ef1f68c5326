"""What the store knows of torrents is read when something was done, and now and then; not more often."""

from contextlib import contextmanager

import pytest
from qbitrr_webui.live.marks import AT_LATEST, NOT_BEFORE, RESTORED, MarksReader

from qbitrr import persons
from qbitrr.control.trouble import Trouble
from qbitrr.store.quarantine import RESTORED as GIVEN_BACK
from qbitrr.testing.builders import NOW
from reading.written import A, decided, held, remembered

KEY = ("qBit", A)


@pytest.fixture
def read(store):
    @contextmanager
    def open_store():
        yield store

    return MarksReader(open_store)


def test_all_kinds_are_known(store, read):
    remembered(store)
    decided(store, action="reject")
    held(store, "b" * 40)
    store.quarantine.mark(held(store, "c" * 40).id, GIVEN_BACK, NOW)
    persons.say(store, persons.PROTECTED, ("qBit", "d" * 40), "mine", NOW)
    marks = read(0)
    assert marks.rejected == {KEY}
    assert marks.held == {("qBit", "b" * 40)}
    assert marks.protected == {("qBit", "c" * 40): RESTORED, ("qBit", "d" * 40): "by a person: mine"}
    assert marks.of(("qBit", "b" * 40)) == (True, False, "")


def test_it_is_read_again_once_something_was_done(store, read):
    read(0)
    held(store)
    decided(store)
    assert not read(NOT_BEFORE - 1).held
    assert read(NOT_BEFORE).held == {KEY}


def test_it_is_read_again_after_a_while_though_nothing_was_done(store, read):
    read(0)
    held(store)
    assert not read(NOT_BEFORE + 1).held
    assert read(AT_LATEST).held == {KEY}


def test_while_the_store_is_away_what_was_known_stays(store):
    away = []

    @contextmanager
    def open_store():
        if away:
            raise Trouble("The database does not answer.")
        yield store

    held(store)
    read = MarksReader(open_store)
    assert read(0).held == {KEY}
    away.append(True)
    assert read(AT_LATEST).held == {KEY}
    assert read.trouble == "The database does not answer."
    away.clear()
    read(2 * AT_LATEST)
    assert read.trouble == ""
