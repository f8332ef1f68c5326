"""The end of a quarantine: by age, by another's hand, by a person."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qbitrr import Keep, State
from qbitrr.errors import Unavailable
from qbitrr.safety import Limits
from qbitrr.steps import QUARANTINE_TAG
from tests.section_world import DAY, FAILED, REMOVE, Says, World, no_answer, stalled


@pytest.fixture
def world(tmp_path):
    """A world in which everything that there is has just been removed."""
    made = []

    def make(number=1, **options):
        one = World(tmp_path, *map(stalled, range(number)), rule=Says(FAILED, REMOVE), **options)
        made.append(one)
        one.turn()
        one.client.calls.clear()
        return one

    yield make
    for one in made:
        one.close()


def states(one):
    return [held.state for held in one.store.quarantine.find("Film")]


def test_it_is_deleted_when_its_time_is_over_and_not_before(world):
    one = world()
    one.turn(7 * DAY - timedelta(minutes=1))
    assert one.client.calls == []
    one.turn(60)
    assert one.client.calls == [("delete", stalled().hash)]
    assert states(one) == ["expired"]
    assert one.ledger() == [("remove", "done"), ("delete", "done")]


def test_what_somebody_else_deleted_is_gone(world):
    one = world()
    one.client.lose()
    one.turn(DAY)
    assert states(one) == ["gone"]
    assert one.client.calls == []


@pytest.mark.parametrize("trouble", ["incomplete", "lost"])
def test_nothing_is_concluded_from_a_client_in_doubt(world, trouble):
    one = world()
    if trouble == "lost":
        one.client.lose()
    one.client.complete = False
    one.turn(8 * DAY)
    assert states(one) == ["held"]
    assert one.client.calls == []


def test_a_client_may_take_a_moment_to_show_it_stopped(world):
    one = world()
    one.client.put(stalled())
    one.turn(30)
    assert states(one) == ["held"]


@pytest.mark.parametrize("state", [State.DOWNLOADING, State.STALLED, State.METADATA, State.SEEDING, State.QUEUED])
def test_what_a_person_started_is_let_go(world, state):
    one = world()
    one.client.put(stalled(state=state))
    one.turn(120)
    assert states(one) == ["restored"]
    assert one.client.calls == [("remove_tags", stalled().hash)]


@pytest.mark.parametrize("state", [State.CHECKING, State.MOVING, State.ERRORED, State.MISSING_FILES, State.UNKNOWN])
def test_another_state_lets_nothing_go(world, state):
    one = world()
    one.client.put(stalled(state=state, tags=frozenset({QUARANTINE_TAG})))
    one.turn(120)
    assert states(one) == ["held"]


def test_it_is_let_go_even_if_its_tag_cannot_be_taken_away(world):
    one = world()
    one.client.put(stalled())
    one.client.before = lambda call, _hash: (_ for _ in ()).throw(Unavailable("no connection"))
    one.turn(120)
    assert states(one) == ["restored"]


def test_only_so_many_are_deleted_within_the_window(world):
    limits = Limits(removals=3, share=1.0, failing_share=1.0, window=timedelta(hours=1))
    one = world(3, limits=limits)
    one.client.put(stalled(3), stalled(4))
    one.turn(2 * 3600)
    assert len(one.held()) == 5
    one.turn(8 * DAY)
    one.turns(5)
    assert len(one.client.torrents) == 2
    one.turn(3600)
    assert one.client.torrents == {}


def test_an_objection_is_written_down_once_and_the_torrent_kept(world):
    one = world()
    one.plugins["guard"] = Says(action=Keep("still wanted"))
    one.begin()
    one.turn(8 * DAY)
    one.turns(3)
    assert one.ledger() == [("remove", "done"), ("delete", "refused")]
    assert states(one) == ["held"]


def test_what_has_lost_its_tag_is_kept_until_it_has_it_again(world):
    """A database from before a restore, put back, would call a torrent held that a person has long taken back."""
    one = world()
    held = one.client.torrents[stalled().hash]
    one.client.put(replace(held, tags=held.tags - {QUARANTINE_TAG}))
    one.turn(8 * DAY)
    one.turns(3)
    assert (one.client.calls, states(one)) == ([], ["held"])
    assert one.ledger()[-1] == ("delete", "refused")
    one.client.put(held)
    one.turn(60)
    assert one.client.calls == [("delete", stalled().hash)]


def test_where_no_tags_are_written_none_is_asked_for(world):
    one = world(tagless=True)
    one.turn(8 * DAY)
    assert one.client.calls == [("delete", stalled().hash)]


@pytest.mark.parametrize("done", [True, False])
def test_a_deletion_whose_answer_was_lost_is_looked_at_first(world, done):
    one = world()
    if done:
        one.client.after = no_answer("delete")
    else:
        one.client.before = no_answer("delete")
    one.turn(8 * DAY)
    one.client.before = one.client.after = lambda call, _hash: None
    one.turns(5)
    assert one.client.torrents == {}
    assert one.held() == []
    assert [call for call, _ in one.client.calls].count("delete") == (1 if done else 2)


def test_another_sections_quarantine_is_not_touched(world):
    one = world()
    one.arr.name = one.arr.category = "other"
    one.begin()
    one.turns(2, apart=8 * DAY)
    assert one.client.calls == []
    assert states(one) == ["held"]
