"""The order of a client's queue: what comes first, and how few moves that takes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qbitrr_cleanup.queue_order import SHOWN_WITHIN, Options, QueueOrder, to_move

from qbitrr import Promote, State
from qbitrr.config.configuration import validate
from qbitrr.ports import ServerState
from qbitrr.testing.builders import NOW, make_complete, make_torrent, make_view

HOME = "https://tracker.home.example/announce"
ROWS = ({"Tracker": "home.example", "Priority": 5}, {"Tag": "hurry", "Priority": 9}, {"Category": "tv", "Priority": -1})


def queued(number, position, **changes):
    return make_torrent(**{"hash": f"{number:040x}", "position": position, "name": f"Film {number}", **changes})


def moved(rule, *torrents, now=NOW, queueing=True, held=()):
    """The numbers of what is to be moved to the top, one after the other."""
    view = make_view(*torrents, server=ServerState("connected", queueing=queueing))
    asked = rule.qbitrr_balance(view, dict.fromkeys(held, NOW), now) or []
    assert all(isinstance(one.action, Promote) for one in asked)
    return [int(one.hash, 16) for one in asked]


def order(rule, *torrents):
    """The queue as the client has it when it has done all that is asked of it."""
    by_number = {int(one.hash, 16): one for one in torrents}
    for turn in range(100):
        now = [int(one.hash, 16) for one in sorted(by_number.values(), key=lambda one: one.position)]
        moves = moved(rule, *by_number.values(), now=NOW + turn * SHOWN_WITHIN)
        if not moves:
            return now
        for number in moves:
            now.remove(number)
            now.insert(0, number)
        by_number = {number: replace(by_number[number], position=place) for place, number in enumerate(now, 1)}
    pytest.fail("it is never in order")


def ordering(*rows, **options):
    return QueueOrder(Options.model_validate({"Rows": rows or ROWS, **options}))


@pytest.mark.parametrize(
    ("first", "second", "moves"),
    [
        ({}, {}, []),
        ({}, {"tracker": HOME}, [2]),
        ({"tracker": HOME}, {}, []),
        ({"tracker": HOME}, {"tags": frozenset({"hurry"})}, [2]),
        ({"category": "tv/4k"}, {}, [2]),
        ({}, {"category": "tv"}, []),
        ({}, {"tracker": HOME, "category": "tv"}, [2]),
        ({}, {"tracker": "https://nothome.example/announce"}, []),
    ],
)
def test_a_higher_priority_comes_first(first, second, moves):
    assert moved(ordering(), queued(1, 1, **first), queued(2, 2, **second)) == moves


@pytest.mark.parametrize(("among", "moves"), [("queue", []), ("oldest", [2]), ("newest", []), ("name", [])], ids=str)
def test_what_decides_among_equals_is_chosen(among, moves):
    young, old = queued(1, 1, age=timedelta(hours=1)), queued(2, 2, age=timedelta(hours=2))
    assert moved(ordering(AmongEquals=among), young, old) == moves


def test_names_are_compared_without_their_case():
    torrents = queued(1, 1, name="b"), queued(2, 2, name="A"), queued(3, 3, name="C")
    assert order(ordering(AmongEquals="name"), *torrents) == [2, 1, 3]


@pytest.mark.parametrize(
    "changes",
    [
        {"position": 0},
        {"state": State.METADATA},
        {"has_metadata": False},
        {"progress": 1.0},
    ],
)
def test_what_has_no_place_in_the_queue_is_left_alone(changes):
    first = make_complete(hash=f"{2:040x}", position=2, tracker=HOME) if "progress" in changes else None
    assert moved(ordering(), queued(1, 1), first or queued(2, **{"position": 2, "tracker": HOME, **changes})) == []


def test_what_is_in_quarantine_is_left_alone():
    assert moved(ordering(), queued(1, 1), queued(2, 2, tracker=HOME), held=[f"{2:040x}"]) == []


def test_without_a_queue_nothing_is_ordered():
    assert moved(ordering(), queued(1, 1), queued(2, 2, tracker=HOME), queueing=False) == []


def test_without_rows_a_queue_stays_as_it_is():
    assert moved(QueueOrder(Options()), queued(1, 2), queued(2, 1)) == []


def test_a_torrent_whose_tracker_is_away_keeps_its_priority():
    rule = ordering()
    assert moved(rule, queued(1, 1, tracker=HOME), queued(2, 2)) == []
    assert moved(rule, queued(1, 1, tracker=""), queued(2, 2)) == []
    assert moved(ordering(), queued(1, 2, tracker=""), queued(2, 1)) == []


def test_only_so_many_are_moved_at_once_and_the_queue_gets_there_all_the_same():
    torrents = [queued(number, 12 - number, tags=frozenset({"hurry"} if number % 2 else ())) for number in range(1, 12)]
    rule = ordering({"Tag": "hurry", "Priority": 1}, MovesAtOnce=2)
    assert len(moved(ordering({"Tag": "hurry", "Priority": 1}, MovesAtOnce=2), *torrents)) == 2
    assert order(rule, *torrents) == [11, 9, 7, 5, 3, 1, 10, 8, 6, 4, 2]


def test_a_client_that_is_slow_to_show_the_new_order_is_not_asked_again_at_once():
    rule, torrents = ordering(), (queued(1, 1), queued(2, 2, tracker=HOME))
    assert moved(rule, *torrents) == [2]
    assert moved(rule, *torrents, now=NOW + SHOWN_WITHIN - timedelta(seconds=1)) == []
    assert moved(rule, *torrents, now=NOW + SHOWN_WITHIN) == [2]


def test_news_in_the_queue_are_not_waited_for():
    rule, torrents = ordering(), (queued(1, 1), queued(2, 2, tracker=HOME))
    moved(rule, *torrents)
    assert moved(rule, *torrents, queued(3, 3, tracker=HOME)) == [3, 2]


@given(st.permutations(range(8)), st.permutations(range(8)))
def test_no_other_moves_to_the_top_would_be_fewer(queue, wanted):
    queue, wanted = list(map(str, queue)), list(map(str, wanted))
    moves = to_move(queue, wanted)
    after = list(queue)
    for one in moves:
        after.remove(one)
        after.insert(0, one)
    assert after == wanted
    staying = [one for one in queue if one not in moves]
    if moves:
        kept = [moves[0], *wanted[len(moves) :]]
        assert [one for one in queue if one in kept] != kept, "one that was moved could have stayed"
    assert staying == wanted[len(moves) :]


@given(
    st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 5)), max_size=9),
    st.sampled_from(["queue", "oldest", "newest", "name"]),
)
def test_every_queue_gets_into_order_and_stays_there(torrents, among):
    made = [
        queued(
            number,
            number + 1,
            tracker=HOME if home else "",
            tags=frozenset({"hurry"}) if hurry else frozenset(),
            age=timedelta(hours=hours),
        )
        for number, (home, hurry, hours) in enumerate(torrents)
    ]
    rule = ordering(AmongEquals=among, MovesAtOnce=3)
    numbers = order(rule, *made)
    priorities = [9 if torrents[number][1] else 5 if torrents[number][0] else 0 for number in numbers]
    assert priorities == sorted(priorities, reverse=True)


def test_the_options_are_read_as_people_write_them():
    config, problems = validate(Options, "qBit.Plugins.queue_order", {"Rows": [{"URI": HOME, "Priority": 3}]}, {})
    assert problems == ()
    assert (config.rows[0].host, config.rows[0].priority) == ("tracker.home.example", 3)


@pytest.mark.parametrize("wrong", [{"MovesAtOnce": 0}, {"AmongEquals": "size"}, {"Rows": [{"Priority": "high"}]}])
def test_what_is_wrong_is_said_with_its_place(wrong):
    config, problems = validate(Options, "qBit.Plugins.queue_order", wrong, {})
    assert config is None
    assert problems[0].section == "qBit.Plugins.queue_order"
