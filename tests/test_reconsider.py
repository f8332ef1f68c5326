"""Asking everybody once more before more is done to a torrent."""

from dataclasses import replace

import pytest

from qbitrr import Keep
from qbitrr.bench import Bench
from qbitrr.domain import State
from qbitrr.mass_events import Cause, Causes
from qbitrr.reconsider import reconsider
from qbitrr.safeguards import Protected, Safeguards
from qbitrr.testing.builders import NOW, Owner, make_complete, make_facts, make_hooks, make_torrent
from tests.section_world import DAY, Says

HELD = make_torrent(state=State.STOPPED)
OWED, PRECIOUS = Keep("owed", obligation=True), Keep("precious")


def asked(torrent=HELD, *, told=False, facts=None, guard=None, **bench):
    hooks = make_hooks(owner=Owner(), guard=guard or Says())
    known = facts or make_facts(torrent)
    return reconsider(torrent, Bench(hooks=hooks, facts=known, now=NOW, **bench), told=told)


def test_what_nobody_objects_to_goes_on():
    assert asked().refused == ""


@pytest.mark.parametrize(
    ("guard", "words", "unsure"),
    [
        (Says(action=OWED), "guard keeps it: owed", False),
        (Says(action=PRECIOUS), "guard keeps it: precious", True),
        (Says(report=RuntimeError("broken")), "guard could not answer and might have objected", True),
    ],
)
def test_who_objects_or_cannot_answer_keeps_it(guard, words, unsure):
    again = asked(guard=guard)
    assert (again.refused, again.unsure) == (words, unsure)


@pytest.mark.parametrize(("guard", "kept"), [(Says(action=OWED), False), (Says(action=PRECIOUS), True)])
def test_a_person_has_released_it_from_its_obligations_only(guard, kept):
    assert bool(asked(guard=guard, released=frozenset({HELD.key})).refused) is kept


@pytest.mark.parametrize(
    "bench",
    [
        {"protected": {HELD.key: "by a person"}},
        {"safeguards": Safeguards(protected=Protected(categories=frozenset({"movies"})))},
        {"safeguards": Safeguards(young=DAY)},
        {"broken": "guard does not run (load error)"},
    ],
    ids=["person", "category", "young", "broken"],
)
def test_the_gate_is_passed_once_more(bench):
    again = asked(**bench)
    assert again.refused
    assert not again.unsure


@pytest.mark.parametrize(
    "bench",
    [
        {"facts": make_facts(HELD, complete=False)},
        {"facts": replace(make_facts(HELD), missing={"Radarr": "away"})},
        {"offline": frozenset({"qBit"})},
        {"causes": Causes((Cause(("client", "qBit"), "they look failed together"),))},
    ],
    ids=["short page", "owner away", "offline", "common cause"],
)
def test_what_is_in_doubt_may_pass(bench):
    again = asked(**bench)
    assert again.refused
    assert again.unsure


def test_a_full_disk_does_not_keep_what_makes_room():
    full = Causes((Cause(("client", "qBit"), "the disk is full", failed_only=True),))
    assert asked(causes=full).refused == ""


@pytest.mark.parametrize(("told", "noted", "goes"), [(False, False, False), (True, False, True), (False, True, True)])
def test_what_is_complete_and_was_never_imported_goes_only_on_a_persons_word(told, noted, goes):
    torrent = make_complete(state=State.STOPPED)
    bench = {"told": frozenset({torrent.key})} if noted else {}
    hooks = make_hooks(owner=Owner())
    again = reconsider(torrent, Bench(hooks=hooks, facts=make_facts(torrent), now=NOW, **bench), told=told)
    assert (again.refused == "") is goes


def test_what_nobody_owns_any_more_stays():
    again = reconsider(HELD, Bench(hooks=make_hooks(), facts=make_facts(HELD), now=NOW), told=True)
    assert again.refused == "nobody claims it"
