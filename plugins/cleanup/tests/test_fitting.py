"""Which downloads fit: each in its turn and once, with what is in quarantine as the reserve."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qbitrr_cleanup.disks.fitting import Download, Fit, Kept, fit


def downloads(*needs, prefix="r"):
    return [Download(f"{prefix}{number}", need) for number, need in enumerate(needs)]


def waiting(*needs):
    return downloads(*needs, prefix="w")


def kept(*sizes):
    return [Kept(f"q{number}", size) for number, size in enumerate(sizes)]


@pytest.mark.parametrize(
    ("room", "needs", "stopped"),
    [
        (10, [], ()),
        (10, [10], ()),
        (10, [11], ("r0",)),
        (10, [6, 4], ()),
        (10, [6, 5], ("r1",)),
        (10, [6, 5, 4], ("r1",)),
        (10, [11, 10], ("r0",)),
        (0, [0], ()),
        (0, [1], ("r0",)),
        (-1, [0], ("r0",)),
        (-1, [0, 1], ("r0", "r1")),
    ],
)
def test_what_does_not_fit_waits_in_the_order_of_the_queue(room, needs, stopped):
    assert fit(downloads(*needs), [], [], room=room) == Fit(stop=stopped)


@pytest.mark.parametrize(
    ("room", "running", "needs", "started"),
    [
        (10, [], [8], ("w0",)),
        (10, [], [9], ()),
        (10, [5], [3], ("w0",)),
        (10, [5], [4], ()),
        (10, [], [5, 3], ("w0", "w1")),
        (10, [], [5, 4], ("w0",)),
        (10, [], [9, 8], ("w1",)),
        (10, [], [0], ("w0",)),
        (1, [], [0], ()),
    ],
)
def test_what_waits_goes_on_when_there_is_room_and_some_to_spare(room, running, needs, started):
    assert fit(downloads(*running), waiting(*needs), [], room=room, spare=2) == Fit(start=started)


def test_what_waits_never_takes_the_room_of_what_runs():
    assert fit(downloads(8), waiting(8), [], room=10) == Fit()


@pytest.mark.parametrize(
    ("room", "running", "held", "expired", "stopped"),
    [
        (10, [10], [5], (), ()),
        (10, [11], [5, 5], ("q0",), ()),
        (10, [15], [5, 5], ("q0",), ()),
        (10, [16], [5, 5], ("q0", "q1"), ()),
        (10, [20], [5, 5], ("q0", "q1"), ()),
        (10, [21], [5, 5], (), ("r0",)),
        (10, [21, 12], [5, 5], ("q0",), ("r0",)),
        (-1, [], [5, 5], ("q0",), ()),
        (-6, [], [5, 5], ("q0", "q1"), ()),
        (-20, [], [5, 5], ("q0", "q1"), ()),
        (0, [], [5], (), ()),
    ],
)
def test_the_oldest_in_quarantine_goes_before_anything_is_stopped_and_only_where_that_is_enough(
    room, running, held, expired, stopped
):
    assert fit(downloads(*running), [], kept(*held), room=room) == Fit(stop=stopped, expire=expired)


def test_what_waits_goes_on_only_when_the_room_is_really_there():
    before = fit([], waiting(8), kept(5), room=5, spare=2)
    assert before == Fit(expire=("q0",))
    assert fit([], waiting(8), [], room=5, coming=5, spare=2) == Fit()
    assert fit([], waiting(8), [], room=10, spare=2) == Fit(start=("w0",))


def test_what_is_coming_already_lets_nothing_else_go():
    assert fit(downloads(14), [], kept(5), room=10, coming=5) == Fit()


SIZES = st.lists(st.integers(0, 20), max_size=6)


@given(SIZES, SIZES, SIZES, st.integers(-20, 60), st.integers(0, 20), st.integers(0, 5))
def test_no_more_is_given_away_than_there_is(running, waits, held, room, coming, spare):
    found = fit(downloads(*running), waiting(*waits), kept(*held), room=room, coming=coming, spare=spare)
    needs = {one.hash: one.need for one in (*downloads(*running), *waiting(*waits))}
    sizes = {one.hash: one.size for one in kept(*held)}
    freed = sum(sizes[one] for one in found.expire)
    going_on = [one.hash for one in downloads(*running) if one.hash not in found.stop]
    assert not going_on or sum(needs[one] for one in going_on) <= room + coming + freed
    if found.start:
        assert sum(needs[one] for one in (*going_on, *found.start)) + spare <= room
    assert list(found.expire) == [one.hash for one in kept(*held)][: len(found.expire)], "the oldest first"


@given(SIZES, SIZES, st.integers(-20, 60), st.integers(0, 5))
def test_what_was_started_is_not_stopped_again_by_the_next_look(running, waits, room, spare):
    first = fit(downloads(*running), waiting(*waits), [], room=room, spare=spare)
    left = [one for one in downloads(*running) if one.hash not in first.stop]
    now_running = [*left, *(one for one in waiting(*waits) if one.hash in first.start)]
    again = fit(
        now_running, [one for one in waiting(*waits) if one.hash not in first.start], [], room=room, spare=spare
    )
    assert again == Fit()
