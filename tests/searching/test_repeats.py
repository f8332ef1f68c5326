"""What fails again and again is blocklisted but no longer replaced, and said once."""

import logging
from datetime import timedelta

import pytest

from qbitrr import Blocklist
from tests.section_world import FAILED, REMOVE, Says, World, complete, stalled

HOURS = 3600


@pytest.fixture
def world(tmp_path):
    one = World(tmp_path, judge=Says(FAILED, lambda torrent: None if torrent.complete else REMOVE))
    yield one
    one.close()


def fail(world, number, **changes):
    """Let one download fail; what its owner was asked to do."""
    world.arr.actions.clear()
    world.client.put(stalled(number, **changes))
    world.turn(HOURS)
    return [type(action).__name__.lower() for action in world.arr.actions]


def test_the_first_failures_are_replaced(world):
    assert [fail(world, number) for number in range(3)] == [["blocklist", "search"]] * 3


def test_after_so_many_failures_of_one_item_it_is_no_longer_replaced(world):
    for number in range(3):
        fail(world, number)
    assert fail(world, 3) == ["blocklist"]
    (asked,) = world.arr.actions
    assert asked == Blocklist(REMOVE.reason, replace=False)


def test_the_same_release_is_replaced_only_once(world):
    assert fail(world, 0, name="The.Same-GRP") == ["blocklist", "search"]
    assert fail(world, 1, name="The Same-GRP") == ["blocklist"]


def test_the_alert_is_raised_once_and_says_what_to_look_at(world, caplog):
    with caplog.at_level(logging.ERROR):
        for number in range(8):
            fail(world, number)
    (alert,) = [record.getMessage() for record in caplog.records]
    assert "Film.3 has failed 4 times and is not searched for automatically before" in alert
    assert "Allow it again with: qbitrr search allow Radarr 7" in alert
    assert [one for one in world.ledger() if one[0] == "stop searching"] == [("stop searching", "done")]


def test_another_item_is_replaced_all_the_same(world):
    for number in range(4):
        fail(world, number)
    world.arr.media_id = 8
    assert fail(world, 9) == ["blocklist", "search"]


def test_an_import_ends_it(world):
    for number in range(3):
        fail(world, number)
    world.client.put(stalled(5, progress=0.9, left=100, state="downloading"))
    world.plugins["judge"].action = None
    world.turn(HOURS)
    torrent = complete(5)
    world.client.put(torrent)
    world.arr.imported[torrent.hash] = world.clock()
    world.turn(HOURS)
    assert world.store.failures.of("Radarr") == []


def test_a_restore_takes_the_failure_back(world):
    fail(world, 0)
    (held,) = world.held()
    world.restore(held)
    assert world.store.failures.of("Radarr") == []


def test_long_after_the_last_failure_all_is_as_it_was(world):
    for number in range(4):
        fail(world, number)
    world.clock.tick(timedelta(days=30).total_seconds())
    assert fail(world, 5) == ["blocklist", "search"]


def test_a_removal_that_was_begun_without_a_search_goes_on_without_one(world):
    for number in range(3):
        fail(world, number)
    world.arr.trouble["blocklist"] = OSError("no answer")
    fail(world, 3)
    world.arr.trouble.clear()
    world.begin()
    world.arr.actions.clear()
    world.turns(3, HOURS)
    assert world.arr.actions == [Blocklist(REMOVE.reason, replace=False)]


@pytest.mark.parametrize("cost", [0, 1, 3])
def test_a_replacement_counts_for_as_many_searches_as_it_has_come_to(world, cost):
    world.arr.searches = cost
    fail(world, 0)
    assert sum(one.cost for one in world.store.searches.recent(world.clock() - timedelta(days=1))) == cost
