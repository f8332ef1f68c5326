"""The account of searches: what was paid for, by whom, what it brought, and what is remembered of each medium."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from qbitrr.searching.budget import Spent
from qbitrr.searching.choice import Memory
from qbitrr.searching.policy import Wait
from qbitrr.searching.values import LibrarySearch, Want
from qbitrr.store.database import open_store, prepare
from tests.store.test_schema import migrations

__all__ = ["migrations"]

HOUR = timedelta(hours=1)


def film(*media, owner="Radarr", title="A Film"):
    return LibrarySearch(owner=owner, media_ids=media or (7,), title=title, want=Want.MISSING)


def granted(spent):
    return None


@pytest.fixture
def searched(store, now):
    """Make a search and settle it."""

    def search(*media, at=now, owner="Radarr"):
        store.searches.begin(film(*media, owner=owner), at, granted)
        (begun,) = store.searches.unsettled(owner)
        store.searches.done(begun, "ordered")
        return begun

    return search


def test_a_search_is_written_down_before_it_is_made(store, now):
    number = store.searches.begin(film(7, 8), now, granted)
    (begun,) = store.searches.unsettled("Radarr")
    assert (begun.id, begun.media, begun.want, begun.state) == (number, (7, 8), "missing", "begun")
    assert store.searches.unsettled("Radarr-4K") == []


def test_what_is_begun_counts_although_nobody_knows_whether_it_was_made(store, now):
    store.searches.begin(film(), now, granted)
    assert store.searches.spent(now - HOUR) == [Spent("Radarr", 1, now)]


def test_a_search_that_is_refused_is_not_written_down(store, now):
    wait = Wait("the budget of this hour is used up", now + HOUR)
    assert store.searches.begin(film(), now, lambda spent: wait) == wait
    assert store.searches.spent(now - HOUR) == []


def test_the_refusal_is_asked_with_what_all_owners_have_spent_in_a_day(store, now):
    seen = []
    store.searches.begin(film(owner="Sonarr"), now - 25 * HOUR, granted)
    store.searches.begin(film(owner="Sonarr"), now - 23 * HOUR, granted)
    store.searches.begin(film(), now, seen.extend)
    assert seen == [Spent("Sonarr", 1, now - 23 * HOUR)]


def test_a_search_that_was_not_made_counts_for_nothing(store, now):
    store.searches.take_back(store.searches.begin(film(), now, granted))
    assert store.searches.spent(now - HOUR) == []
    assert store.searches.memories("Radarr") == {}


def test_what_was_searched_for_is_remembered_and_how_often_in_vain(store, now, searched):
    searched(7, 8)
    searched(7, at=now + HOUR)
    assert store.searches.memories("Radarr") == {
        7: Memory(searched_at=now + HOUR, fruitless=2),
        8: Memory(searched_at=now, fruitless=1),
    }


def test_equal_ids_of_two_instances_have_nothing_to_do_with_each_other(store, now, searched):
    searched(7)
    searched(7, owner="Radarr-4K", at=now + HOUR)
    assert store.searches.memories("Radarr") == {7: Memory(searched_at=now, fruitless=1)}
    assert store.searches.memories("Radarr-4K") == {7: Memory(searched_at=now + HOUR, fruitless=1)}


def test_what_has_brought_something_was_not_in_vain(store, now, searched):
    search = searched(7, 8)
    store.searches.brought(search, 1, "A.Film.2020", [7])
    memories = store.searches.memories("Radarr")
    assert (memories[7].fruitless, memories[8].fruitless) == (0, 1)
    (row,) = store.searches.recent(now)
    assert (row.grabs, row.grabbed) == (1, "A.Film.2020")


def test_searches_wait_for_grabs_until_it_is_known_that_there_are_none(store, now, searched):
    old, found, fruitless = (searched(one, at=now + one * HOUR) for one in (1, 2, 3))
    store.searches.brought(found, 1, "A.Film.2020", [2])
    store.searches.brought(fruitless, 0, "", [])
    waiting = store.searches.waiting_for_grabs("Radarr", since=now + 2 * HOUR)
    assert [one.id for one in waiting] == [old.id, found.id, fruitless.id]
    waiting = store.searches.waiting_for_grabs("Radarr", since=now + 9 * HOUR)
    assert [one.id for one in waiting] == [old.id]


def test_a_replacement_counts_and_needs_no_settling(store, now):
    store.searches.record("Radarr", (7,), "A Film", now, "no progress for 6 h")
    assert store.searches.spent(now - HOUR) == [Spent("Radarr", 1, now)]
    assert store.searches.unsettled("Radarr") == []
    (row,) = store.searches.recent(now)
    assert (row.want, row.detail) == ("replaces a failed download", "no progress for 6 h")


def test_media_are_forgotten_that_were_not_searched_for_in_ages(store, now, searched):
    searched(7)
    searched(8, at=now + HOUR)
    assert store.searches.forget_media(now + HOUR) == 1
    assert store.searches.memories("Radarr").keys() == {8}


def test_the_searches_of_an_earlier_version_are_kept(tmp_path, now, migrations):
    path = tmp_path / "old.db"
    later = migrations / "0002_searches.py"
    script = later.read_text()
    later.unlink()
    prepare(path)
    with closing(sqlite3.connect(path)) as old, old:
        old.execute(
            "INSERT INTO search (owner, media_id, query, at, reason) VALUES ('Radarr', 7, 'A Film', ?, 'stalled')",
            (int(now.timestamp() * 1_000_000),),
        )
    later.write_text(script)
    prepare(path)
    with open_store(path) as store:
        (row,) = store.searches.recent(now)
    assert (row.media, row.title, row.at, row.detail, row.cost) == ((7,), "A Film", now, "stalled", 1)
