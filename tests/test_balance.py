"""What is done of the proposals for a client as a whole, and what is refused."""

import logging
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbitrr import (
    FREE_SPACE_TAG,
    Categorize,
    Delete,
    Expire,
    Limit,
    Promote,
    Proposal,
    Recheck,
    Remove,
    Start,
    State,
    Stop,
    Tag,
    Veto,
    hookimpl,
)
from qbitrr.actions import Action
from qbitrr.balance import AT_ONCE, Whole, objection
from qbitrr.cycle import Cycling
from qbitrr.errors import Unavailable
from qbitrr.ports import ServerState
from qbitrr.safeguards import Protected, Safeguards
from qbitrr.testing.builders import NOW, make_torrent, make_view
from qbitrr.trust import Trust
from qbitrr.work import STOPPED_BY_US
from tests.section_world import FAILED, REMOVE, Says, World, complete, stalled

REASON = "no room"


class Proposes:
    """A rule that proposes what it is told to, and remembers what it was asked."""

    def __init__(self, *proposals):
        self.proposals = list(proposals)
        self.asked = []

    @hookimpl
    def qbitrr_balance(self, view, client, held, stopped_by_us, now):
        self.asked.append((set(view.torrents), client, dict(held), stopped_by_us, now))
        if isinstance(self.proposals, BaseException):
            raise self.proposals
        return self.proposals


@pytest.fixture
def whole(tmp_path):
    """A world whose section is the client's own."""
    made = []

    def make(*torrents, **options):
        world = World(tmp_path, *torrents, **options)
        again(world)
        made.append(world)
        return world

    yield make
    for one in made:
        one.close()


def again(world, **safeguards):
    kept = replace(world.section.safeguards, **safeguards)
    world.section = replace(world.section, client="qBit", safeguards=kept)
    world.cycling = Cycling(world.section, world.clients, world.store)


def on(number, action):
    return Proposal(stalled(number).hash, action)


@pytest.mark.parametrize(
    ("action", "call"),
    [
        (Stop(REASON), "stop"),
        (Limit(REASON, download=1024), "set_speed"),
        (Tag(REASON, add=frozenset({"x"})), "add_tags"),
        (Promote(REASON), "promote"),
    ],
)
def test_what_can_be_undone_is_done_whoever_owns_the_torrent(whole, action, call):
    rule = Proposes(on(1, action))
    world = whole(stalled(1, category="nobody's"), rule=rule)
    world.turn()
    assert world.client.calls == [(call, stalled(1).hash)]
    (entry,) = world.store.ledger.recent(10)
    assert (entry.plugin, entry.reason, entry.outcome) == ("rule", REASON, "done")
    assert world.pipeline.downloads == {}, "it is still nobody's"


def test_only_what_qbitrr_has_stopped_is_started(whole):
    rule = Proposes(on(1, Start(REASON)), on(2, Start(REASON)))
    world = whole(stalled(1, state=State.STOPPED), stalled(2, state=State.STOPPED), rule=rule)
    world.store.notes(STOPPED_BY_US).put(f"qBit/{stalled(1).hash}", world.clock().isoformat())
    world.turn()
    assert world.client.calls == [("start", stalled(1).hash)]
    assert rule.asked[0][3] == {stalled(1).hash}


def test_what_another_tool_has_stopped_for_want_of_space_counts_as_stopped_by_us(whole):
    tagged = stalled(1, state=State.STOPPED, tags=frozenset({FREE_SPACE_TAG}))
    rule = Proposes(on(1, Start(REASON)))
    world = whole(tagged, complete(2, state=State.STOPPED, tags=frozenset({FREE_SPACE_TAG})), rule=rule)
    world.turn()
    assert rule.asked[0][3] == {tagged.hash}
    assert world.client.calls == [("start", tagged.hash)]


class Forbids:
    @hookimpl
    def qbitrr_pre_action(self):
        return Veto("by night")


def test_what_another_tool_has_stopped_is_not_called_stopped_by_us_when_it_may_not_be_started(whole):
    tagged = stalled(1, state=State.STOPPED, tags=frozenset({FREE_SPACE_TAG}))
    world = whole(tagged, rule=Proposes(on(1, Start(REASON))), guard=Forbids())
    world.turn()
    assert world.client.calls == []
    assert world.store.notes(STOPPED_BY_US).names() == frozenset()


def test_what_another_tool_has_stopped_is_called_so_only_while_it_is_stopped_and_unfinished(whole):
    tags = frozenset({FREE_SPACE_TAG})
    rule = Proposes(on(1, Start(REASON)), on(2, Start(REASON)))
    world = whole(stalled(1, tags=tags), complete(2, state=State.STOPPED, tags=tags), rule=rule)
    world.turn()
    assert (rule.asked[0][3], world.client.calls) == (frozenset(), [])


