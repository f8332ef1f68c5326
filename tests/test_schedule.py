"""When a torrent is judged: at once when something about it changes, a little later when it only progresses."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from qbitrr import State, Tracker, TrackerStatus
from qbitrr.schedule import CALM, PROGRESS, Schedule
from qbitrr.testing.builders import NOW, make_complete, make_torrent, make_view

SECOND = timedelta(seconds=1)


class Judged:
    """A schedule, and what was judged when."""

    def __init__(self, *torrents):
        self.last = {}
        self.schedule = Schedule(self.last.get)
        self.note(torrents, NOW)

    def note(self, torrents, now, again=None):
        for one in torrents:
            self.last[one.key] = one
            self.schedule.judged(one.key, now, again)

    def at(self, seconds, *torrents, changed=None):
        """The hashes that are judged so long after NOW."""
        now = NOW + seconds * SECOND
        view = make_view(*torrents, changed=frozenset(one.hash for one in (torrents if changed is None else changed)))
        due = list(self.schedule.due({"qBit": view}, now))
        self.note(due, now)
        return {one.hash for one in due}


FIRST = make_torrent(hash="00" + "a" * 36 + "00")
LAST = make_torrent(hash="ff" + "0" * 38)


def progressed(torrent, **more):
    return replace(torrent, left=torrent.left - 1, progress=0.6, download_speed=5, ratio=1.0, **more)


def test_a_new_torrent_is_judged_at_once():
    assert Judged().at(1, FIRST) == {FIRST.hash}


@pytest.mark.parametrize(
    "change",
    [
        {"state": State.STALLED},
        {"category": "films"},
        {"tags": frozenset({"hd"})},
        {"name": "Another"},
        {"size": 5},
        {"save_path": "/elsewhere"},
        {"forced": True},
        {"private": True},
        {"position": 7},
        {"upload_limit": 7},
        {"trackers": (Tracker("https://t.org", TrackerStatus.FAILED),)},
        {"files": ()},
        {"completed": NOW},
    ],
)
def test_whatever_changes_but_progress_is_judged_at_once(change):
    assert Judged(FIRST).at(1, replace(FIRST, **change)) == {FIRST.hash}


def test_what_completes_is_judged_at_once():
    assert Judged(FIRST).at(1, make_complete(hash=FIRST.hash, state=FIRST.state, completed=None)) == {FIRST.hash}


def test_mere_progress_is_judged_a_little_later_and_then_without_further_news():
    judged = Judged(FIRST)
    later = progressed(FIRST)
    assert judged.at(1, later) == set()
    assert judged.schedule.next == NOW + CALM
    assert judged.at(4.9, later, changed=()) == set()
    assert judged.at(5, later, changed=()) == {FIRST.hash}
    assert judged.schedule.next is None


def test_torrents_that_all_progress_are_spread_over_several_cycles():
    many = [make_torrent(hash=f"{number:02x}" + "0" * 38) for number in range(256)]
    judged = Judged(*many)
    counts = [len(judged.at(second, *map(progressed, many))) for second in range(11)]
    assert counts[:5] == [0] * 5
    assert max(counts) <= 60
    assert sum(counts) >= 256


def test_what_progresses_all_the_time_is_judged_all_the_time():
    judged = Judged(LAST)
    times = [second for second in range(60) if judged.at(second, progressed(LAST, downloaded=second))]
    assert 5 <= len(times) <= 12


def test_what_is_due_is_judged_whether_it_changes_or_not():
    judged = Judged(FIRST)
    judged.schedule.plan(FIRST.key, NOW + SECOND)
    assert judged.at(0.5, FIRST, changed=()) == set()
    assert judged.at(1, FIRST, changed=()) == {FIRST.hash}


def test_progress_does_not_put_off_what_is_due_sooner():
    judged = Judged(LAST)
    judged.schedule.plan(LAST.key, NOW + 2 * SECOND)
    assert judged.at(1, progressed(LAST)) == set()
    assert judged.at(2, progressed(LAST), changed=()) == {LAST.hash}


@pytest.mark.parametrize("end", ["drop", "forget"])
def test_what_was_dropped_is_not_due(end):
    judged = Judged(FIRST)
    judged.schedule.plan(FIRST.key, NOW)
    getattr(judged.schedule, end)(FIRST.key)
    assert judged.at(1, FIRST, changed=()) == set()


def test_a_torrent_that_is_gone_is_not_judged():
    judged = Judged(FIRST)
    judged.schedule.plan(FIRST.key, NOW)
    assert judged.at(1, changed=()) == set()


def test_a_clock_that_was_set_back_delays_nothing():
    judged = Judged(FIRST)
    assert judged.at(-60, progressed(FIRST)) == {FIRST.hash}


def test_progress_names_fields_of_a_torrent():
    assert all(hasattr(FIRST, name) for name in PROGRESS)


@pytest.mark.parametrize(
    ("again", "planned"),
    [
        (timedelta(seconds=59.9), timedelta(seconds=59.9)),
        (timedelta(seconds=60), timedelta(seconds=60)),
        (timedelta(seconds=60.1), timedelta(seconds=65)),
        (timedelta(seconds=64.9), timedelta(seconds=65)),
        (timedelta(hours=1, seconds=2), timedelta(hours=1, seconds=5)),
    ],
)
def test_what_is_far_off_is_due_together_with_others(again, planned):
    judged = Judged()
    judged.note([FIRST], NOW, NOW + again)
    assert judged.schedule.next == NOW + planned


def test_what_is_never_due_is_planned_all_the_same():
    judged = Judged()
    judged.note([FIRST], NOW, datetime.max.replace(tzinfo=UTC))
    assert judged.schedule.next == datetime.max.replace(tzinfo=UTC)
