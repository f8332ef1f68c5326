"""``qbitrr discard``: what was never imported may go now, typed."""

from datetime import UTC, datetime, timedelta

import pytest

from qbitrr import persons
from qbitrr.cli import discarding
from qbitrr.store.quarantine import RESTORED
from tests.cli.saying import DONE, GONE, HALF, HELD, furnish, ledger
from tests.cli.test_releasing import typing
from tests.store.rows import hold


@pytest.fixture
def house(household):
    return furnish(household)


def told(house):
    with house.store() as store:
        return persons.said_of(store, persons.TOLD)


def test_what_is_complete_is_told_to_go(house):
    answer = house("discard", "Done.Film", "--confirm", DONE[:8])
    assert answer.exit_code == 0
    assert told(house) == {("qBit", DONE)}
    assert ledger(house) == [("discard", DONE, "done")]


def test_what_is_in_quarantine_ends_there_now_and_may_go_though_it_was_never_imported(house):
    assert house("discard", "Held.Film", "--confirm", HELD).exit_code == 0
    with house.store() as store:
        (held,) = store.quarantine.held()
    assert held.expires_at <= datetime.now(UTC)
    assert held.context["told"] is True
    assert told(house) == frozenset()
    assert ledger(house) == [("discard", HELD, "done")]


@pytest.mark.parametrize(("torrent", "words"), [(HALF, "is not complete"), (GONE, "No torrent has a hash")])
def test_what_is_unfinished_or_gone_is_not_discarded(house, torrent, words):
    answer = house("discard", torrent, "--confirm", torrent)
    assert answer.exit_code == 1
    assert words in answer.stderr
    assert told(house) == frozenset()


def test_the_hash_must_be_typed(house):
    assert typing(house, "yes\n", "discard", "Done.Film").exit_code == 1
    assert told(house) == frozenset()
    assert typing(house, "aaaaaaaa\n", "discard", "Done.Film").exit_code == 0
    assert told(house) == {("qBit", DONE)}


def test_what_left_the_quarantine_while_the_hash_was_typed_is_told_and_nothing_is_written(house, monkeypatch):
    def restored(_meant, _typed):
        with house.store() as store:
            (held,) = store.quarantine.held()
            store.quarantine.mark(held.id, RESTORED, datetime.now(UTC))

    monkeypatch.setattr(discarding, "confirm", restored)
    answer = house("discard", "Held.Film", "--confirm", HELD)
    assert answer.exit_code == 1
    assert "is no longer in quarantine" in answer.stderr
    assert (told(house), ledger(house)) == (frozenset(), [])


def test_what_came_into_quarantine_while_the_hash_was_typed_ends_there(house, monkeypatch):
    def set_aside(_meant, _typed):
        with house.store() as store:
            hold(store.quarantine, hash=DONE, name="Done.Film", expires_at=datetime.now(UTC) + timedelta(days=7))

    monkeypatch.setattr(discarding, "confirm", set_aside)
    assert house("discard", "Done.Film", "--confirm", DONE).exit_code == 0
    with house.store() as store:
        assert [one.context["told"] for one in store.quarantine.held() if one.hash == DONE] == [True]
    assert told(house) == frozenset()


def test_a_protection_that_is_taken_back_does_not_bring_an_older_word_to_life(house):
    house("discard", DONE, "--confirm", DONE)
    house("protect", DONE)
    house("unprotect", DONE)
    assert told(house) == frozenset()


def test_scripts_are_told_what_follows(house):
    answer = house.json("discard", DONE, "--confirm", DONE)
    assert (answer["hash"], answer["done"]) == (DONE, "it is removed unless something still speaks against it.")
