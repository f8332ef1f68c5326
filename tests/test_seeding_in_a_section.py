"""Seeding and obligations at work in a section: what goes at last, what stays, over restarts and quarantines."""

from dataclasses import replace
from datetime import timedelta

import pytest
from qbitrr_cleanup.obligations import Obligations
from qbitrr_cleanup.seeding import Seeding

from qbitrr import Classification, Remove, State, Tracker, TrackerStatus, hookimpl
from qbitrr.testing.builders import NOW
from tests.section_world import DAY, Arr, Says, World, complete, stalled

MINUTE = timedelta(minutes=1)
URL = "https://tracker.example.org/announce"
AT_HOME = Tracker(URL, TrackerStatus.WORKING)
GONE = Tracker(URL, TrackerStatus.FAILED, "unregistered torrent")
SILENT = Tracker(URL, TrackerStatus.WAITING)
FAILED = Remove("it is no good", failed=True)


def seeding(**options):
    return Seeding(Seeding.Config(**{"RemoveWhen": "time", "MaxSeedingTime": "10m"} | options))


def obligations(**row):
    return Obligations(Obligations.Config(Rows=[{"Host": "example.org"} | row]))


@pytest.fixture
def world(tmp_path):
    opened = []

    def _world(*torrents, imported=True, **options):
        opened.append(World(tmp_path, *torrents, **options))
        if imported:
            opened[-1].arr.imported = {torrent.hash: NOW - DAY for torrent in torrents}
        opened[-1].cycling.start()
        return opened[-1]

    yield _world
    for one in opened:
        one.close()


def again(one, **plugins):
    """Stop the worker and start another one, with what the store remembers and new objects for its rules."""
    one.cycling.stop()
    one.plugins = plugins
    one.begin()
    one.cycling.start()


def film(**changes):
    return complete(1, **{"trackers": (AT_HOME,), "age": DAY} | changes)


def change(one, **changes):
    (torrent,) = one.client.torrents.values()
    one.client.put(replace(torrent, **changes))


def stopped(one):
    return ("stop", film().hash) in one.client.calls


# Seeding


def test_what_has_seeded_enough_is_quarantined_and_neither_blocklisted_nor_searched_for(world):
    here = world(film(), seeding=seeding())
    here.turns(10)
    assert not stopped(here)
    here.turns(2)
    assert stopped(here)
    assert [held.reason for held in here.held()] == ["it has seeded for 10 min at ratio 0: 10 min is reached"]
    assert not {"blocklist", "search"} & {kind for kind, _ in here.arr.done}


def test_it_is_deleted_when_its_quarantine_ends(world):
    here = world(film(), seeding=seeding(), retention=DAY)
    here.turns(15)
    here.turn(after=86400)
    here.turn(after=60)
    assert ("delete", film().hash) in here.client.calls


def test_nothing_goes_before_its_import_is_confirmed(world):
    here = world(film(), seeding=seeding(), imported=False)
    here.turns(30)
    assert not stopped(here)
    here.arr.imported = {film().hash: NOW}
    here.turns(15)
    assert stopped(here)


class Keeper(Arr):
    """An owner without a library."""

    @hookimpl
    def qbitrr_classify(self, torrent):
        return Classification(self.name, library=False)


def test_where_there_is_no_library_none_is_waited_for(world):
    here = world(film(), seeding=seeding(), imported=False, arr=Keeper())
    here.turns(12)
    assert stopped(here)


def test_a_restart_loses_no_seeding_time(world):
    here = world(film(), seeding=seeding())
    here.turns(6)
    again(here, seeding=seeding())
    here.turns(4)
    assert not stopped(here)
    here.turns(3)
    assert stopped(here)


def test_time_in_which_a_person_has_stopped_it_does_not_count(world):
    here = world(film(), seeding=seeding())
    here.turns(6)
    change(here, state=State.STOPPED)
    here.turns(60)
    assert here.held() == []
    change(here, state=State.SEEDING)
    here.turns(4)
    assert here.held() == []
    here.turns(3)
    assert stopped(here)


@pytest.mark.parametrize("time", [10 * MINUTE, 9 * MINUTE])
def test_what_qbittorrent_itself_has_stopped_at_its_limit_goes(world, time):
    here = world(film(state=State.STOPPED, seeding_time=time), seeding=seeding())
    here.turns(5)
    assert bool(here.held()) is (time == 10 * MINUTE)


# Obligations


def test_a_failed_download_stays_while_it_owes_its_tracker(world):
    torrent = stalled(1, progress=0.5, trackers=(AT_HOME,), age=DAY)
    here = world(torrent, imported=False, failing=Says(action=FAILED), obligations=obligations(MinRatio=1))
    here.turns(10)
    assert here.changed == ([], [])
    assert ("remove", "refused") in here.ledger()
    change(here, ratio=1.0)
    here.turns(2)
    assert stopped(here)


def test_what_has_seeded_enough_stays_while_it_owes_its_tracker(world):
    here = world(film(), seeding=seeding(), obligations=obligations(MinSeedingTime="20m"))
    here.turns(20)
    assert not stopped(here)
    here.turns(3)
    assert stopped(here)


def test_a_promise_outlives_the_tracker_and_a_restart(world):
    here = world(film(), seeding=seeding(), obligations=obligations(MinRatio=1))
    here.turns(5)
    change(here, trackers=())
    again(here, seeding=seeding(), obligations=obligations(MinRatio=1))
    here.turns(30)
    assert not stopped(here)
    change(here, ratio=1.0)
    here.turns(2)
    assert stopped(here)


def test_while_its_trackers_are_not_known_nothing_goes(world):
    here = world(film(trackers=None), seeding=seeding(), obligations=obligations(MinRatio=1))
    here.turns(30)
    assert not stopped(here)


def test_a_promise_made_later_keeps_what_is_in_quarantine(world):
    here = world(film(), seeding=seeding(), retention=DAY)
    here.turns(15)
    assert here.held()
    again(here, seeding=seeding(), obligations=obligations(MinRatio=1))
    here.turn(after=86400)
    here.turns(5)
    assert ("delete", film().hash) not in here.client.calls
    change(here, ratio=1.0)
    here.turns(2)
    assert ("delete", film().hash) in here.client.calls


def test_what_was_met_when_it_went_is_met_when_it_is_deleted(world):
    """Its quarantine may begin before a restart and end after it, and nobody sees it seed meanwhile."""
    here = world(film(), seeding=seeding(), obligations=obligations(MinSeedingTime="10m"), retention=DAY)
    here.turns(15)
    assert here.held()
    again(here, seeding=seeding(), obligations=obligations(MinSeedingTime="10m"))
    here.turn(after=86400)
    here.turns(2)
    assert ("delete", film().hash) in here.client.calls


def test_a_tracker_that_has_it_no_more_is_owed_nothing_though_a_stopped_torrent_forgets_that(world):
    here = world(film(trackers=(GONE,)), seeding=seeding(), obligations=obligations(MinRatio=1), retention=2 * DAY)
    here.turns(30)
    assert not stopped(here)
    here.turn(after=86400)
    here.turns(2)
    assert stopped(here)
    change(here, trackers=(SILENT,))
    here.turn(after=2 * 86400)
    here.turns(2)
    assert ("delete", film().hash) in here.client.calls


def test_in_a_dry_run_nothing_is_done(world):
    here = world(film(), seeding=seeding(), dry_run=True)
    here.turns(15)
    assert here.changed == ([], [])
    assert ("remove", "done") in here.ledger()
