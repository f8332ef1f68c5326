"""What is recorded can be read from a whole row on, and never grows without bound."""

from datetime import timedelta

import pytest

DAY = timedelta(days=1)
OWNER = "Radarr"


def record(store, at, *, whole=False, content=b"x" * 10, owner=OWNER):
    store.recordings.append(owner, at, content, whole=whole)


@pytest.fixture
def days(store, now):
    """Ten days, each begun with a whole row and followed by two others."""
    for day in range(10):
        for part in range(3):
            record(store, now + day * DAY + part * timedelta(hours=1), whole=part == 0)
    return store.recordings


def moments(recordings, when):
    return [row.at for row in recordings.since(OWNER, when)]


def test_reading_begins_with_the_whole_row_before_the_moment(days, now):
    read = list(days.since(OWNER, now + 4 * DAY + timedelta(minutes=90)))
    assert (read[0].at, read[0].whole, len(read)) == (now + 4 * DAY, True, 18)


def test_a_moment_before_the_first_row_means_all_of_them(days, now):
    assert len(moments(days, now - DAY)) == 30


def test_more_rows_than_are_read_at_once_come_in_order(store, now):
    for minute in range(450):
        record(store, now + timedelta(minutes=minute), whole=minute == 0)
    read = moments(store.recordings, now)
    assert len(read) == 450
    assert read == sorted(read)


def test_sections_are_kept_apart(days, now):
    with pytest.raises(StopIteration):
        next(days.since("Sonarr", now))
    assert days.owners() == {OWNER}
    assert days.last("Sonarr") is None


def test_the_last_row_is_known(days, now):
    assert days.last(OWNER).at == now + 9 * DAY + timedelta(hours=2)


@pytest.mark.parametrize(
    ("before", "first"),
    [
        (timedelta(0), timedelta(0)),
        (3 * DAY - timedelta(seconds=1), 2 * DAY),
        (3 * DAY, 3 * DAY),
        (3 * DAY + timedelta(hours=5), 3 * DAY),
    ],
)
def test_expiring_keeps_the_whole_row_that_the_rest_needs(days, now, before, first):
    days.expire(now + before)
    assert moments(days, now - DAY)[0] == now + first


def test_a_recording_that_ended_long_ago_expires_altogether(days, now):
    assert days.expire(now + 99 * DAY) == 30
    assert days.owners() == frozenset()


def test_the_oldest_goes_when_it_is_too_much(days, now):
    assert days.size(OWNER) == 300
    assert days.shrink(OWNER, 100) == 21
    assert (days.size(OWNER), moments(days, now)[0]) == (90, now + 7 * DAY)


def test_what_cannot_be_done_without_stays_however_much_it_is(store, now):
    record(store, now, whole=True, content=b"x" * 1000)
    record(store, now + DAY)
    assert store.recordings.shrink(OWNER, 100) == 0
    assert store.recordings.size(OWNER) == 1010


@pytest.mark.parametrize(("kept", "days_left"), [(20 * DAY, 10), (2 * DAY, 3)])
def test_housekeeping_forgets_what_is_older_than_was_asked_for(days, store, now, kept, days_left):
    store.housekeeping(now + 9 * DAY + timedelta(hours=2), record_for=kept)
    assert len(moments(days, now - DAY)) == 3 * days_left
