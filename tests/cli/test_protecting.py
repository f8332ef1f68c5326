"""``qbitrr protect`` and ``qbitrr unprotect``."""

from datetime import timedelta

import pytest

from qbitrr.safety import Limits
from qbitrr.standing import standing_of
from tests.cli.saying import DONE, GONE, HALF, HELD, NOW, furnish, ledger


@pytest.fixture
def house(household):
    return furnish(household)


def protected(house):
    with house.store() as store:
        return dict(standing_of("Radarr-4K", store, Limits(), NOW).protected)


@pytest.mark.parametrize("torrent", [DONE, HALF, HELD])
def test_what_a_person_protects_is_protected_from_the_next_cycle_on(house, torrent):
    told = house("protect", torrent[:8], "--reason", "it is mine")
    assert told.exit_code == 0
    assert "is protected: it is imported, and otherwise left alone." in told.stdout
    assert protected(house) == {("qBit", torrent): "by a person: it is mine"}
    assert ledger(house) == [("protect", torrent, "done")]


def test_no_reason_is_needed(house):
    house("protect", "Half.Film")
    assert protected(house) == {("qBit", HALF): "by a person"}


def test_protections_are_listed(house):
    assert house("protect", "--list").stdout == "No torrent is protected by a person's word.\n"
    house("protect", HALF, "--reason", "it is mine")
    with house.store() as store:
        (held,) = store.quarantine.held()
        store.quarantine.mark(held.id, "restored", NOW)
    assert house.json("protect", "--list") == [
        {"client": "qBit", "hash": HALF, "name": "Half.Film", "why": "by a person: it is mine"},
        {"client": "qBit", "hash": HELD, "name": "Held.Film", "why": "restored by a person"},
    ]
    assert "it is mine" in house("protect", "--list", width=100).stdout


def test_protect_wants_to_know_which(house):
    assert house("protect").exit_code == 2


@pytest.mark.parametrize("torrent", [GONE, "nothing of that name"])
def test_what_is_not_there_is_not_protected(house, torrent):
    told = house("protect", torrent)
    assert told.exit_code == 1
    assert "No torrent has a hash" in told.stderr
    assert protected(house) == {}


def test_a_protection_ends_when_the_person_says_so(house):
    house("protect", HALF)
    told = house("unprotect", HALF)
    assert told.exit_code == 0
    assert protected(house) == {}
    assert [action for action, *_ in ledger(house)] == ["protect", "unprotect"]


def test_a_restored_torrent_is_protected_until_a_person_ends_it_and_again_when_it_is_restored_again(house):
    with house.store() as store:
        (held,) = store.quarantine.held()
        store.quarantine.mark(held.id, "restored", NOW)
    assert protected(house) == {("qBit", HELD): "restored by a person"}
    assert house("unprotect", "Held.Film").exit_code == 0
    assert protected(house) == {}
    with house.store() as store:
        store.quarantine.mark(held.id, "restored", NOW + timedelta(days=1))
    assert protected(house) == {("qBit", HELD): "restored by a person"}


def test_what_is_not_protected_by_a_person_cannot_be_unprotected(house):
    told = house("unprotect", HALF)
    assert told.exit_code == 1
    assert "is not protected by a person's word" in told.stderr
    assert ledger(house) == []


def test_scripts_are_told_which_it_was(house):
    assert house.json("protect", "Half") == {"hash": HALF, "name": "Half.Film", "client": "qBit"}
    assert house.json("unprotect", "Half") == {"hash": HALF, "name": "Half.Film", "client": "qBit"}


def test_the_client_may_be_named_with_the_whole_hash(house):
    assert house("protect", f"qBit-other/{HALF}").exit_code == 1
    assert protected(house) == {}
    assert house("protect", f"qBit/{HALF}").exit_code == 0
    assert protected(house) == {("qBit", HALF): "by a person"}
