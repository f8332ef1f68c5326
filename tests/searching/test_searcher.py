"""One section's searching: paid for before it is made, settled after, never made twice because an answer was lost."""

import logging
from dataclasses import replace

import pytest

from qbitrr import Answer, Indexer, SearchOutcome, Unavailable, Want
from qbitrr.searching.loops import failures_of
from qbitrr.searching.policy import Budget, Wait
from tests.searching.search_world import BUDGET, DAY, HOUR, MINUTE, SECOND, World, film

BUSY = SearchOutcome(Answer.BUSY, "Radarr is searching for something else")
NOT_WANTED = SearchOutcome(Answer.NOT_WANTED, "it has come meanwhile")
LOST = Unavailable("it did not answer in time")


@pytest.fixture
def world(tmp_path):
    one = World(tmp_path, film(1), film(2), film(3))
    yield one
    one.close()


def test_one_thing_is_searched_for_at_a_time(world):
    world.turn()
    assert world.asked == [(1,)]
    world.turns(2)
    assert world.asked == [(1,), (2,), (3,)]


def test_a_search_is_on_the_account_with_what_it_was_for(world):
    world.turn()
    (row,) = world.account
    assert (row.media, row.title, row.want, row.state, row.detail) == ((1,), "Film 1", "missing", "done", "ordered")


def test_when_all_were_searched_for_it_rests(world):
    world.turns(9)
    assert len(world.asked) == 3
    world.turn(DAY)
    assert world.asked == [(1,), (2,), (3,), (1,)]


def test_what_has_come_is_not_searched_for_again(world):
    world.turn()
    world.library.media = []
    world.turns(3, DAY)
    assert world.asked == [(1,)]


def test_what_is_new_in_the_library_comes_without_a_restart(world):
    world.turns(4)
    world.library.media.append(film(4))
    world.turn()
    assert world.asked[-1] == (4,)


def test_it_says_when_to_look_again(world):
    assert world.turn() == world.clock() + 30 * SECOND
    world.library.media = []
    assert world.turn() == world.clock() + MINUTE


def test_what_may_pass_at_any_moment_is_looked_at_again_soon(world):
    world.pressure = Wait("qBit does not say what it has")
    assert world.turn() == world.clock() + 15 * SECOND
    world.pressure = Wait("quiet hours until 07:00", world.clock() + 2 * SECOND)
    assert world.turn(SECOND) == world.clock() + SECOND
    world.pressure = Wait("quiet hours until 07:00", world.clock() + HOUR)
    assert world.turn() == world.clock() + MINUTE


def test_within_the_pause_nothing_is_searched_for(world):
    world.turn()
    assert world.turn(20 * SECOND) <= world.clock() + MINUTE
    assert world.asked == [(1,)]


def test_a_search_whose_answer_was_lost_is_not_made_again(world):
    world.library.answers = [LOST, SearchOutcome(Answer.BEGUN, "Radarr has searched for it already")]
    world.turn()
    tried_at = world.clock()
    world.turn()
    assert world.library.asked[:2] == [((1,), None), ((1,), tried_at)]
    assert world.asked == [(1,), (1,), (2,)]
    assert [row.media for row in world.account] == [(1,), (2,)]


def test_what_became_of_a_search_whose_answer_was_lost_is_said_once_it_is_known(world, caplog):
    world.library.answers = [LOST, SearchOutcome(Answer.BEGUN, "Radarr has searched for it already")]
    with caplog.at_level(logging.INFO):
        world.turns(3)
    assert [said for said in caplog.messages if "known" in said] == [
        "Radarr: it is not known whether Film 1 is searched for: it did not answer in time",
        "Radarr: it is known now what became of the search for Film 1: Radarr has searched for it already",
    ]


def test_what_may_have_been_searched_for_counts_and_waits_over_a_restart(world):
    world.library.answers = [LOST, LOST, LOST]
    world.turn()
    world.begin()
    world.turn()
    assert world.asked[:2] == [(1,), (1,)]
    assert [(row.media, row.state) for row in world.account if row.media == (1,)] == [((1,), "begun")]
    assert world.report.later["it is not known yet what became of its last search"] >= 1


def test_one_search_that_stays_unknown_holds_up_no_other(world):
    """An item about which the app only answers with errors is one item."""
    world.library.answers = [LOST, LOST, LOST]
    world.turn()
    world.turn(DAY - HOUR)
    assert [row.media for row in world.store.searches.unsettled("Radarr")] == [(1,), (2,)]
    world.library.answers = [LOST]
    world.turn()
    assert [row.media for row in world.store.searches.unsettled("Radarr")] == [(1,)]


