"""What the library makes of an app's history, and what the app will do because of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qbitrr_arr.past import Event, Grab, HistoryView, Row, forget_oldest, join
from qbitrr_arr.settings import Rules

from qbitrr import Grabbed, GrabHistory, ImportHistory

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HASH = "A" * 40


def row(number, kind, download_id=HASH, seconds=0):
    at = NOW + timedelta(seconds=seconds)
    grab = Grab(id=number, download_id=download_id, at=at) if kind == "grabbed" else None
    return Row(download_id, Event(kind, number, at), grab)


KINDS = st.sampled_from(["grabbed", "imported", "failed", "ignored"])


@given(st.lists(KINDS, min_size=1), st.randoms())
def test_history_is_the_same_in_whatever_order_and_however_often_it_is_read(kinds, random):
    rows = [row(number, kind, seconds=number // 2) for number, kind in enumerate(kinds, 1)]
    shuffled = rows + rows[:3]
    random.shuffle(shuffled)
    assert join(HistoryView(), shuffled) == join(HistoryView(), rows)


@given(st.lists(KINDS, min_size=1))
def test_only_the_newest_event_counts(kinds):
    past = join(HistoryView(), [row(number, kind) for number, kind in enumerate(kinds, 1)])
    hashes = frozenset([HASH.lower()])
    assert (past.imported(hashes) is not None) == (kinds[-1] == "imported")
    assert (past.failed(hashes) is not None) == (kinds[-1] == "failed")
    assert (past.grabbed(hashes) is not None) == ("grabbed" in kinds)


def test_a_history_is_what_the_core_asks_for():
    assert isinstance(HistoryView(), ImportHistory)
    assert isinstance(HistoryView(), GrabHistory)


@pytest.mark.parametrize(
    ("source", "by_search"),
    [("Search", True), ("UserInvokedSearch", True), ("InteractiveSearch", False), ("Rss", False), ("", False)],
)
def test_what_a_search_has_brought_is_told_from_what_else_was_grabbed(source, by_search):
    grabs = [
        Grab(id=2, download_id="B" * 40, at=NOW, title="b", media_ids=(2, 3), release_source=source, indexer="I"),
        Grab(id=1, download_id="A" * 40, at=NOW, title="a", media_ids=(1,), release_source=source),
        Grab(id=3, download_id="C" * 40, at=NOW - timedelta(seconds=1), title="c"),
    ]
    past = join(HistoryView(), [Row(one.download_id, Event("grabbed", one.id, one.at), one) for one in grabs])
    assert past.grabbed_since(NOW) == (
        Grabbed(at=NOW, media_ids=(1,), title="a", by_search=by_search),
        Grabbed(at=NOW, media_ids=(2, 3), title="b", indexer="I", by_search=by_search),
    )


def test_nothing_new_is_the_same_object():
    past = join(HistoryView(), [row(1, "grabbed")])
    assert join(past, [row(1, "grabbed")]) is past


def test_silence_counts_only_when_all_names_were_asked_for():
    hashes = frozenset(["a" * 40, "b" * 40])
    assert not join(HistoryView(), [], ["a" * 40]).knows(hashes)
    assert join(HistoryView(), [], hashes).knows(hashes)
    assert join(HistoryView(), [row(1, "grabbed")]).knows(hashes)
    assert not HistoryView().knows(hashes)


def test_a_row_without_its_grab_is_not_the_whole_story():
    assert not join(HistoryView(), [row(2, "imported")]).knows([HASH])


def grab_of(number, *media_ids):
    return replace(row(number, "grabbed"), grab=Grab(id=number, download_id=HASH, at=NOW, media_ids=media_ids))


def test_a_pack_whose_rows_come_in_two_readings_is_one_pack():
    past = join(join(HistoryView(), [grab_of(1, 11, 12)]), [grab_of(3, 13)])
    grab = past.grabbed(frozenset([HASH]))
    assert (grab.id, grab.media_ids) == (3, (11, 12, 13))


def test_what_is_forgotten_is_the_oldest():
    past = join(HistoryView(), [row(number, "grabbed", f"{number:040}") for number in range(1, 101)])
    kept = forget_oldest(past, keep=40)
    assert sorted(kept.pasts) == [f"{number:040}" for number in range(71, 101)]
    assert forget_oldest(kept, keep=40) is kept


@pytest.mark.parametrize(
    ("after_failure", "after_choice", "source", "searches"),
    [
        (True, True, "Search", True),
        (True, False, "Search", True),
        (True, True, "InteractiveSearch", True),
        (True, False, "InteractiveSearch", False),
        (False, True, "Search", False),
        (False, True, "InteractiveSearch", False),
        (None, None, "Search", False),
    ],
)
def test_when_the_app_searches_by_itself(after_failure, after_choice, source, searches):
    rules = Rules(searches_after_failure=after_failure, searches_after_failed_choice=after_choice)
    assert rules.will_search(Grab(id=1, download_id=HASH, at=NOW, release_source=source)) is searches
