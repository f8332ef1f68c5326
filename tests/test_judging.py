"""What comes of a rejection, a wait and a person's word on their way through the gate."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qbitrr import (
    Classification,
    HealthReport,
    Import,
    Keep,
    Observation,
    Recheck,
    Reject,
    Remove,
    Stop,
    Tag,
    Verdict,
    Wait,
)
from qbitrr.bench import Bench
from qbitrr.domain import State
from qbitrr.judging import judge
from qbitrr.safeguards import Protected, Safeguards
from qbitrr.testing.builders import NOW, Owner, make_complete, make_download, make_facts, make_hooks, make_torrent
from tests.section_world import DAY, FAILED, REMOVE, SEEDED, Says, complete, stalled

REJECT = Reject("it is a fake")
IMPORT = Import("it is complete")
WAIT = Wait("it is being looked into")
BY_HAND = Safeguards(failed_category="failed", young=timedelta(minutes=3))


def decided(torrent, *actions, safeguards=Safeguards(), owner=None, facts=None, **bench):  # noqa: B008 -- frozen
    """What is decided when each of these is proposed by a plugin of its own."""
    plugins = {f"plugin{number}": Says(action=action) for number, action in enumerate(actions)}
    hooks = make_hooks(owner=owner or Owner(), **plugins)
    known = facts or make_facts(torrent)
    return judge(torrent, None, Bench(hooks=hooks, facts=known, now=NOW, safeguards=safeguards, **bench))


# Rejections


def test_what_is_rejected_is_not_imported():
    assert decided(make_complete(), IMPORT, REJECT).action == REJECT


@pytest.mark.parametrize("objection", [Keep("precious"), Keep("owed", obligation=True), RuntimeError("broken")])
def test_who_objects_or_cannot_answer_holds_a_rejection(objection):
    decision = decided(make_complete(), REJECT, objection)
    assert decision.action is None
    assert decision.refused


@pytest.mark.parametrize("objection", [Keep("precious"), RuntimeError("broken")])
def test_an_import_goes_on_when_its_rejection_is_held(objection):
    assert decided(make_complete(), REJECT, IMPORT, objection).action == IMPORT


@pytest.mark.parametrize(
    "changes",
    [
        {"facts": replace(make_facts(make_complete()), missing={"Radarr": "away"})},
        {"facts": make_facts(make_complete(), complete=False)},
        {"offline": frozenset({"qBit"})},
        {"broken": "guard does not run (load error)"},
        {"protected": {make_complete().key: "by a person"}},
        {"rejected": frozenset({make_complete().key})},
        {"safeguards": Safeguards(protected=Protected(categories=frozenset({"movies"})))},
        {"safeguards": Safeguards(young=DAY)},
    ],
    ids=["owner away", "short page", "offline", "broken", "protected", "rejected already", "category", "young"],
)
def test_a_rejection_passes_the_gate(changes):
    assert decided(make_complete(), REJECT, **changes).action is None


def test_what_its_owner_has_marked_as_failed_is_not_rejected_again():
    class Past:
        def imported(self, _hashes):
            return None

        def failed(self, _hashes):
            return NOW

    history = Observation(kind="history", source="Radarr", at=NOW, value=Past())
    decision = decided(make_complete(), REJECT, facts=make_facts(make_complete(), others=[history]))
    assert decision.refused == "it was rejected already"


@pytest.mark.parametrize("replaced", [True, False])
def test_a_person_can_have_all_rejected_downloads_removed(replaced):
    decision = decided(make_complete(), replace(REJECT, replace=replaced), safeguards=Safeguards(remove_rejected=True))
    assert decision.action == Remove(REJECT.reason, failed=True, replace=replaced, told=True)


def test_a_removal_that_is_no_rejection_needs_its_import_confirmed_all_the_same():
    decision = decided(make_complete(), REMOVE, safeguards=Safeguards(remove_rejected=True))
    assert decision.refused == "it is complete and its import is not confirmed"


# Waits


def test_nothing_is_imported_while_somebody_waits():
    decision = decided(make_complete(), IMPORT, WAIT)
    assert (decision.action, decision.why) == (None, "plugin1 waits: it is being looked into")


@pytest.mark.parametrize("action", [Recheck("r"), Stop("s"), Tag("t", add=frozenset({"t"}))])
def test_everything_else_goes_on_while_somebody_waits(action):
    assert decided(make_complete(), action, WAIT).action == action


# The failed category


def test_what_a_person_put_into_the_failed_category_may_go_though_it_was_never_imported():
    decision = decided(make_complete(category="failed"), REMOVE, safeguards=BY_HAND)
    assert decision.action == replace(REMOVE, told=True)


@pytest.mark.parametrize("category", ["movies", "failed/movies", ""])
def test_another_category_is_no_word_of_a_person(category):
    assert decided(make_complete(category=category), REMOVE, safeguards=BY_HAND).action is None


def test_an_empty_name_switches_the_failed_category_off():
    assert decided(make_complete(category=""), REMOVE, safeguards=Safeguards(failed_category="")).action is None


def test_what_is_rejected_in_the_failed_category_is_removed():
    decision = decided(make_complete(category="failed"), REJECT, safeguards=BY_HAND)
    assert decision.action == Remove(REJECT.reason, told=True)


@pytest.mark.parametrize(("age", "goes"), [(179, False), (180, True)])
def test_a_young_torrent_has_to_wait_in_the_failed_category_too(age, goes):
    young = make_complete(category="failed", age=timedelta(seconds=age))
    assert (decided(young, REMOVE, safeguards=BY_HAND).action is not None) is goes


def test_a_stopped_torrent_in_the_failed_category_was_put_there_by_who_stopped_it():
    stopped = make_torrent(category="failed", state=State.STOPPED)
    assert decided(stopped, REMOVE, safeguards=BY_HAND).action == replace(REMOVE, told=True)


# Without a library


@pytest.mark.parametrize(("library", "goes"), [(True, False), (False, True)])
def test_where_nothing_is_imported_no_import_is_waited_for(library, goes):
    owner = Owner()
    owner.claim = Classification("qBit", library=library)
    assert (decided(make_complete(), SEEDED, owner=owner).action is not None) is goes


# A person's word


def test_what_a_person_tells_to_go_goes_before_it_is_imported_or_rejected():
    decision = decided(make_complete(), IMPORT, REJECT, told=frozenset({make_complete().key}))
    assert decision.action == Remove("a person said that it may go", failed=False, told=True)
    assert decision.by == "a person"


def test_the_others_hear_that_a_person_has_said_so():
    decision = decided(make_complete(), told=frozenset({make_complete().key}))
    assert ("a person", True) in [(by, report.evidence.get("told")) for by, report in decision.reports]


@pytest.mark.parametrize("objection", [Keep("owed", obligation=True), Keep("precious"), RuntimeError("broken")])
def test_a_persons_word_to_let_it_go_does_not_outweigh_who_objects(objection):
    assert decided(make_complete(), objection, told=frozenset({make_complete().key})).action is None


def test_a_released_torrent_has_no_obligations():
    owed = Keep("owed", obligation=True)
    torrent = make_complete()
    facts = make_facts(torrent)
    imported = make_download(torrent, imported_at=NOW)
    hooks = make_hooks(owner=Owner(), rule=Says(action=SEEDED), guard=Says(action=owed))
    for released, goes in (
        (frozenset(), False),
        (frozenset({("qBit", "other")}), False),
        (frozenset({torrent.key}), True),
    ):
        bench = Bench(hooks=hooks, facts=facts, now=NOW, released=released)
        assert (judge(torrent, imported, bench).action is not None) is goes


def test_a_released_torrent_is_kept_by_any_other_objection():
    released = frozenset({make_torrent().key})
    decision = decided(make_torrent(), REMOVE, Keep("owed", obligation=True), Keep("precious"), released=released)
    assert decision.refused == "plugin2 keeps it: precious"


# In a cycle


def test_a_rejected_download_is_blocklisted_and_replaced_once_and_stays(world):
    one = world(complete(), rule=Says(FAILED, REJECT))
    one.turns(10)
    assert one.changed == ([], ["blocklist", "search"])
    assert list(one.client.torrents) == [complete().hash]
    assert one.held() == []


def test_a_rejection_that_must_not_be_replaced_is_blocklisted_only(world):
    one = world(complete(), rule=Says(FAILED, Reject("it is a fake", replace=False)))
    one.turns(3)
    assert one.changed == ([], ["blocklist"])


def test_a_persons_word_for_rejected_downloads_lasts_to_the_end_of_the_quarantine(world):
    one = world(complete(), rule=Says(FAILED, REJECT))
    one.settings = one.settings.model_copy(update={"remove_rejected": True})
    one.begin()
    one.turn()
    (held,) = one.held()
    assert held.context["told"] is True
    one.settings = one.settings.model_copy(update={"remove_rejected": False})
    one.begin()
    one.turn(8 * DAY)
    assert one.client.torrents == {}


def test_the_failed_category_lasts_to_the_end_of_the_quarantine_though_its_name_is_changed(world):
    one = world(complete(category="failed"), rule=Says(FAILED, REMOVE))
    one.arr.category = "failed"
    one.turn()
    assert len(one.held()) == 1
    one.settings = one.settings.model_copy(update={"failed_category": "another"})
    one.begin()
    one.turn(8 * DAY)
    assert one.client.torrents == {}


def test_the_removal_of_a_rejected_download_is_finished_after_an_interruption(world):
    one = world(complete(), rule=Says(FAILED, REJECT))
    one.settings = one.settings.model_copy(update={"remove_rejected": True})
    one.arr.trouble = {"search": "busy"}
    one.begin()
    one.turn()
    one.arr.trouble = {}
    one.begin()
    one.turns(3)
    assert one.changed[1] == ["blocklist", "search"]
    assert one.ledger() == [("remove", "done")]


HEALTHY = HealthReport(Verdict.HEALTHY, "it is fine")


def test_an_obligation_that_no_rule_names_any_more_lets_it_go(world):
    guard = Says(HEALTHY, Keep("owed", obligation=True))
    one = world(stalled(), rule=Says(FAILED, REMOVE), guard=guard)
    one.turns(3)
    assert one.held() == []
    guard.action = None
    one.turn(60)
    assert len(one.held()) == 1
