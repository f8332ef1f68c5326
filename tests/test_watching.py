"""A client that was not seen for a while may have done anything meanwhile."""

from datetime import timedelta

import pytest

from qbitrr.testing.builders import NOW, make_view
from qbitrr.watching import GAP, NEVER, Watch

MINUTE = timedelta(minutes=1)


class Kept(dict):
    """Notes in memory that count how often they are written."""

    written = 0

    def put(self, key, value):
        self.written += 1
        self[key] = value


def watch(notes, *looks, view=None):
    """What is found at the last of these looks, in minutes from NOW."""
    watching = Watch(notes, MINUTE)
    return [watching.gaps({"qBit": view or make_view()}, NOW + at) for at in looks][-1]


def test_at_the_first_look_of_all_nothing_is_known_of_before():
    assert watch(Kept(), timedelta(0)) == {"qBit": NEVER}


@pytest.mark.parametrize(("pause", "gap"), [(GAP, {}), (GAP + timedelta(seconds=1), {"qBit": NOW})])
def test_a_pause_that_is_too_long_is_a_gap(pause, gap):
    assert watch(Kept(), timedelta(0), pause) == gap


def test_after_a_restart_the_last_look_is_read_from_the_notes():
    notes = Kept()
    watch(notes, timedelta(0))
    assert watch(notes, MINUTE) == {}
    assert watch(notes, 10 * MINUTE) == {"qBit": NOW + MINUTE}


def test_a_clock_that_was_set_back_is_a_gap():
    assert watch(Kept(), timedelta(0), -MINUTE) == {"qBit": NOW}


def test_an_incomplete_view_is_no_look():
    notes = Kept()
    watch(notes, timedelta(0))
    watching = Watch(notes, MINUTE)
    for minutes in (1, 2, 3):
        assert watching.gaps({"qBit": make_view(complete=False)}, NOW + minutes * MINUTE) == {}
    assert watching.gaps({"qBit": make_view()}, NOW + 4 * MINUTE) == {"qBit": NOW}


def test_it_is_written_only_now_and_then():
    notes = Kept()
    watch(notes, *(timedelta(seconds=second) for second in range(60)))
    assert notes.written == 1
