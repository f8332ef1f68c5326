"""Which grab came from which search."""

from datetime import timedelta

import pytest

from qbitrr.searching.results import WITHIN, Open, brought
from qbitrr.searching.values import Grabbed
from qbitrr.testing.builders import NOW

MINUTE = timedelta(minutes=1)
SEARCH = Open(id=1, media_ids=(7, 8), at=NOW)


def grab(after=MINUTE, media=(7,), **changes):
    return Grabbed(at=NOW + after, media_ids=media, title="A.Film", **changes)


def found(*grabs, searches=(SEARCH,), known_until=NOW + MINUTE):
    return {number: len(each) for number, each in brought(searches, grabs, known_until).items()}


@pytest.mark.parametrize(
    ("made", "is_from_it"),
    [
        (grab(), True),
        (grab(media=(8, 9)), True),
        (grab(media=(9,)), False),
        (grab(by_search=False), False),
        (grab(after=-MINUTE), False),
        (grab(after=timedelta(seconds=-5)), True),
        (grab(after=WITHIN - timedelta(seconds=5)), True),
        (grab(after=WITHIN), False),
    ],
)
def test_a_grab_came_from_a_search_for_its_medium_a_short_time_before(made, is_from_it):
    assert found(made) == ({1: 1} if is_from_it else {})


def test_of_two_searches_the_last_before_the_grab_has_brought_it():
    later = Open(id=2, media_ids=(7,), at=NOW + 10 * MINUTE)
    assert found(grab(after=5 * MINUTE), grab(after=15 * MINUTE), searches=(SEARCH, later)) == {1: 1, 2: 1}


def test_a_search_may_bring_several():
    assert found(grab(), grab(media=(8,))) == {1: 2}


@pytest.mark.parametrize(("known_until", "over"), [(NOW + WITHIN - MINUTE, False), (NOW + WITHIN, True)])
def test_a_search_has_brought_nothing_only_when_the_history_was_read_long_enough(known_until, over):
    assert found(known_until=known_until) == ({1: 0} if over else {})
