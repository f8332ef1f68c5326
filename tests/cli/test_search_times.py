"""When the next searches could be made, by the same rules that make them."""

from datetime import time, timedelta

import pytest

from qbitrr import Indexer, Want
from qbitrr.cli.search_times import in_order
from qbitrr.searching.budget import Spent, Till
from qbitrr.searching.choice import Survey
from qbitrr.searching.configured import SearchPolicy
from qbitrr.searching.outlook import Outlook
from qbitrr.searching.policy import Budget, Wait
from qbitrr.searching.values import LibrarySearch
from qbitrr.testing.clock import NOW

MINUTE = timedelta(minutes=1)
POLICY = SearchPolicy(budget=Budget(per_hour=6, per_day=8))


def outlook(owner="Radarr", number=3, *, cost=1, urgent=(), spent=(), indexers=()):
    searches = tuple(
        LibrarySearch(owner=owner, media_ids=(one,), title=f"Film {one}", want=Want.MISSING, cost=cost)
        for one in range(number)
    )
    return Outlook(
        owner=owner,
        at=NOW,
        wanted=None,
        survey=Survey(searches=searches, urgent=frozenset(urgent), later=(), pass_began=NOW),
        loops={},
        till=Till(spent=spent, indexers=indexers),
        wait=None,
    )


def minutes(*outlooks, stopped=None, policy=POLICY, most=20):
    """Whose search is made when, in minutes from now."""
    planned = in_order(outlooks, stopped or {}, policy, NOW, most)
    return [(one.search.owner, None if one.at is None else (one.at - NOW) / MINUTE) for one in planned]


def test_searches_are_spread_over_the_hour():
    assert minutes(outlook()) == [("Radarr", 0), ("Radarr", 10), ("Radarr", 20)]


def test_what_was_spent_before_counts():
    lately = Spent("Radarr", 1, NOW - 4 * MINUTE)
    assert minutes(outlook(number=1, spent=[lately])) == [("Radarr", 6)]


def test_sections_take_turns():
    owners = [owner for owner, _ in minutes(outlook(number=2), outlook("Sonarr", 2))]
    assert owners == ["Radarr", "Sonarr", "Radarr", "Sonarr"]


def test_what_is_urgent_waits_for_no_pace():
    assert minutes(outlook(number=2, urgent=[0, 1])) == [("Radarr", 0), ("Radarr", 0.5)]


def test_a_dear_search_keeps_the_next_waiting_longer():
    assert minutes(outlook(number=2, cost=3)) == [("Radarr", 0), ("Radarr", 30)]


def test_the_budget_of_a_day_is_kept():
    times = [at for _, at in minutes(outlook(number=10))]
    assert times[7] < 24 * 60 <= times[8]


def test_the_pace_is_halved_while_an_indexer_rests():
    indexers = (Indexer(name="One", resting=True), Indexer(name="Two"))
    assert minutes(outlook(number=2, indexers=indexers)) == [("Radarr", 0), ("Radarr", 20)]


def test_quiet_hours_are_waited_for():
    local = (NOW + 5 * MINUTE).astimezone()
    begin, end = local.time(), (local + 60 * MINUTE).time()
    policy = SearchPolicy(budget=POLICY.budget, quiet_hours=((begin, time(end.hour, end.minute)),))
    assert minutes(outlook(number=2), policy=policy) == [("Radarr", 0), ("Radarr", 65)]


@pytest.mark.parametrize(
    ("until", "times"), [(None, [("Sonarr", 0), ("Radarr", None)]), (15, [("Sonarr", 0), ("Radarr", 15)])]
)
def test_a_section_that_is_stopped_comes_later_or_nobody_knows_when(until, times):
    wait = Wait("its first cycle has not ended yet", until and NOW + until * MINUTE)
    assert minutes(outlook(number=1), outlook("Sonarr", 1), stopped={"Radarr": wait}) == times


def test_only_so_many_are_worked_out():
    assert len(minutes(outlook(number=1000), most=5)) == 5


def test_no_time_is_told_while_all_indexers_rest_nobody_knows_how_long():
    assert minutes(outlook(number=1, indexers=[Indexer(name="One", resting=True)])) == [("Radarr", None)]
