"""Which proposal is chosen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbitrr import Failure, Import, Keep, Recheck, Reject, Remove, Start, Stop, Tag, Wait
from qbitrr.actions import Blocklist, Delete
from qbitrr.decide import PRECEDENCE, decide

IMPORT, REMOVE, KEEP = Import("done"), Remove("dead"), Keep("precious")
OBLIGATION = Keep("seed for 3 more days", obligation=True)
REJECT, WAIT, TOLD = Reject("a fake"), Wait("not yet"), Remove("a person said so", failed=False, told=True)
FAILURE = Failure("broken", "qbitrr_health_check", "ZeroDivisionError: boom")


def said(*actions):
    return tuple((f"plugin{number}", action) for number, action in enumerate(actions))


@pytest.mark.parametrize(
    ("proposals", "failures", "chosen"),
    [
        ([], [], None),
        ([REMOVE], [], REMOVE),
        ([REMOVE, IMPORT], [], IMPORT),
        ([REMOVE, KEEP], [], None),
        ([REMOVE, OBLIGATION], [], None),
        ([REMOVE], [FAILURE], None),
        ([IMPORT, REMOVE], [FAILURE], IMPORT),
        ([IMPORT, KEEP], [], IMPORT),
        ([KEEP], [], None),
        ([Tag("t"), Stop("s"), Recheck("r")], [], Recheck("r")),
        ([Start("a"), Start("b")], [], Start("a")),
        ([IMPORT, REJECT], [], REJECT),
        ([REMOVE, REJECT], [], REJECT),
        ([REJECT, KEEP], [], None),
        ([REJECT, OBLIGATION], [], None),
        ([REJECT], [FAILURE], None),
        ([REJECT, IMPORT, KEEP], [], IMPORT),
        ([REJECT, IMPORT], [FAILURE], IMPORT),
        ([IMPORT, WAIT], [], None),
        ([IMPORT, REMOVE, WAIT], [], REMOVE),
        ([REJECT, WAIT], [], REJECT),
        ([Tag("t"), WAIT], [], Tag("t")),
        ([WAIT], [], None),
        ([IMPORT, REJECT, TOLD], [], TOLD),
        ([IMPORT, TOLD, KEEP], [], IMPORT),
        ([TOLD, OBLIGATION], [], None),
        ([TOLD], [FAILURE], None),
        ([Delete("no proposal")], [], None),
        ([Blocklist("no proposal")], [], None),
    ],
)
def test_the_choice(proposals, failures, chosen):
    assert decide(said(*proposals), failures).action == chosen


@pytest.mark.parametrize(
    ("proposals", "failures", "chosen"),
    [
        ([REMOVE, OBLIGATION], [], REMOVE),
        ([REJECT, OBLIGATION], [], REJECT),
        ([REMOVE, OBLIGATION, OBLIGATION], [], REMOVE),
        ([REMOVE, KEEP], [], None),
        ([REMOVE, OBLIGATION, KEEP], [], None),
        ([REMOVE, OBLIGATION], [FAILURE], None),
    ],
)
def test_a_person_releases_from_obligations_and_from_nothing_else(proposals, failures, chosen):
    assert decide(said(*proposals), failures, released=True).action == chosen


def test_a_refused_removal_names_an_obligation_before_any_other_veto():
    assert decide(said(REMOVE, KEEP, OBLIGATION), []).refused == "plugin2 keeps it: seed for 3 more days"


def test_a_refused_removal_names_the_plugin_that_could_not_answer():
    assert "broken could not answer" in decide(said(REMOVE), [FAILURE]).refused


def test_the_choice_keeps_who_made_it_and_why():
    choice = decide(said(KEEP, IMPORT), [])
    assert (choice.by, choice.why) == ("plugin1", "done")


@pytest.mark.parametrize(
    ("proposals", "why"),
    [
        ([], "nobody proposes anything"),
        ([KEEP], "plugin0 keeps it: precious"),
        ([Delete("over"), KEEP], "plugin1 keeps it: precious"),
        ([Delete("over")], "plugin0 proposes Delete, which is never chosen"),
    ],
)
def test_doing_nothing_has_its_reason_too(proposals, why):
    assert decide(said(*proposals), []).why == why


ACTIONS = st.sampled_from(
    [IMPORT, REMOVE, REJECT, TOLD, WAIT, KEEP, OBLIGATION, Recheck("r"), Stop("s"), Start("s"), Tag("t"), Delete("d")]
)


@given(st.lists(ACTIONS), st.lists(st.just(FAILURE), max_size=2), st.booleans())
def test_nothing_is_ever_taken_away_against_a_veto_or_a_missing_answer(actions, failures, released):
    choice = decide(said(*actions), failures, released=released)
    if isinstance(choice.action, Remove | Reject):
        assert not failures
        assert KEEP not in actions
        assert released or OBLIGATION not in actions
    if isinstance(choice.action, Import):
        assert WAIT not in actions
    assert choice.action is None or type(choice.action) in PRECEDENCE
