"""What a cycle is told of what went before."""

from datetime import timedelta

import pytest

from qbitrr import persons
from qbitrr.safety import Limits
from qbitrr.standing import standing_of
from qbitrr.store.database import open_store, prepare
from tests.store.rows import NOW, begun, decided, hold

LIMITS = Limits(window=timedelta(hours=1))
ONE, OTHER = ("qBit", "a" * 40), ("qBit", "b" * 40)


@pytest.fixture
def store(tmp_path):
    prepare(tmp_path / "qbitrr.db")
    with open_store(tmp_path / "qbitrr.db") as store:
        yield store


def standing(store, **asked):
    return standing_of("Radarr-4K", store, LIMITS, NOW, **asked)


@pytest.mark.parametrize(("ago", "counted"), [(3600, 1), (3601, 0)])
@pytest.mark.parametrize("action", ["remove", "reject"])
def test_what_was_taken_away_counts_for_as_long_as_the_window(store, ago, counted, action):
    decided(store.ledger, action=action, at=NOW - timedelta(seconds=ago))
    found = standing(store)
    assert (found.removed, found.removed_size) == (counted, 10 * counted)


@pytest.mark.parametrize("outcome", ["refused", "failed", "dropped", "observed"])
@pytest.mark.parametrize("action", ["remove", "reject"])
def test_what_was_not_done_does_not_count(store, outcome, action):
    decided(store.ledger, action=action, at=NOW, outcome=outcome)
    assert standing(store).removed == 0


def test_what_a_dry_run_has_rejected_does_not_count(store):
    decided(store.ledger, action="reject", at=NOW, dry_run=True)
    found = standing(store)
    assert (found.removed, found.rejected) == (0, frozenset())


def test_what_was_rejected_lately_is_told(store):
    decided(store.ledger, action="reject", hash=ONE[1], at=NOW)
    decided(store.ledger, action="reject", hash=OTHER[1], at=NOW, owner="another")
    assert standing(store).rejected == {ONE}


@pytest.mark.parametrize(("action", "counted"), [("Remove", 1), ("Reject", 1), ("Import", 0), ("Tag", 0)])
def test_what_is_under_way_counts_where_it_takes_away(store, action, counted):
    store.journal.begin("Radarr-4K", *ONE, action, ("blocklist",), {}, NOW)
    assert standing(store).removed == counted


def test_a_journal_of_others_does_not_count(store):
    begun(store.journal, owner="another")
    assert standing(store).removed == 0


def test_what_people_have_said_is_told(store):
    persons.say(store, persons.PROTECTED, ONE, "mine", NOW)
    persons.say(store, persons.RELEASED, ONE, "", NOW)
    persons.say(store, persons.TOLD, OTHER, "", NOW)
    found = standing(store)
    assert found.protected == {ONE: "by a person: mine"}
    assert (found.released, found.told) == ({ONE}, {OTHER})


def test_a_protection_is_told_before_a_restoration(store):
    held = hold(store.quarantine, hash=ONE[1])
    store.quarantine.mark(held.id, "restored", NOW)
    assert standing(store).protected == {ONE: "restored by a person"}
    persons.say(store, persons.PROTECTED, ONE, "mine", NOW)
    assert standing(store).protected == {ONE: "by a person: mine"}


@pytest.mark.parametrize(("minutes", "unfrozen"), [(1, True), (0, False), (-1, False)])
def test_a_person_allows_many_removals_for_a_while(store, minutes, unfrozen):
    store.freezes.allow("Radarr-4K", NOW + timedelta(minutes=minutes))
    assert standing(store).unfrozen is unfrozen
