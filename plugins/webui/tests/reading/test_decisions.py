"""The ledger in pages, and what of it can be taken back."""

from datetime import timedelta

import pytest
from qbitrr_webui.reading.decisions import history_of, page_of
from qbitrr_webui.shapes.ledger import LedgerQuery

from qbitrr import persons
from qbitrr.testing.builders import NOW
from reading.written import A, decided, held

B = "b" * 40


def listed(store, **query):
    return page_of(store, LedgerQuery(**query))


def test_pages_follow_one_another_without_a_gap(store):
    ids = [decided(store) for _ in range(5)]
    first = listed(store, limit=2)
    assert ([one.id for one in first.entries], first.more) == ([ids[4], ids[3]], True)
    second = listed(store, limit=2, before=first.entries[-1].id)
    last = listed(store, limit=2, before=second.entries[-1].id)
    assert ([one.id for one in last.entries], last.more) == ([ids[0]], False)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"action": "import, Tag"}, {"import", "tag"}),
        ({"outcome": "failed"}, {"tag"}),
        ({"owner": "Sonarr"}, {"import"}),
        ({"client": "other"}, set()),
        ({"search": "second"}, {"tag"}),
        ({"search": A.upper()}, {"remove", "import"}),
        ({"since": NOW + timedelta(hours=1)}, {"tag"}),
        ({"until": NOW + timedelta(hours=1)}, {"remove", "import"}),
        ({}, {"remove", "import", "tag"}),
    ],
)
def test_it_narrows_down(store, query, found):
    decided(store)
    decided(store, action="Import", owner="Sonarr")
    decided(store, B, action="tag", outcome="failed", name="Second", at=NOW + timedelta(hours=2))
    assert {one.action for one in listed(store, **query).entries} == found


def undos(store, **query):
    return [(one.action, one.undo) for one in listed(store, **query).entries]


def test_a_removal_that_is_held_can_be_restored_once(store):
    held(store)
    decided(store)
    decided(store)
    assert undos(store) == [("remove", "restore"), ("remove", "")]


def test_what_is_not_held_any_more_cannot(store):
    one = held(store)
    decided(store)
    store.quarantine.mark(one.id, "expired", NOW)
    assert undos(store) == [("remove", "")]


@pytest.mark.parametrize("fields", [{"outcome": "failed"}, {"dry_run": True}])
def test_what_was_not_done_cannot_be_taken_back(store, fields):
    held(store)
    decided(store, **fields)
    assert undos(store) == [("remove", "")]


def test_a_protection_can_be_taken_back_while_it_holds(store):
    persons.say(store, persons.PROTECTED, ("qBit", A), "mine", NOW)
    decided(store, action="protect")
    assert undos(store) == [("protect", "unprotect")]
    persons.take_back(store, persons.PROTECTED, ("qBit", A))
    assert undos(store) == [("protect", "")]


@pytest.mark.parametrize(
    ("fields", "tone"),
    [
        ({"action": "import"}, "good"),
        ({"action": "remove"}, "attention"),
        ({"action": "tag"}, "neutral"),
        ({"outcome": "failed"}, "bad"),
        ({"outcome": "refused"}, "attention"),
        ({"outcome": "observed"}, "neutral"),
        ({"dry_run": True}, "neutral"),
    ],
)
def test_how_grave_an_entry_is(store, fields, tone):
    decided(store, **fields)
    assert listed(store).entries[0].tone == tone


def test_no_passkey_is_told(store):
    address = "https://t.example.org/0123456789abcdef/announce"
    decided(store, reason=f"{address} says no", evidence={"tracker": address, "more": [address]})
    assert "0123456789abcdef" not in listed(store).model_dump_json()


def test_the_history_is_of_one_torrent_of_one_client(store):
    mine = decided(store)
    decided(store, B)
    decided(store, client="other")
    assert [one.id for one in history_of(store, ("qBit", A), 9).entries] == [mine]
