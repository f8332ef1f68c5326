"""The budget that all sections share: hour and day, pace, shares, indexers."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbitrr.searching.budget import Spent, Till, pace, refusal
from qbitrr.searching.policy import Budget
from qbitrr.searching.values import Indexer
from qbitrr.testing.builders import NOW

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BUDGET = Budget(per_hour=4, per_day=10, pause=timedelta(seconds=30))


def spent(*minutes_ago, owner="Radarr", cost=1):
    return tuple(Spent(owner, cost, NOW - ago * MINUTE) for ago in minutes_ago)


def asked(*spendings, budget=BUDGET, owner="Radarr", cost=1, urgent=False, **till):
    known = Till(spent=tuple(one for each in spendings for one in each), **till)
    return refusal(owner, cost, known, budget, NOW, urgent=urgent)


def test_the_first_search_is_allowed():
    assert asked() is None


@pytest.mark.parametrize(("youngest", "allowed"), [(59, False), (60, True)])
def test_an_hour_has_so_many_searches_and_no_more(youngest, allowed):
    wait = asked(spent(16, 31, 46, youngest))
    assert (wait is None) == allowed
    if wait:
        assert wait.why == "the budget of this hour is used up (4 of 4 searches)"
        assert wait.until == NOW + (60 - youngest) * MINUTE


def test_a_day_has_so_many_searches_and_no_more():
    wait = asked(spent(*(70 * one for one in range(1, 11))))
    assert wait.why == "the budget of this day is used up (10 of 10 searches)"
    assert wait.until == NOW - 700 * MINUTE + DAY


def test_a_search_that_costs_more_needs_more_room():
    assert asked(spent(50, 58), cost=2) is None
    assert asked(spent(50, 58), cost=3).until == NOW + 2 * MINUTE
    assert asked(cost=5).until == NOW + HOUR


@pytest.mark.parametrize(("last", "allowed"), [(14, False), (15, True)])
def test_the_searches_of_a_section_are_spread_over_the_hour(last, allowed):
    wait = asked(spent(last))
    assert (wait is None) == allowed
    if wait:
        assert (wait.why, wait.until) == ("the pace of 4 searches an hour", NOW + MINUTE)


@pytest.mark.parametrize(("last", "allowed"), [(29, False), (30, True)])
def test_of_two_hungry_sections_each_has_half_the_pace(last, allowed):
    wait = asked(spent(last), hungry=frozenset({"Sonarr"}))
    assert (wait is None) == allowed
    if wait:
        assert (wait.why, wait.until) == ("the pace of 2 searches an hour", NOW + MINUTE)


def test_no_section_waits_for_the_pace_of_another():
    assert asked(spent(1, owner="Sonarr"), hungry=frozenset({"Sonarr"})) is None


def test_what_is_urgent_waits_for_no_pace():
    assert asked(spent(1), urgent=True) is None
    assert asked(spent(1, 2, 3, 4), urgent=True).why.startswith("the budget of this hour")


def test_even_what_is_urgent_leaves_a_pause():
    assert asked(spent(0.4), urgent=True).why == "the pause between two searches"
    assert asked(spent(0.5), urgent=True) is None
    assert asked(spent(0.1, owner="Sonarr"), urgent=True) is None


def test_a_hungry_section_has_its_share_of_the_hour():
    mine = spent(31, 41)
    assert asked(mine) is None
    wait = asked(mine, hungry=frozenset({"Radarr", "Sonarr"}))
    assert (wait.why, wait.until) == ("2 searches of this hour are the share of others", NOW + 19 * MINUTE)
    assert asked(mine, hungry=frozenset({"Radarr", "Sonarr"}), urgent=True) is None


def test_what_a_hungry_section_has_had_is_not_kept_for_it():
    assert asked(spent(46), spent(1, 31, owner="Sonarr"), hungry=frozenset({"Sonarr"})) is None


RESTS = Indexer(name="Rests", resting=True, resting_until=NOW + 20 * MINUTE)
WELL = Indexer(name="Well")


@pytest.mark.parametrize(
    ("indexers", "share"), [([], 1.0), ([WELL], 1.0), ([WELL, RESTS], 0.5), ([RESTS, RESTS, WELL], 0.5), ([RESTS], 0.0)]
)
def test_indexers_that_rest_lower_the_pace(indexers, share):
    assert pace(indexers) == share


def test_while_an_indexer_rests_the_hour_has_half_as_many_searches():
    assert asked(spent(31, 46), indexers=[WELL]) is None
    wait = asked(spent(31, 46), indexers=[WELL, RESTS])
    assert (wait.why, wait.until) == ("the budget of this hour is used up (2 of 2 searches)", NOW + 14 * MINUTE)


def test_while_all_indexers_rest_nothing_is_searched_for():
    wait = asked(indexers=[RESTS], urgent=True)
    assert (wait.why, wait.until) == ("all indexers rest after failures", NOW + 20 * MINUTE)


@pytest.mark.parametrize(
    ("indexer", "budget", "why"),
    [
        (Indexer(name="X", asked_hour=5, limit_hour=6), {}, None),
        (Indexer(name="X", asked_hour=6, limit_hour=6), {}, "X has had 6 of 6 queries this hour"),
        (Indexer(name="X", asked_hour=3, asked_at=NOW - 30 * MINUTE, limit_hour=5), {}, None),
        (
            Indexer(name="X", asked_hour=4, asked_at=NOW - 30 * MINUTE, limit_hour=5),
            {},
            "X has had 5 of 5 queries this hour",
        ),
        (Indexer(name="X", asked_day=99, limit_day=99), {}, "X has had 99 of 99 queries this day"),
        (Indexer(name="X"), {"per_indexer_per_hour": 3}, None),
        (Indexer(name="X"), {"per_indexer_per_hour": 2}, "X has had 2 of 2 queries this hour"),
        (Indexer(name="X", limit_day=8), {"per_indexer_per_day": 2}, "X has had 2 of 2 queries this day"),
        (Indexer(name="X", limit_day=2), {"per_indexer_per_day": 8}, "X has had 2 of 2 queries this day"),
    ],
)
def test_the_limit_of_an_indexer_is_its_own_or_ours_whichever_is_less(indexer, budget, why):
    limits = Budget(per_hour=4, per_day=10, **budget)
    wait = asked(spent(20, 40), budget=limits, indexers=[indexer])
    assert (wait.why if wait else None) == why


def test_only_those_searches_count_for_an_indexer_that_go_to_it():
    limits = Budget(per_hour=4, per_day=10, per_indexer_per_hour=2)
    both = (spent(20), spent(40, owner="Sonarr"))
    assert asked(*both, budget=limits, indexers=[WELL], users={"Well": frozenset({"Radarr"})}) is None
    assert asked(*both, budget=limits, indexers=[WELL], users={"Well": frozenset({"Radarr", "Sonarr"})})
    assert asked(*both, budget=limits, indexers=[WELL])


@given(
    wishes=st.lists(
        st.tuples(
            st.integers(0, 600), st.sampled_from(["Radarr", "Sonarr", "Lidarr"]), st.integers(1, 3), st.booleans()
        ),
        max_size=60,
    ),
    hungry=st.frozensets(st.sampled_from(["Radarr", "Sonarr", "Lidarr"])),
)
def test_no_hour_and_no_day_ever_has_more_than_the_budget(wishes, hungry):
    """Whoever asks, whenever, for whatever: any window holds at most what it may."""
    account, now = [], NOW
    for seconds, owner, cost, urgent in wishes:
        now += timedelta(seconds=seconds)
        till = Till(spent=tuple(account), hungry=hungry)
        if refusal(owner, cost, till, BUDGET, now, urgent=urgent) is None:
            account.append(Spent(owner, cost, now))
    for one in account:
        assert sum(other.cost for other in account if one.at <= other.at < one.at + HOUR) <= BUDGET.per_hour
        assert sum(other.cost for other in account if one.at <= other.at < one.at + DAY) <= BUDGET.per_day


@given(st.lists(st.integers(0, 90), max_size=12), st.integers(1, 4))
def test_when_it_says_that_there_is_room_there_is(minutes, cost):
    wait = asked(spent(*minutes), cost=cost)
    if wait:
        till = Till(spent=spent(*minutes))
        assert wait.until > NOW
        assert refusal("Radarr", cost, till, BUDGET, wait.until) is None
