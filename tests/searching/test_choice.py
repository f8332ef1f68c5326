"""What of a library is searched for next, and why not the rest."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbitrr.searching.choice import Background, Memory, survey
from qbitrr.searching.loops import Loop
from qbitrr.searching.policy import Rest
from qbitrr.searching.values import Group, Want, Wanted, WantedList
from qbitrr.testing.builders import NOW

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LONG_AGO = NOW - 365 * DAY
REST = Rest(first=DAY, longest=14 * DAY)


def one(media_id, want=Want.MISSING, **changes):
    return Wanted(**{"media_id": media_id, "title": f"Film {media_id}", "want": want, **changes})


def looked(*media, now=NOW, again=True, **known):
    background = Background(**{"pass_began": LONG_AGO, "rest": REST, **known})
    return survey("Radarr", WantedList(media=media, again=again), background, now)


def order(*media, **known):
    """The media of the searches, in order."""
    return [search.media_ids for search in looked(*media, **known).searches]


def why(*media, **known):
    return {later.medium.media_id: later.why for later in looked(*media, **known).later}


def searched(ago, fruitless=1):
    return Memory(searched_at=NOW - ago, fruitless=fruitless)


def test_the_most_worthy_comes_first():
    wants = [Want.UPGRADE, Want.FORMAT_UNMET, Want.CUTOFF_UNMET, Want.MISSING, Want.REQUESTED]
    assert order(*(one(number, want) for number, want in enumerate(wants))) == [(4,), (3,), (2,), (1,), (0,)]


def test_equally_worthy_ones_come_in_their_own_order():
    assert order(one(1, order=(2,)), one(2, order=(1, 9)), one(3, order=(1, 2)), one(4)) == [(4,), (3,), (2,), (1,)]


def test_what_is_urgent_comes_before_everything():
    look = looked(one(1, Want.REQUESTED), one(2, Want.MISSING, urgent=True))
    assert [search.media_ids for search in look.searches] == [(2,), (1,)]
    assert [look.is_urgent(search) for search in look.searches] == [True, False]


@pytest.mark.parametrize(
    ("memory", "rests"),
    [
        (searched(23 * HOUR), "rests after a search"),
        (searched(DAY), None),
        (searched(47 * HOUR, 2), "rests after 2 searches without a result"),
        (searched(2 * DAY, 2), None),
        (searched(14 * DAY - HOUR, 9), "rests after 9 searches without a result"),
        (searched(14 * DAY, 9), None),
        (searched(23 * HOUR, 0), "rests after a search"),
    ],
)
def test_what_was_searched_for_rests_longer_each_time_to_a_ceiling(memory, rests):
    assert why(one(7), memories={7: memory}).get(7) == rests
    assert bool(order(one(7), memories={7: memory})) == (rests is None)


def test_the_apps_own_search_counts_as_one():
    assert why(one(7, searched_at=NOW - HOUR)) == {7: "rests after a search"}
    both = why(one(7, searched_at=NOW - HOUR), memories={7: searched(30 * DAY, 3)})
    assert both == {7: "rests after 3 searches without a result"}


def test_the_app_comes_to_our_own_search_somewhat_later():
    """What was the last of a pass is not taken for the first of the next."""
    film = one(7, searched_at=NOW - 2 * DAY + HOUR)
    known = {"memories": {7: searched(2 * DAY)}, "pass_began": NOW - 2 * DAY + MINUTE}
    assert order(film, **known) == [(7,)]
    assert order(film, **known, again=False) == [(7,)]


def test_a_search_that_seems_to_be_in_the_future_was_made_now():
    (later,) = looked(one(7, searched_at=NOW + 30 * DAY)).later
    assert later.until == NOW + DAY


def test_it_says_until_when_something_rests():
    (later,) = looked(one(7), memories={7: searched(HOUR, 3)}).later
    assert later.until == NOW - HOUR + 4 * DAY


def test_what_must_not_be_searched_for_is_not_and_says_why():
    assert why(one(1, why_not="not monitored"), one(2)) == {1: "not monitored"}
    assert order(one(1, why_not="not monitored"), one(2)) == [(2,)]


def test_what_is_set_aside_waits():
    assert order(one(1), one(2), set_aside={1: "busy"}) == [(2,)]
    assert why(one(1), one(2), set_aside={1: "busy"}) == {1: "busy"}


@pytest.mark.parametrize(("until", "left_alone"), [(NOW + HOUR, True), (NOW, False)])
def test_what_fails_again_and_again_is_left_alone(until, left_alone):
    loop = Loop(media_id=7, title="A Film", failures=5, same_release=1, since=LONG_AGO, until=until)
    expected = {7: "5 downloads of it have failed: it is left alone"} if left_alone else {}
    assert why(one(7), loops={7: loop}) == expected


def test_nothing_repeats_before_all_were_searched_for():
    media = [one(1, Want.REQUESTED), one(2), one(3, Want.UPGRADE)]
    known = {"memories": {1: searched(2 * DAY), 2: searched(2 * DAY)}, "pass_began": NOW - 3 * DAY}
    assert order(*media, **known) == [(3,)]
    assert why(*media, **known) == dict.fromkeys((1, 2), "waits for the next pass through the library")


def test_when_all_were_searched_for_the_next_pass_begins():
    known = {"memories": {1: searched(2 * DAY), 2: searched(3 * DAY)}, "pass_began": NOW - 3 * DAY}
    look = looked(one(1, Want.UPGRADE), one(2), **known)
    assert [search.media_ids for search in look.searches] == [(2,), (1,)]
    assert look.pass_began == NOW


def test_what_rests_does_not_hold_up_the_next_pass():
    known = {"memories": {1: searched(2 * DAY), 2: searched(HOUR)}, "pass_began": NOW - 3 * DAY}
    assert order(one(1), one(2), one(3, why_not="in the queue"), **known) == [(1,)]


def test_without_searching_again_each_is_searched_for_once():
    known = {"memories": {1: searched(90 * DAY)}, "pass_began": NOW - 99 * DAY, "again": False}
    assert order(one(1), one(2), **known) == [(2,)]
    assert why(one(1), **known) == {1: "SearchAgainOnSearchCompletion is off"}


SEASON = Group(key="season 12/3", title="A Show, season 3", at_least=3)
SERIES = Group(key="series 12", title="A Show", at_least=6, cost=4)


def episodes(*numbers, groups=(SEASON,), **changes):
    return [one(number, groups=groups, **changes) for number in numbers]


@pytest.mark.parametrize(
    ("missing", "expected"),
    [(1, [(0,)]), (2, [(0,), (1,)]), (3, [(0, 1, 2)]), (8, [tuple(range(8))])],
)
def test_enough_of_a_group_are_searched_for_together(missing, expected):
    assert order(*episodes(*range(missing))) == expected


def test_a_search_of_a_group_names_it_and_what_it_costs():
    look = looked(*episodes(*range(6), groups=(SERIES, SEASON)))
    (search,) = look.searches
    assert (search.group, search.title, search.cost) == ("series 12", "A Show", 4)


def test_the_widest_group_with_enough_of_its_media_is_chosen():
    assert looked(*episodes(*range(5), groups=(SERIES, SEASON))).searches[0].group == "season 12/3"


def test_a_group_that_costs_more_than_there_is_is_not_chosen():
    assert looked(*episodes(*range(6), groups=(SERIES, SEASON)), most=3).searches[0].group == "season 12/3"


def test_a_search_of_a_group_covers_also_those_that_rest_but_none_that_must_not_be():
    media = [*episodes(1, 2, 3, 4), *episodes(5, why_not="in the queue")]
    assert order(*media, memories={4: searched(HOUR)}) == [(1, 2, 3, 4)]


def test_those_that_rest_do_not_make_a_group():
    assert order(*episodes(1, 2, 3, 4), memories={3: searched(HOUR), 4: searched(HOUR)}) == [(1,), (2,)]


@st.composite
def libraries(draw):
    numbers = range(draw(st.integers(1, 12)))
    return [
        one(
            number,
            draw(st.sampled_from(list(Want))),
            urgent=draw(st.booleans()),
            why_not=draw(st.sampled_from(["", "", "not monitored"])),
            groups=draw(st.sampled_from([(), (SEASON,), (SERIES, SEASON)])),
        )
        for number in numbers
    ]


@given(media=libraries(), steps=st.lists(st.integers(0, 72), min_size=1, max_size=60))
def test_each_medium_is_either_searched_for_or_says_why_not(media, steps):
    """Over many turns: none is in two places, and what says a reason is never searched for."""
    memories, began, now = {}, LONG_AGO, NOW
    for hours in steps:
        now += hours * HOUR
        look = looked(*media, now=now, memories=memories, pass_began=began)
        began = look.pass_began
        listed = {number for search in look.searches for number in search.media_ids}
        left = {later.medium.media_id for later in look.later}
        assert listed | left == {one.media_id for one in media}
        assert not listed & {later.medium.media_id for later in look.later if later.medium.why_not}
        if look.searches:
            for number in look.searches[0].media_ids:
                before = memories.get(number, Memory())
                memories[number] = Memory(searched_at=now, fruitless=before.fruitless + 1)


@given(media=libraries().map(lambda media: [w for w in media if not w.why_not and not w.groups]))
def test_a_pass_covers_the_whole_library_before_anything_repeats(media):
    memories, began, now, seen = {}, LONG_AGO, NOW, []
    for _ in range(len(media) * 3):
        now += 15 * DAY
        look = looked(*media, now=now, memories=memories, pass_began=began)
        began = look.pass_began
        (number,) = look.searches[0].media_ids
        seen.append(number)
        memories[number] = Memory(searched_at=now, fruitless=1)
    for start in range(0, len(seen), max(len(media), 1)):
        assert len(set(seen[start : start + len(media)])) == len(media)