@pytest.mark.parametrize("action", [Remove(REASON), Delete(REASON), Recheck(REASON), Categorize(REASON, "x")])
def test_anything_else_is_refused_and_said_once(whole, action, caplog):
    world = whole(stalled(1), rule=Proposes(on(1, action)))
    with caplog.at_level(logging.INFO):
        world.turns(3)
    assert world.client.calls == []
    said = [line for line in caplog.messages if "can be proposed for a client as a whole" in line]
    assert said == [
        (
            f"qBit: what rule proposes for {stalled(1).hash[:8]} is not done: "
            f"{type(action).__name__} is nothing that can be proposed for a client as a whole"
        )
    ]


def test_a_protected_torrent_is_left_alone(whole):
    rule = Proposes(on(1, Stop(REASON)), on(2, Stop(REASON)))
    world = whole(stalled(1, tags=frozenset({"keep"})), stalled(2), rule=rule)
    again(world, protected=Protected(tags=frozenset({"keep"})))
    world.turn()
    assert world.client.calls == [("stop", stalled(2).hash)]


def test_nobody_is_asked_while_the_client_is_not_wholly_known(whole):
    rule = Proposes(on(1, Stop(REASON)))
    world = whole(stalled(1), rule=rule)
    world.client.complete = False
    world.turn()
    assert (rule.asked, world.client.calls) == ([], [])
    world.client.complete = True
    world.turn(5)
    assert len(rule.asked) == 1


def test_nobody_is_asked_in_the_section_of_an_app(whole):
    rule = Proposes(on(1, Stop(REASON)))
    world = whole(stalled(1), rule=rule)
    world.begin()
    world.turn()
    assert rule.asked == []


def test_a_rule_is_asked_when_something_has_changed_but_not_at_every_moment(whole):
    rule = Proposes()
    world = whole(stalled(1), rule=rule)
    world.turn()
    for passes, asked in ((4, 1), (1, 1), (54, 1), (1, 2), (59, 2), (1, 3)):
        world.turn(passes)
        assert len(rule.asked) == asked
    world.client.put(stalled(1, progress=0.6))
    world.turn(4)
    assert len(rule.asked) == 3
    world.turn(1)
    assert len(rule.asked) == 4
    world.client.server = ServerState(connection_status="connected", free_space=5)
    world.turn(5)
    assert len(rule.asked) == 5


def test_a_clock_that_was_set_back_stops_nobody_from_being_asked(whole):
    rule = Proposes()
    world = whole(stalled(1), rule=rule)
    world.turn()
    world.turn(-3600)
    assert len(rule.asked) == 2


def test_proposals_are_done_in_their_order_and_only_so_many_before_the_next_look(whole):
    numbers = range(AT_ONCE + 2, 0, -1)
    rule = Proposes(*(on(number, Promote(REASON)) for number in numbers))
    world = whole(*map(stalled, numbers), rule=rule)
    world.turn()
    assert world.client.calls == [("promote", stalled(number).hash) for number in numbers][:AT_ONCE]


def test_of_several_proposals_for_one_torrent_the_first_by_precedence_is_done(whole):
    world = whole(stalled(1), one=Proposes(on(1, Promote(REASON))), two=Proposes(on(1, Stop(REASON))))
    world.turn()
    assert world.client.calls == [("stop", stalled(1).hash)]


def test_a_rule_that_fails_costs_only_its_own_proposals(whole):
    bad = Proposes()
    bad.proposals = ZeroDivisionError("boom")
    world = whole(stalled(1), bad=bad, good=Proposes(on(1, Stop(REASON))))
    world.turn()
    assert world.client.calls == [("stop", stalled(1).hash)]
    assert [failure.plugin for failure in world.failures] == ["bad"]


def test_a_dry_run_does_nothing_and_says_once_what_it_would_do(whole):
    world = whole(stalled(1), rule=Proposes(on(1, Stop(REASON))), dry_run=True)
    world.turns(3)
    assert world.client.calls == []
    (entry,) = world.store.ledger.recent(10)
    assert (entry.action, entry.outcome, entry.dry_run) == ("stop", "done", True)


def test_a_cycle_tells_what_was_decided_of_the_client_until_the_rules_are_asked_again(whole):
    rule = Proposes(on(1, Stop(REASON)))
    world = whole(stalled(1), rule=rule)
    (decision,) = world.turn().of_client
    assert (decision.by, decision.action, decision.why) == ("rule", Stop(REASON), REASON)
    rule.proposals = []
    assert world.turn(1).of_client == (decision,)
    assert world.turn(60).of_client == ()


