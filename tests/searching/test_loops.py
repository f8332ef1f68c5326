"""Downloads of the same thing that fail again and again stop being searched for, for a while."""

from datetime import timedelta

import pytest

from qbitrr.searching.loops import Failed, advice, fingerprint, loops
from qbitrr.searching.policy import LoopLimits, Rest
from qbitrr.testing.builders import NOW

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LIMITS = LoopLimits(failures=4, same_release=2, window=7 * DAY, rest=Rest(first=DAY, longest=30 * DAY))


def failed(at, release="", media_id=7):
    return Failed(media_id=media_id, title="A Film", release=release or f"release of {at}", at=NOW + at)


def loop_of(*failures):
    return loops(failures, LIMITS).get(7)


@pytest.mark.parametrize(("times", "broken"), [(1, False), (3, False), (4, True), (5, True)])
def test_so_many_failures_of_a_medium_are_a_loop(times, broken):
    assert bool(loop_of(*(failed(one * HOUR) for one in range(times)))) == broken


@pytest.mark.parametrize(("times", "broken"), [(1, False), (2, True)])
def test_fewer_failures_of_the_same_release_are_a_loop(times, broken):
    assert bool(loop_of(*(failed(one * HOUR, "the same") for one in range(times)))) == broken


def test_failures_of_another_medium_do_not_count():
    assert loops([failed(one * HOUR, media_id=one) for one in range(9)], LIMITS) == {}


@pytest.mark.parametrize(("gap", "broken"), [(7 * DAY, True), (7 * DAY + HOUR, False)])
def test_failures_far_apart_have_nothing_to_do_with_one_another(gap, broken):
    assert bool(loop_of(*(failed(one * gap) for one in range(4)))) == broken


def test_it_is_left_alone_twice_as_long_after_each_further_failure():
    waits = []
    for times in range(4, 12):
        chain = [failed(one * HOUR) for one in range(times)]
        waits.append(loop_of(*chain).until - chain[-1].at)
    assert waits == [DAY, 2 * DAY, 4 * DAY, 8 * DAY, 16 * DAY, 30 * DAY, 30 * DAY, 30 * DAY]


def test_a_long_wait_does_not_end_the_chain():
    """A failure soon after the wait is one more of the same, however long the wait was."""
    chain = [failed(one * HOUR) for one in range(8)]
    after = loop_of(*chain).until
    again = Failed(media_id=7, title="A Film", release="x", at=after + DAY)
    assert loop_of(*chain, again).failures == 9


def test_the_order_in_which_failures_are_told_does_not_matter():
    chain = [failed(one * HOUR) for one in range(5)]
    assert loop_of(*chain) == loop_of(*reversed(chain))


def test_the_advice_fits_the_loop():
    assert "reject blocklisted torrent hashes" in advice(loop_of(failed(HOUR, "x"), failed(2 * HOUR, "x")))
    assert "have seeds" in advice(loop_of(*(failed(one * HOUR) for one in range(4))))


@pytest.mark.parametrize("name", ["A.Film.2020-GRP", "a film 2020 grp", "A_Film__2020-GRP", " A Film 2020-GRP "])
def test_one_release_has_one_fingerprint_however_it_is_written(name):
    assert fingerprint(name) == "a film 2020 grp"