def test_a_search_of_which_nobody_ever_knows_was_made(world):
    world.library.answers = [LOST] * 99
    world.turn()
    world.library.away = LOST
    world.turn(DAY + MINUTE)
    row = world.account[0]
    assert (row.state, row.detail) == ("done", "nobody could say whether it was made")


def test_a_busy_app_costs_nothing_and_is_asked_again_soon(world):
    world.library.answers = [BUSY]
    assert world.turn() == world.clock() + 15 * SECOND
    assert world.account == []
    world.turn(15 * SECOND)
    assert world.asked == [(1,), (1,)]
    assert len(world.account) == 1


def test_what_is_not_wanted_after_all_costs_nothing_and_holds_nobody_up(world):
    world.library.answers = [NOT_WANTED]
    world.turns(3)
    assert world.asked == [(1,), (2,), (3,)]
    assert [row.media for row in world.account] == [(2,), (3,)]
    assert world.report.later["it has come meanwhile"] == 1


def test_what_was_not_wanted_for_a_moment_is_asked_about_later(world):
    world.library.answers = [NOT_WANTED]
    world.turn()
    world.library.media = [film(1)]
    world.turn(HOUR)
    assert world.asked == [(1,), (1,)]


def test_what_a_search_brought_is_noted(world, caplog):
    world.turn()
    world.grab(1)
    with caplog.at_level(logging.INFO):
        world.turn()
    row = world.account[0]
    assert (row.media, row.grabs, row.grabbed) == ((1,), 1, "A.Film-GRP")
    assert "Radarr: the search for Film 1 has brought A.Film-GRP" in caplog.messages


def test_a_search_that_brought_nothing_is_known_as_such_after_a_while(world):
    world.library.media = [film(1)]
    world.turn()
    world.turn(HOUR)
    assert [row.grabs for row in world.account] == [None]
    world.turn(HOUR)
    assert [row.grabs for row in world.account] == [0]


def test_a_history_that_may_not_be_whole_does_not_say_that_nothing_came(world):
    world.library.media, world.complete = [film(1)], False
    world.turn()
    world.turn(3 * HOUR)
    assert [row.grabs for row in world.account] == [None]


def test_what_was_brought_was_not_in_vain(world):
    world.library.media = [film(1)]
    world.turn()
    world.turn(DAY)
    assert world.store.searches.memories("Radarr")[1].fruitless == 2
    world.grab(1)
    world.turn()
    assert world.store.searches.memories("Radarr")[1].fruitless == 0


def test_a_passing_pressure_is_waited_for_and_said(world):
    world.pressure = Wait("50 downloads are unfinished")
    world.turns(3)
    assert world.asked == []
    assert (world.report.why_not, world.report.due) == ("50 downloads are unfinished", 3)
    world.pressure = None
    world.turn()
    assert world.asked == [(1,)]


def test_what_fails_again_and_again_is_not_searched_for(world):
    for number in range(4):
        world.store.failures.record("Radarr", failures_of((1,), "Film 1", f"release {number}", world.clock()))
    world.turns(4)
    assert world.asked == [(2,), (3,)]
    assert world.report.later["4 downloads of it have failed: it is left alone"] == 1


def test_a_dry_run_only_looks_and_says_once_what_it_would_search_for(tmp_path, caplog):
    world = World(tmp_path, film(1), dry_run=True)
    with caplog.at_level(logging.INFO):
        world.turns(3)
    assert caplog.messages == ["Radarr: Film 1 would be searched for (missing): dry run"]
    assert (world.asked, world.library.tended) == ([], [])
    assert (world.report.due, world.report.next_title) == (1, "Film 1")
    world.close()


def test_what_was_tended_to_is_said(world, caplog):
    with caplog.at_level(logging.INFO):
        world.turn()
    assert "Radarr: looked for news" in caplog.messages


def test_what_could_not_be_tended_to_is_said_once(world, caplog):
    world.library.trouble = Unavailable("its answer makes no sense")
    world.turns(3)
    said = "Radarr could not do what is due from time to time: its answer makes no sense"
    assert [one for one in caplog.messages if "could not do" in one] == [said]
    world.library.trouble = None
    world.turn()
    world.library.trouble = Unavailable("its answer makes no sense")
    world.turn()
    assert caplog.messages.count(said) == 2


def test_a_library_that_cannot_say_what_it_lacks_is_not_searched(world):
    world.library.away = Unavailable("a web page answered, not Radarr")
    world.turns(3)
    assert world.asked == []
    assert world.report.why_incomplete == "Radarr could not say: a web page answered, not Radarr"