def test_of_a_client_that_is_not_wholly_known_nothing_is_decided(whole):
    world = whole(stalled(1), rule=Proposes(on(1, Stop(REASON))))
    world.turn()
    world.client.complete = False
    assert world.turn(1).of_client == ()


def test_a_change_that_could_not_be_made_is_tried_again_later(whole):
    world = whole(stalled(1), rule=Proposes(on(1, Stop(REASON))))

    def away(_call, _hash):
        raise Unavailable("the client is away")

    world.client.before = away
    world.turn()
    world.client.before = lambda _call, _hash: None
    world.turn(30)
    assert world.client.calls == [("stop", stalled(1).hash)]
    world.turn(90)
    assert world.client.calls == [("stop", stalled(1).hash)] * 2


# Quarantine


def held_world(whole, *proposals, **options):
    rule = Proposes()
    judge = Says(report=lambda one: FAILED if one.hash == stalled(1).hash else None)
    judge.action = lambda one: REMOVE if one.hash == stalled(1).hash else None
    world = whole(stalled(1), stalled(2), rule=rule, judge=judge, **options)
    world.turn()
    world.turn(120)
    assert [one.hash for one in world.held()] == [stalled(1).hash]
    rule.proposals = list(proposals)
    world.client.calls.clear()
    return world, rule


def test_a_rule_is_told_since_when_torrents_are_in_quarantine(whole):
    world, rule = held_world(whole)
    assert rule.asked[-1][2] == {stalled(1).hash: world.held()[0].held_at}


def test_the_end_of_a_quarantine_comes_early_and_deletes_through_the_gate(whole):
    world, _ = held_world(whole, on(1, Expire(REASON)))
    world.turn(60)
    assert world.held()[0].expires_at == world.clock()
    world.turn(5)
    assert ("delete", stalled(1).hash) in world.client.calls
    assert world.held() == []


def test_only_what_is_in_quarantine_expires_and_nothing_else_happens_to_it(whole):
    world, _ = held_world(whole, on(1, Start(REASON)), on(2, Expire(REASON)))
    world.turn(60)
    assert world.client.calls == []
    assert len(world.held()) == 1


def test_what_is_due_already_is_not_expired_again(whole):
    world, _ = held_world(whole, on(1, Expire(REASON)))
    world.client.before = lambda call, _: (_ for _ in ()).throw(Unavailable("away")) if call == "delete" else None
    world.turn(60)
    before = world.ledger(action="expire")
    world.turns(3)
    assert world.ledger(action="expire") == before


@pytest.mark.parametrize(
    ("trust", "stopped", "expired"),
    [(Trust.OBSERVE, False, False), (Trust.TAG, True, False), (Trust.QUARANTINE, True, True)],
)
def test_a_rule_takes_nothing_away_that_is_not_trusted_to(whole, trust, stopped, expired):
    world, _ = held_world(whole, on(1, Expire(REASON)), on(2, Stop(REASON)))
    again(world, trust={"rule": trust})
    world.turn(60)
    assert (("stop", stalled(2).hash) in world.client.calls) is stopped
    assert (world.held()[0].expires_at == world.clock()) is expired


# Whatever is proposed

HASHES = [stalled(number).hash for number in range(1, 5)]
ACTIONS = [one(REASON) for one in Action.__subclasses__()]
SOME = st.frozensets(st.sampled_from(HASHES))


@given(
    proposed=st.builds(Proposal, st.sampled_from([*HASHES, "f" * 40]), st.sampled_from(ACTIONS)),
    tagged=SOME,
    protected=SOME,
    held=SOME,
    stopped=SOME,
    trust=st.sampled_from(Trust),
)
def test_nothing_is_done_that_could_not_be_undone_or_that_somebody_forbade(
    proposed, tagged, protected, held, stopped, trust
):
    torrents = {one: make_torrent(hash=one, tags=frozenset({"keep"} if one in tagged else ())) for one in HASHES}
    whole = Whole(
        view=make_view(*torrents.values()),
        held=dict.fromkeys(held, NOW),
        due=frozenset(),
        stopped_by_us=stopped,
        protected={("qBit", one): "a person said so" for one in protected},
    )
    safeguards = Safeguards(protected=Protected(tags=frozenset({"keep"})), trust={"rule": trust})
    if objection("rule", proposed, whole, safeguards):
        return
    assert isinstance(proposed.action, Stop | Start | Tag | Promote | Limit | Expire)
    assert proposed.hash in torrents
    assert proposed.hash not in tagged | protected
    assert isinstance(proposed.action, Expire) is (proposed.hash in held)
    assert not isinstance(proposed.action, Start) or proposed.hash in stopped
    assert trust is not Trust.OBSERVE
