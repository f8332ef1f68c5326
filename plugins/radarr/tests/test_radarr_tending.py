"""What Radarr is told on a timer, and what it says of its indexers."""

import pytest

from qbitrr import Indexer, Unavailable
from qbitrr.errors import QbitrrError


def tend(world, seconds=0.0):
    """Let time pass and do what is due: what is said of it."""
    world.clock.passes(seconds)
    return world.plugin.qbitrr_tend(world.now)


def told(world):
    return [order["name"] for order in world.orders()]


@pytest.mark.parametrize(
    ("key", "command"),
    [("RssSyncTimer", "RssSync"), ("RefreshDownloadsTimer", "RefreshMonitoredDownloads")],
)
def test_a_timer_in_minutes_gives_its_command_each_time_it_is_due(world, key, command):
    world.begin(**{key: 15})
    assert [tend(world, seconds) for seconds in (0, 890)] == [None, None]
    assert told(world) == []
    assert tend(world, 10) == [f"Radarr was told to {command}"]
    assert tend(world, 60) is None
    assert tend(world, 840) == [f"Radarr was told to {command}"]
    assert told(world) == [command, command]


def test_a_timer_may_have_a_unit(world):
    world.begin(RssSyncTimer="90s")
    tend(world)
    assert tend(world, 90) == ["Radarr was told to RssSync"]


def test_without_timers_nothing_is_told_and_nothing_asked(world):
    world.begin()
    asked = world.count_requests()
    assert [tend(world, 86_400) for _ in range(3)] == [None, None, None]
    assert asked == []


def test_a_command_is_not_given_while_an_equal_one_is_outstanding(world):
    world.begin(RssSyncTimer=1)
    world.radarr.settings.command_takes = 100_000
    tend(world)
    assert tend(world, 60) == ["Radarr was told to RssSync"]
    assert tend(world, 60) is None
    assert told(world) == ["RssSync"]


def test_nothing_is_told_while_the_app_is_lost(world):
    world.begin(RssSyncTimer=1)
    tend(world)
    world.lose("", drop=True)
    with pytest.raises(Unavailable):
        world.look(60)
    asked = world.count_requests()
    assert tend(world, 60) is None
    assert asked == []


def test_an_app_that_does_not_answer_costs_a_turn_and_no_more(world):
    world.begin(RssSyncTimer=1)
    tend(world)
    world.lose("command", drop=True)
    with pytest.raises(QbitrrError):
        tend(world, 60)
    world.radarr.heal()
    assert tend(world, 60) == ["Radarr was told to RssSync"]
    assert told(world) == ["RssSync"]


def indexers(world, seconds=0.0):
    world.clock.passes(seconds)
    return world.plugin.qbitrr_indexers(world.now)


def test_the_indexers_that_searches_go_to_are_told(world):
    world.begin(EntrySearch={"SearchMissing": True})
    world.radarr.add_indexer("Second (Prowlarr)")
    world.radarr.add_indexer("By hand", automatic=False)
    assert list(indexers(world)) == [Indexer(name="Indexer"), Indexer(name="Second")]


def test_they_are_read_every_ten_minutes_at_most(world):
    world.begin(EntrySearch={"SearchMissing": True})
    asked = world.count_requests()
    for _ in range(20):
        indexers(world, 30)
    assert len(asked) == 2
    indexers(world, 60)
    assert len(asked) == 4


def test_when_some_rest_it_is_not_known_which(world):
    world.begin(EntrySearch={"SearchMissing": True})
    world.radarr.add_indexer("Second")
    world.radarr.indexers.in_back_off.add("Second")
    assert list(indexers(world)) == [
        Indexer(name="Indexer"),
        Indexer(name="Second"),
        Indexer(name="an indexer of Radarr", resting=True),
    ]


def test_when_all_rest_each_of_them_does(world):
    world.begin(EntrySearch={"SearchMissing": True})
    world.radarr.add_indexer("Second")
    world.radarr.indexers.in_back_off |= {"Indexer", "Second"}
    assert list(indexers(world)) == [Indexer(name="Indexer", resting=True), Indexer(name="Second", resting=True)]


def test_indexers_that_cannot_be_asked_for_are_not_known(world):
    world.begin(EntrySearch={"SearchMissing": True})
    world.lose("indexer", drop=True)
    with pytest.raises(Unavailable):
        indexers(world)


def test_without_searches_nobody_is_asked_for_indexers(world):
    world.begin(RssSyncTimer=1)
    asked = world.count_requests()
    assert indexers(world) is None
    assert asked == []
