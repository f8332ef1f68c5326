"""What people say about single torrents, from the store to what is done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qbitrr import Import, Keep, Stop, Tag, persons
from qbitrr.domain import State
from qbitrr.persons import PROTECTED, RELEASED, TOLD
from qbitrr.steps import QUARANTINE_TAG
from tests.section_world import DAY, FAILED, REMOVE, SEEDED, Says, complete, stalled

OWED = Keep("seed for 3 more days", obligation=True)


def say(one, word, torrent, reason=""):
    persons.say(one.store, word, torrent.key, reason, one.clock())


# Protected


@pytest.mark.parametrize("action", [REMOVE, SEEDED, Stop("no room"), Tag("t", add=frozenset({"t"}))])
def test_a_protected_torrent_is_left_alone_over_restarts(world, action):
    one = world(stalled(), rule=Says(FAILED, action))
    say(one, PROTECTED, stalled(), "it is mine")
    one.turns(2)
    one.begin()
    one.turns(2)
    assert one.changed == ([], [])
    assert one.pipeline.latest[stalled().key].refused == "it is protected: by a person: it is mine"


def test_a_protected_torrent_is_imported(world):
    one = world(complete(), rule=Says(action=Import("it is complete")))
    say(one, PROTECTED, complete())
    one.turn()
    assert one.changed == ([], ["import"])


def test_a_protection_binds_from_the_next_cycle_on_and_until_it_is_taken_back(world):
    one = world(stalled(), rule=Says())
    one.turn()
    say(one, PROTECTED, stalled())
    one.plugins["rule"].report, one.plugins["rule"].action = FAILED, REMOVE
    one.turn(1)
    assert one.changed == ([], [])
    persons.take_back(one.store, PROTECTED, stalled().key)
    one.turn(1)
    assert len(one.held()) == 1


def test_what_is_protected_in_quarantine_is_not_deleted(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.turn()
    say(one, PROTECTED, stalled())
    one.turns(3, apart=8 * DAY)
    assert list(one.client.torrents) == [stalled().hash]
    persons.take_back(one.store, PROTECTED, stalled().key)
    one.turn(60)
    assert one.client.torrents == {}


def test_what_is_protected_while_its_removal_is_under_way_is_not_stopped(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.arr.trouble = {"blocklist": "busy"}
    one.turn()
    say(one, PROTECTED, stalled())
    one.arr.trouble = {}
    one.turns(10)
    assert "stop" not in one.changed[0]


def test_a_protection_is_kept_though_its_torrent_was_away(world):
    one = world(stalled(), rule=Says())
    one.turn()
    say(one, PROTECTED, stalled())
    one.client.lose()
    one.turn(60)
    one.client.put(stalled())
    one.plugins["rule"].report, one.plugins["rule"].action = FAILED, REMOVE
    one.turns(2)
    assert one.changed == ([], [])


# Released


def test_only_a_persons_word_lets_go_what_has_an_obligation(world):
    one = world(stalled(0), stalled(1), rule=Says(FAILED, REMOVE), guard=Says(action=OWED))
    one.turns(3)
    assert one.held() == []
    say(one, RELEASED, stalled(0))
    one.turn(1)
    assert [held.hash for held in one.held()] == [stalled(0).hash]


def test_a_release_lasts_to_the_end_of_the_quarantine(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE), guard=Says(action=OWED))
    say(one, RELEASED, stalled())
    one.turn()
    one.turn(8 * DAY)
    assert one.client.torrents == {}


def test_a_release_that_is_taken_back_keeps_the_data(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE), guard=Says(action=OWED))
    say(one, RELEASED, stalled())
    one.turn()
    persons.take_back(one.store, RELEASED, stalled().key)
    one.turns(3, apart=8 * DAY)
    assert list(one.client.torrents) == [stalled().hash]


# Told to go


def test_what_a_person_discards_goes_through_the_quarantine_to_its_end(world):
    one = world(complete())
    one.turn()
    say(one, TOLD, complete())
    one.turn(1)
    assert [held.context["told"] for held in one.held()] == [True]
    assert one.arr.done == []
    one.turn(8 * DAY)
    assert one.client.torrents == {}


@pytest.mark.parametrize(
    "guard", [Says(action=OWED), Says(action=Keep("precious")), Says(report=RuntimeError("broken"))]
)
def test_what_a_person_discards_is_kept_by_who_objects(world, guard):
    one = world(complete(), guard=guard)
    say(one, TOLD, complete())
    one.turns(3)
    assert one.changed == ([], [])


def test_what_a_person_protects_is_not_discarded(world):
    one = world(complete())
    say(one, TOLD, complete())
    say(one, PROTECTED, complete())
    one.turns(3)
    assert one.changed == ([], [])


def test_a_quarantine_that_a_person_ends_ends_now(world):
    one = world(complete(), rule=Says(FAILED, replace(REMOVE, told=True)))
    one.turn()
    (held,) = one.held()
    one.store.quarantine.let_go(held.id, one.clock())
    one.turn(120)
    assert one.client.torrents == {}


def test_a_quarantine_that_a_person_ends_passes_the_gate(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.turn()
    (held,) = one.held()
    one.store.quarantine.let_go(held.id, one.clock())
    one.plugins["guard"] = Says(action=OWED)
    one.begin()
    one.turns(5)
    assert list(one.client.torrents) == [stalled().hash]


def test_what_completed_in_quarantine_goes_only_because_a_person_says_so(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.turn()
    one.client.put(complete(state=State.STOPPED, tags=frozenset({QUARANTINE_TAG})))
    one.turn(8 * DAY)
    assert list(one.client.torrents) == [complete().hash]
    (held,) = one.held()
    one.store.quarantine.let_go(held.id, one.clock())
    one.turns(2)
    assert one.client.torrents == {}


@pytest.mark.parametrize("word", [RELEASED, TOLD])
def test_a_word_is_forgotten_with_its_torrent(world, word):
    one = world(stalled(0), complete(1), guard=Says(action=OWED))
    say(one, word, complete(1))
    one.turn()
    one.client.lose([complete(1).hash])
    one.turn(60)
    assert persons.said_of(one.store, word) == frozenset()


def test_what_only_a_client_in_doubt_lacks_is_still_meant(world):
    one = world(complete(), guard=Says(action=OWED))
    say(one, RELEASED, complete())
    one.turn()
    one.client.lose()
    one.client.complete = False
    one.turns(3)
    assert persons.said_of(one.store, RELEASED) == {complete().key}


def test_a_dry_run_discards_nothing(world):
    one = world(complete(), dry_run=True)
    say(one, TOLD, complete())
    one.turns(3)
    assert one.changed == ([], [])
    assert persons.said_of(one.store, TOLD) == {complete().key}


def test_a_client_whose_name_has_a_slash_is_told_from_its_torrents():
    assert persons.key_of("qBit-a/b/" + "c" * 40) == ("qBit-a/b", "c" * 40)


def test_a_word_keeps_why_and_when(world):
    one = world()
    say(one, PROTECTED, stalled(), "mine")
    kept = one.store.notes(PROTECTED).get("/".join(stalled().key))
    assert kept == {"reason": "mine", "at": one.clock().isoformat()}
    one.clock.tick(timedelta(minutes=1))
    assert persons.protections(one.store) == {stalled().key: "by a person: mine"}
