"""How far rules are trusted: what each may bring about, and what is only written down."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbitrr import Deselect, HealthReport, Import, Keep, Patience, Reject, Remove, Stop, Tag, Verdict, Wait
from qbitrr.config.settings import Settings
from qbitrr.section import safeguards_of
from qbitrr.testing.fake_client import FakeClient
from qbitrr.trust import Trust, at_once, heeded, observed, permitted, tags
from tests.section_world import FAILED, REMOVE, SEEDED, Says, World, complete, stalled

TAG = "qbitrr-rule"
REJECT = Reject("it is a fake")
HEALTHY = HealthReport(Verdict.HEALTHY, "it is fine")


@pytest.fixture
def world(tmp_path):
    made = []

    def make(*torrents, trust="observe", **options):
        made.append(World(tmp_path, *torrents, trust={"rule": Trust(trust)}, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()


# The pure part


@pytest.mark.parametrize(
    ("trust", "verdict"),
    [
        ("observe", Verdict.DEGRADED),
        ("tag", Verdict.DEGRADED),
        ("quarantine", Verdict.FAILED),
        ("remove", Verdict.FAILED),
        (None, Verdict.FAILED),
    ],
)
def test_whom_a_rule_calls_failed_is_failed_for_others_only_if_the_rule_is_trusted_so_far(trust, verdict):
    trusted = {"rule": Trust(trust)} if trust else {}
    ((_, report),) = heeded((("rule", FAILED),), trusted)
    assert report.verdict is verdict


@pytest.mark.parametrize("verdict", [Verdict.HEALTHY, Verdict.DEGRADED])
def test_any_other_opinion_stays_as_it_is(verdict):
    said = (("rule", HealthReport(verdict, "so")),)
    assert heeded(said, {"rule": Trust.OBSERVE}) == said


@pytest.mark.parametrize("trust", Trust)
@pytest.mark.parametrize(
    ("action", "at_least"),
    [
        (REMOVE, Trust.QUARANTINE),
        (SEEDED, Trust.QUARANTINE),
        (REJECT, Trust.QUARANTINE),
        (Keep("owed", obligation=True), Trust.OBSERVE),
        (Keep("seeding"), Trust.OBSERVE),
        (Import("done"), Trust.OBSERVE),
        (Wait("not yet"), Trust.OBSERVE),
        (Stop("no room"), Trust.TAG),
        (Tag("seen", add=frozenset({"seen"})), Trust.TAG),
        (Deselect("a sample", files=frozenset({1})), Trust.TAG),
    ],
)
def test_an_observed_rule_only_keeps_and_what_takes_away_needs_more_trust_than_any_other(trust, action, at_least):
    order = list(Trust)
    allowed = order.index(trust) >= order.index(at_least)
    assert bool(permitted((("rule", action),), {"rule": trust})) is allowed


def test_what_a_rule_would_have_done_is_observed_once_for_each_rule():
    trusted = {"rule": Trust.OBSERVE, "other": Trust.TAG, "third": Trust.QUARANTINE}
    reports = (("rule", FAILED), ("other", FAILED), ("third", FAILED))
    proposals = (("rule", SEEDED), ("third", REMOVE))
    assert observed(reports, proposals, trusted) == (("rule", SEEDED), ("other", Remove(FAILED.reason)))


@pytest.mark.parametrize(
    ("trust", "found", "present", "silent", "changed"),
    [
        ("tag", True, False, False, "added"),
        ("tag", True, True, False, ""),
        ("tag", False, True, False, "removed"),
        ("tag", False, False, False, ""),
        ("tag", False, True, True, ""),
        ("tag", True, False, True, ""),
        ("observe", True, False, False, ""),
        ("observe", True, True, False, "removed"),
        ("quarantine", False, True, False, "removed"),
    ],
)
def test_the_tag_of_a_rule_is_there_as_long_as_it_finds_it_failed(trust, found, present, silent, changed):
    has = frozenset({TAG, "mine"}) if present else frozenset({"mine"})
    seen = (("rule", REMOVE),) if found else ()
    told = list(tags(has, seen, {"rule"} if silent else (), {"rule": Trust(trust)}, ()))
    ours = frozenset({TAG})
    expected = {"added": (ours, frozenset()), "removed": (frozenset(), ours)}
    assert [(tag.add, tag.remove) for _, tag in told] == ([expected[changed]] if changed else [])


@pytest.mark.parametrize("present", [frozenset(), frozenset({"qbitrr-keep"})])
def test_a_rule_that_is_called_like_a_tag_of_others_leaves_that_alone(present):
    assert list(tags(present, (("keep", REMOVE),), (), {"keep": Trust.TAG}, {"qbitrr-keep"})) == []


@pytest.mark.parametrize(
    ("by", "failed_by", "trusted", "gone"),
    [
        ("Radarr", ["rule"], {"rule": "remove"}, True),
        ("rule", ["rule"], {"rule": "remove"}, True),
        ("rule", [], {"rule": "remove"}, True),
        ("Radarr", ["rule", "other"], {"rule": "remove", "other": "remove"}, True),
        ("Radarr", ["rule", "other"], {"rule": "remove", "other": "quarantine"}, False),
        ("Radarr", ["rule", "other"], {"rule": "remove"}, False),
        ("other", ["rule"], {"rule": "remove"}, False),
        ("Radarr", ["rule"], {"rule": "quarantine"}, False),
        ("Radarr", [], {"rule": "remove"}, False),
        ("Radarr", ["rule", "Radarr"], {"rule": "remove"}, False),
        ("a person", [], {"rule": "remove"}, False),
    ],
)
def test_data_goes_at_once_only_if_all_who_want_it_gone_are_trusted_so_far(by, failed_by, trusted, gone):
    reports = tuple((rule, FAILED) for rule in failed_by)
    assert at_once(by, "Radarr", reports, {rule: Trust(trust) for rule, trust in trusted.items()}) is gone


RULES = st.sampled_from(["rule", "other", "third"])
TRUSTED = st.dictionaries(RULES, st.sampled_from(Trust))
ACTIONS = st.sampled_from([REMOVE, SEEDED, REJECT, Keep("k"), Keep("o", obligation=True), Import("i"), Tag("t")])


@given(st.lists(st.tuples(RULES, ACTIONS)), TRUSTED)
def test_trust_never_takes_away_an_objection_or_an_import(proposals, trusted):
    kept = permitted(tuple(proposals), trusted)
    harmless = [said for said in proposals if isinstance(said[1], Keep | Import)]
    assert [said for said in kept if isinstance(said[1], Keep | Import)] == harmless


# In a cycle


@pytest.mark.parametrize("trust", ["observe", "tag"])
@pytest.mark.parametrize(("torrent", "action"), [(stalled(), REMOVE), (complete(), REJECT)])
def test_a_rule_that_is_not_trusted_so_far_has_nothing_taken_away(world, trust, torrent, action):
    one = world(torrent, trust=trust, rule=Says(FAILED, action))
    one.turns(5)
    assert one.held() == []
    assert one.arr.done == []


def test_a_rule_that_only_observes_changes_nothing_else_either(world):
    one = world(stalled(), rule=Says(action=Stop("no room")))
    one.turns(3)
    assert one.changed == ([], [])
    assert one.ledger() == [("stop", "observed")]


def test_what_it_would_have_done_is_written_down_once(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.turns(5)
    assert one.ledger() == [("remove", "observed")]
    (entry,) = one.store.ledger.recent(1)
    assert (entry.plugin, entry.reason) == ("rule", REMOVE.reason)
    assert one.changed == ([], [])


def test_it_is_written_down_once_over_restarts_too(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.turns(2)
    one.begin()
    one.turns(2)
    assert one.ledger() == [("remove", "observed")]


def test_the_same_torrent_in_another_client_is_written_down_for_itself(world):
    there = FakeClient(stalled(client="seedbox"), name="seedbox")
    one = world(stalled(), rule=Says(FAILED, REMOVE), clients=(there,))
    one.turns(2)
    assert sorted(entry.client for entry in one.store.ledger.recent(10)) == ["qBit", "seedbox"]


def test_what_a_rule_finds_again_after_it_had_recovered_is_written_down_again(world):
    rule = Says(FAILED, REMOVE)
    one = world(stalled(), rule=rule)
    one.turns(2)
    rule.report, rule.action = HEALTHY, None
    one.turns(2)
    rule.report, rule.action = FAILED, REMOVE
    one.turns(2)
    assert one.ledger() == [("remove", "observed")] * 2


def test_a_rule_that_cannot_answer_for_a_while_has_not_found_it_well(world):
    rule = Says(FAILED, REMOVE)
    one = world(stalled(), rule=rule)
    one.turns(2)
    rule.report, rule.action = RuntimeError("broken"), None
    one.turns(2)
    rule.report, rule.action = FAILED, REMOVE
    one.turns(2)
    assert one.ledger() == [("remove", "observed")]


def test_strikes_count_while_a_rule_is_only_observed(world):
    report = replace(FAILED, patience=Patience(3, timedelta(minutes=1)))
    one = world(stalled(), rule=Says(report))
    one.turns(2)
    assert one.ledger() == []
    one.turn(60)
    assert one.ledger() == [("remove", "observed")]
    assert one.pipeline.downloads[stalled().key].strikes["rule"].count == 3


def test_everybody_else_sees_it_degraded_and_why(world):
    one = world(stalled(), rule=Says(FAILED))
    one.turns(3)
    (_, report), *_ = one.pipeline.latest[stalled().key].reports
    assert report.verdict is Verdict.DEGRADED
    assert report.reason == "no progress for 6 h (failed, but this rule is only trusted to observe)"


def test_the_keep_of_an_observed_rule_binds(world):
    one = world(stalled(), rule=Says(action=Keep("owed", obligation=True)), other=Says(FAILED, REMOVE))
    one.turns(3)
    assert one.changed == ([], [])


def test_a_rule_that_is_trusted_to_tag_tags_and_takes_its_tag_away(world):
    rule = Says(FAILED, REMOVE)
    one = world(stalled(tags=frozenset({"mine"})), trust="tag", rule=rule)
    one.turns(3)
    assert one.client.torrents[stalled().hash].tags == {"mine", TAG}
    assert one.client.calls == [("add_tags", stalled().hash)]
    rule.report, rule.action = HEALTHY, None
    one.turns(3)
    assert one.client.torrents[stalled().hash].tags == {"mine"}
    assert one.ledger() == [("tag", "done"), ("remove", "observed"), ("tag", "done")]


def test_its_tag_stays_while_it_cannot_answer(world):
    rule = Says(FAILED, REMOVE)
    one = world(stalled(), trust="tag", rule=rule)
    one.turns(2)
    rule.report, rule.action = RuntimeError("broken"), None
    one.turns(2)
    assert one.client.torrents[stalled().hash].tags == {TAG}


def test_tagless_operation_has_no_tags_of_rules_either(world):
    one = world(stalled(), trust="tag", rule=Says(FAILED, REMOVE))
    one.settings = one.settings.model_copy(update={"tagless": True})
    one.begin()
    one.turns(3)
    assert one.changed == ([], [])
    assert one.ledger() == [("remove", "observed")]


def test_a_protected_torrent_is_neither_tagged_nor_written_down(world):
    one = world(stalled(tags=frozenset({"qbitrr-keep"})), trust="tag", rule=Says(FAILED, REMOVE))
    one.turns(3)
    assert one.changed == ([], [])
    assert one.ledger() == []


def test_a_dry_run_tags_nothing(world):
    one = world(stalled(), trust="tag", dry_run=True, rule=Says(FAILED, REMOVE))
    one.turns(3)
    assert one.changed == ([], [])


def test_a_rule_that_is_trusted_to_remove_does_without_the_quarantine(world):
    one = world(stalled(), trust="remove", rule=Says(FAILED, REMOVE))
    one.turn()
    assert [call for call, _ in one.client.calls] == ["stop", "add_tags", "delete"]
    assert one.client.torrents == {}
    assert one.held() == []


def test_one_rule_that_is_trusted_less_has_it_quarantined(world):
    one = world(stalled(), trust="remove", rule=Says(FAILED, REMOVE), other=Says(FAILED))
    one.turn()
    assert [held.hash for held in one.held()] == [stalled().hash]
    assert list(one.client.torrents) == [stalled().hash]


def test_trust_does_not_outweigh_the_gate(world):
    one = world(complete(), trust="remove", rule=Says(FAILED, REMOVE))
    one.turns(3)
    assert one.changed == ([], [])


def test_a_section_has_the_trust_that_its_configuration_says():
    assert safeguards_of(Settings(), {"rule": Trust.TAG}).trust == {"rule": Trust.TAG}