def test_the_report_says_once_that_a_plugin_could_not_say_something(world):
    world.library.away = Unavailable("Radarr is unavailable")
    world.library.indexers = world.library.away
    world.turn()
    assert world.report.why_incomplete == "Radarr could not say: Radarr is unavailable"
    world.pressure = Wait("Radarr could not say: it is starting up")
    world.turn()
    assert (world.report.why_not, world.report.why_incomplete) == (world.pressure.why, "")


def test_the_report_says_how_it_stands(world):
    world.library.media += [film(4, why_not="not monitored"), film(5, why_not="not monitored")]
    world.library.indexers = (Indexer(name="One"),)
    world.turn()
    world.turn(10 * SECOND)
    report = world.report
    assert (report.due, report.next_title, report.satisfied) == (2, "Film 2", 3)
    assert report.later == {"not monitored": 2, "rests after a search": 1}
    assert report.why_not == "the pace of 60 searches an hour"
    assert report.indexers == world.library.indexers


def test_the_report_knows_each_indexer_as_its_plugin_does(world):
    rests = Indexer(name="One", resting=True, resting_until=world.clock() + HOUR, asked_hour=3, limit_day=100)
    world.library.indexers = (rests, Indexer(name="Two"))
    world.turn()
    assert world.report.indexers == world.library.indexers


def test_a_library_that_wants_no_searching_is_told_from_one_that_cannot_say(world):
    world.turn()
    assert not world.report.off
    world.library.away = Unavailable("a web page answered, not Radarr")
    world.turn()
    assert not world.report.off
    world.library.away, world.library.media = None, None
    world.turn()
    assert world.report.off


def test_media_that_wait_for_the_same_are_counted_together(world):
    world.library.media = [film(one, why_not=f"Film {one} is not monitored") for one in range(5)]
    world.turn()
    assert world.report.later == {"it is not monitored": 5}


@pytest.fixture
def two(tmp_path):
    """Two sections with equal ids, one budget of four an hour, one store."""
    budget = Budget(per_hour=4, per_day=99, pause=30 * SECOND)
    media = [film(number) for number in range(9)]
    one = World(tmp_path, *media, budget=budget)
    other = World(tmp_path, *media, owner="Radarr-4K", clock=one.clock, budget=budget)
    yield one, other
    one.close()
    other.close()


def test_two_sections_share_one_budget_fairly(two):
    one, other = two
    for _ in range(60):
        one.turn(SECOND * 30)
        other.turn(SECOND * 30)
    assert (len(one.asked), len(other.asked)) == (2, 2)


def test_equal_ids_of_two_sections_do_not_disturb_each_other(two):
    one, other = two
    for _ in range(240):
        one.turn(MINUTE)
        other.turn(MINUTE)
    assert sorted(one.asked) == sorted(other.asked)
    assert len(set(one.asked)) == len(one.asked) >= 8


def test_a_section_alone_has_the_whole_budget(two):
    one, other = two
    other.library.media = []
    for _ in range(60):
        other.turn(SECOND * 30)
        one.turn(SECOND * 30)
    assert len(one.asked) == 4


def test_a_request_goes_before_the_backlog_at_once(two):
    one, _ = two
    one.turn()
    one.library.media.append(film(99, Want.REQUESTED, urgent=True))
    one.turn()
    assert one.asked == [(0,), (99,)]


def test_two_processes_never_spend_the_same_last_search(two):
    one, other = two
    one.turn()
    for world in (one, other):
        world.clock.tick(14 * 60)
        world.turn()
    one.clock.tick(16 * 60)
    wait = one.store.searches.begin
    spent_meanwhile = []

    def begin(search, now, refusal):
        """The other one is quicker."""
        if not spent_meanwhile:
            spent_meanwhile.append(wait(search, now, lambda spent: None))
        return wait(search, now, refusal)

    one.searcher._store.searches.begin = begin
    before = len(one.asked)
    one.turn()
    assert len(one.asked) == before


@pytest.mark.parametrize("back", [HOUR, 40 * DAY])
def test_a_clock_that_is_set_back_stops_no_search_for_longer_than_an_hour(tmp_path, back):
    world = World(tmp_path, film(1), film(2), film(3), budget=replace(BUDGET, per_hour=2))
    world.turns(40)
    assert world.asked == [(1,), (2,)]
    world.turn(after=-back)
    assert world.asked == [(1,), (2,)]
    assert world.report.pass_began <= world.clock()
    world.turns(61)
    assert world.asked == [(1,), (2,), (3,)]
    world.turns(22, apart=HOUR)
    assert world.asked == [(1,), (2,), (3,)]
    world.turns(2, apart=HOUR)
    assert world.asked[3:] == [(1,), (2,)]
    world.close()
