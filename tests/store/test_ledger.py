"""Every decision can be explained later, and nobody can change what was written."""

from datetime import timedelta

import peewee
import pytest

from qbitrr.store.ledger import Entry, Ledger, Removals
from qbitrr.store.models import LedgerRow

from .rows import decided


def test_an_entry_comes_back_as_it_was_written(store, now):
    number = decided(
        store.ledger,
        at=now,
        plugin="stalled",
        rule="idle",
        evidence={"idle_hours": 3, "seeds": [0, 1]},
        detail="stopped and quarantined",
    )
    assert store.ledger.recent(1) == [
        Entry(
            id=number,
            at=now,
            owner="Radarr-4K",
            client="qBit",
            hash="a" * 40,
            name="A film",
            action="remove",
            reason="stalled for 3 h",
            plugin="stalled",
            rule="idle",
            evidence={"idle_hours": 3, "seeds": [0, 1]},
            outcome="done",
            detail="stopped and quarantined",
            dry_run=False,
            size=10,
        )
    ]


def test_evidence_that_is_not_plain_is_kept_as_its_text(store, now):
    decided(store.ledger, evidence={"idle": timedelta(hours=3), ("a", "b"): 1})
    assert store.ledger.recent(1)[0].evidence == {"idle": "3:00:00"}


@pytest.mark.parametrize(
    ("asked", "hashes"),
    [
        ({}, ["cc", "bb", "aa"]),
        ({"hash": "b"}, ["bb"]),
        ({"name": "SHOW"}, ["bb"]),
        ({"owner": "Lidarr"}, ["cc"]),
        ({"client": "seedbox"}, ["bb"]),
        ({"action": "Recheck"}, ["cc"]),
        ({"hash": "a", "action": "recheck"}, []),
    ],
)
def test_the_newest_entries_come_first_and_can_be_narrowed(store, asked, hashes):
    decided(store.ledger, hash="aa")
    decided(store.ledger, hash="bb", client="seedbox", name="A show")
    decided(store.ledger, hash="cc", owner="Lidarr", action="recheck")
    assert [entry.hash for entry in store.ledger.recent(10, **asked)] == hashes


def test_entries_since_a_moment_and_only_so_many(store, now):
    for hour in range(5):
        decided(store.ledger, at=now + timedelta(hours=hour), hash=str(hour))
    assert [entry.hash for entry in store.ledger.recent(2)] == ["4", "3"]
    assert [entry.hash for entry in store.ledger.recent(9, since=now + timedelta(hours=3))] == ["4", "3"]


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ([{}], Removals(1, 10)),
        ([{"action": "Remove"}], Removals(1, 10)),
        ([{"outcome": "begun"}, {"outcome": "done"}], Removals(1, 10)),
        ([{"outcome": "begun"}], Removals(1, 10)),
        ([{"hash": "a"}, {"hash": "b", "size": 5}], Removals(2, 15)),
        ([{"client": "qBit"}, {"client": "qBit-seedbox"}], Removals(2, 20)),
        ([{"outcome": "refused"}, {"outcome": "failed"}, {"outcome": "dropped"}], Removals(0, 0)),
        ([{"action": "recheck"}], Removals(0, 0)),
        ([{"dry_run": True}], Removals(0, 0)),
        ([], Removals(0, 0)),
    ],
)
def test_each_removed_torrent_counts_once(store, now, written, counted):
    for entry in written:
        decided(store.ledger, **entry)
    assert store.ledger.removals_since(now) == counted


def test_removals_of_a_window_of_a_client_and_of_a_dry_run(store, now):
    decided(store.ledger, hash="old", at=now - timedelta(seconds=1))
    decided(store.ledger, hash="a", client="qBit-seedbox")
    decided(store.ledger, hash="b", dry_run=True)
    assert store.ledger.removals_since(now).count == 1
    assert store.ledger.removals_since(now, "qBit").count == 0
    assert store.ledger.removals_since(now, "qBit", dry_run=True).count == 1


def test_the_ledger_offers_nothing_but_appending_reading_and_expiry():
    offered = {name for name in vars(Ledger) if not name.startswith("_")}
    assert offered == {"append", "recent", "newest", "after", "removals_since", "rehearsed_since", "expire"}


def test_the_database_itself_refuses_to_change_an_entry(store):
    decided(store.ledger)
    with pytest.raises(peewee.PeeweeException, match="append-only"):
        LedgerRow.update(reason="another").execute(store._database)


def test_a_page_begins_before_an_id_and_narrows_down(store, now):
    ids = [decided(store.ledger, at=now, outcome=outcome) for outcome in ("done", "failed", "done")]
    assert [entry.id for entry in store.ledger.recent(2)] == [ids[2], ids[1]]
    assert [entry.id for entry in store.ledger.recent(2, before=ids[1])] == [ids[0]]
    assert [entry.id for entry in store.ledger.recent(9, outcome="failed", actions=("Remove", "import"))] == [ids[1]]
    assert store.ledger.recent(9, actions=("import",)) == []


def test_a_page_is_found_by_a_part_of_the_name_or_a_whole_hash(store, now):
    decided(store.ledger, at=now)
    assert (
        len(store.ledger.recent(9, name="FILM", hash="FILM"))
        == len(store.ledger.recent(9, name="A" * 40, hash="a" * 40))
        == 1
    )
    assert store.ledger.recent(9, name="aaaa", hash="aaaa") == []


def test_what_was_written_after_an_id(store, now):
    assert store.ledger.newest() == 0
    ids = [decided(store.ledger, at=now) for _ in range(3)]
    assert store.ledger.newest() == ids[-1]
    assert [entry.id for entry in store.ledger.after(ids[0], 9)] == ids[1:]
