"""The promises of the design: each has tests here that fail when it is broken."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbitrr import HealthReport, Keep, Observation, Remove, State, Tag, Verdict
from qbitrr.actions import (
    Blocklist,
    Delete,
    Import,
    Recheck,
    Reject,
    Search,
    Start,
    Stop,
    Wait,
)
from qbitrr.errors import SkipTorrent, Unavailable
from qbitrr.hookspecs import hookimpl
from qbitrr.mass_events import BAD
from qbitrr.pipeline import Pipeline
from qbitrr.ports import ServerState
from qbitrr.safeguards import Protected, Safeguards
from qbitrr.safety import Limits
from qbitrr.standing import Standing
from qbitrr.steps import QUARANTINE_TAG
from qbitrr.store.journal import BEGUN
from qbitrr.testing.builders import NOW, Owner, make_download, make_facts, make_hooks, make_torrent
from qbitrr.testing.fake_client import FakeClient
from qbitrr.trust import Trust
from qbitrr.work import STOPPED_BY_US
from tests.section_world import (
    DAY,
    FAILED,
    GENEROUS,
    REMOVE,
    SEEDED,
    Imports,
    Says,
    World,
    complete,
    stalled,
)

# 1. Silence is not an answer


@pytest.mark.parametrize(
    "trouble",
    [
        {"complete": False, "why_incomplete": "the client has just started"},
        {"server": ServerState(connection_status="disconnected")},
        {"contested": frozenset({"movies"})},
    ],
    ids=["restarting client", "client without peers", "contested category"],
)
def test_nothing_is_removed_while_the_client_is_in_doubt(world, trouble):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    for name, value in trouble.items():
        setattr(one.client, name, value)
    one.turns(5)
    assert one.changed == ([], [])


@pytest.mark.parametrize(
    "trouble",
    [{"away": "no connection"}, {"away": "it answered with a web page"}, {"complete": False}],
    ids=["away", "HTML", "short page"],
)
def test_nothing_is_removed_while_the_owner_is_in_doubt(world, trouble):
    one = world(stalled(), complete(1), rule=Says(FAILED, REMOVE))
    for name, value in trouble.items():
        setattr(one.arr, name, value)
    one.turns(5)
    assert one.changed == ([], [])
    assert one.held() == []


@pytest.mark.parametrize("left", [0, 1, 2, 4], ids="{} of 10 left".format)
def test_a_list_that_has_lost_most_torrents_is_not_believed_before_it_was_so_for_ten_minutes(world, left):
    one = world(*map(stalled, range(10)))
    one.turn()
    one.client.lose(f"{number:040x}" for number in range(left, 10))
    one.plugins = {"rule": Says(FAILED, REMOVE)}
    one.begin()
    one.turns(10)
    assert len(one.store.downloads.known("Radarr")) == 10
    assert one.changed == ([], [])
    assert all("are missing at once" in decision.refused for decision in one.pipeline.latest.values())
    one.turn(60)
    assert len(one.store.downloads.known("Radarr")) == left


def test_a_loss_that_is_not_believed_is_said_once_and_shown(world, caplog):
    one = world(*map(stalled, range(10)))
    one.turn()
    assert one.cycling.missing == {}
    one.client.lose()
    one.turns(3)
    why = "10 of 10 remembered torrents are missing at once; this is believed after 10 min"
    assert one.cycling.missing == {"qBit": why}
    assert caplog.messages.count(f"qBit: {why}. Nothing is removed meanwhile.") == 1


def test_a_loss_that_changes_or_passes_is_doubted_from_the_start_again(world):
    one = world(*map(stalled, range(10)))
    one.turn()
    everything = dict(one.client.torrents)
    for listed in ({}, dict(list(everything.items())[:3]), {}, everything, {}):
        one.client.torrents = dict(listed)
        assert [one.turn(60).gone for _ in range(9)] == [()] * 9
    assert len(one.pipeline.downloads) == 10


def test_a_loss_is_doubted_anew_when_the_client_was_away_meanwhile(world):
    one = world(*map(stalled, range(10)))
    one.turn()
    one.client.lose()
    one.turns(9)
    one.client.complete = False
    one.turn(60)
    one.client.complete = True
    one.turns(9)
    assert len(one.pipeline.downloads) == 10


def test_what_is_held_stays_held_while_a_loss_is_not_believed(world):
    one = world(*map(stalled, range(10)), rule=Says(FAILED, REMOVE))
    one.turn()
    assert len(one.held()) == 10
    one.client.lose()
    one.begin()
    one.turns(10)
    assert len(one.held()) == 10
    one.turn(60)
    assert one.held() == []


def test_an_action_under_way_waits_while_a_loss_is_not_believed(world):
    one = world(*map(stalled, range(10)), rule=Says(FAILED, REMOVE))
    one.arr.trouble = {"search": "busy"}
    one.turn()
    one.arr.trouble = {}
    one.client.lose()
    one.begin()
    one.turns(10)
    assert [intent.step for intent in one.store.journal.unsettled()] == ["search"] * 10


def test_what_qbitrr_has_deleted_itself_is_no_loss(world):
    one = world(*map(stalled, range(6)), rule=Says(FAILED, REMOVE))
    one.turn()
    one.clock.tick(8 * DAY)
    one.turns(2)
    assert one.client.torrents == {}
    assert one.pipeline.downloads == {}


def test_another_client_is_believed_meanwhile(world):
    seedbox = FakeClient(stalled(99, client="seedbox"), name="seedbox")
    one = world(*map(stalled, range(10)), clients=[seedbox])
    one.turn()
    one.client.lose()
    seedbox.lose()
    one.turn(1)
    assert {client for client, _ in one.pipeline.downloads} == {"qBit"}


def test_the_pipeline_doubts_a_loss_by_itself():
    torrents = list(map(stalled, range(10)))
    pipeline = Pipeline(make_hooks(owner=Owner()), {one.key: make_download(one) for one in torrents})
    assert pipeline.run(make_facts(torrents[0]), NOW, Standing()).gone == ()


# 2. A judge that cannot answer protects


class Wrong:
    """Answers one hook with something that is not its type."""

    @hookimpl
    def qbitrr_health_check(self):
        return "it is fine"


class WrongAction:
    @hookimpl
    def qbitrr_action(self):
        return Remove


class Leaves:
    @hookimpl
    def qbitrr_health_check(self):
        raise SystemExit(3)


@pytest.mark.parametrize(
    "judge",
    [
        Says(report=ZeroDivisionError("no")),
        Says(report=Unavailable("no answer")),
        Says(report=SkipTorrent("not now")),
        Says(action=ZeroDivisionError("no")),
        Says(veto=ZeroDivisionError("no")),
        Says(fetch=Unavailable("no answer")),
        Wrong(),
        WrongAction(),
        Leaves(),
    ],
    ids=[
        "check raises",
        "check unavailable",
        "check skips",
        "action raises",
        "veto raises",
        "fetch fails",
        "wrong report",
        "wrong action",
        "exits",
    ],
)
def test_a_judge_that_cannot_answer_protects(world, judge):
    one = world(stalled(), rule=Says(FAILED, REMOVE), guard=judge)
    one.turns(3)
    assert one.changed == ([], [])
    assert one.held() == []
    assert any("guard" in entry.detail for entry in one.store.ledger.recent(10))


def test_a_plugin_that_was_wanted_and_does_not_run_protects():
    torrent = stalled()
    broken = "guard does not run (load error)"
    pipeline = Pipeline(make_hooks(owner=Owner(), rule=Says(FAILED, REMOVE)), {}, broken=broken, safeguards=GENEROUS)
    ((decision,), _) = (cycle := pipeline.run(make_facts(torrent), NOW, Standing())).decisions, cycle
    assert (decision.action, decision.refused) == (None, f"{broken} and might have objected")


def test_a_judge_that_cannot_answer_protects_what_is_held_too(world):
    guard = Says()
    one = world(stalled(), rule=Says(FAILED, REMOVE), guard=guard)
    one.turn()
    guard.report = ZeroDivisionError("no")
    one.turns(3, apart=8 * DAY)
    assert one.client.torrents
    guard.report = None
    one.turn(60)
    assert not one.client.torrents


# 3. Import before removal


@pytest.mark.parametrize("state", [State.SEEDING, State.STOPPED, State.QUEUED, State.ERRORED, State.STALLED])
@pytest.mark.parametrize("proposal", [REMOVE, SEEDED])
def test_complete_and_not_confirmed_is_never_removed_whoever_proposes(world, state, proposal):
    one = world(complete(state=state), rule=Says(FAILED, proposal), owner_too=Says(action=proposal))
    one.turns(3, apart=DAY)
    assert one.changed == ([], [])


def test_a_confirmed_import_may_be_removed(world):
    one = world(complete(), rule=Says(action=SEEDED))
    one.arr.imported = {complete().hash: NOW}
    one.turn()
    assert one.changed == (["stop", "add_tags"], [])


def test_what_completes_in_quarantine_is_not_deleted_before_its_import_is_confirmed(world):
    one = world(stalled(), rule=Says(lambda torrent: None if torrent.complete else FAILED, REMOVE))
    one.turn()
    one.client.put(complete(state=State.STOPPED, tags=frozenset({QUARANTINE_TAG})))
    one.turns(3, apart=8 * DAY)
    assert one.client.torrents


# 4. Obligations are hard constraints

KEPT = Keep("hit and run: 3 days are left", obligation=True)


def test_an_obligation_beats_every_proposal(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE), other=Says(action=SEEDED), tracker=Says(action=KEPT))
    one.turns(3)
    assert one.changed == ([], [])


def test_an_obligation_beats_the_end_of_a_quarantine(world):
    tracker = Says()
    one = world(stalled(), rule=Says(FAILED, REMOVE), tracker=tracker)
    one.turn()
    tracker.action = KEPT
    one.turn(8 * DAY)
    one.turns(3)
    assert "delete" not in one.changed[0]
    assert ("delete", "refused") in one.ledger()


def test_an_obligation_beats_a_person_who_unfreezes(world):
    one = world(*map(stalled, range(6)), rule=Says(FAILED, REMOVE), tracker=Says(action=KEPT), limits=Limits())
    one.store.freezes.allow("Radarr", NOW + DAY)
    one.turns(3)
    assert one.changed == ([], [])


def test_an_obligation_beats_a_removal_that_waits_to_be_finished(world):
    tracker = Says()
    one = world(stalled(), rule=Says(FAILED, REMOVE), tracker=tracker, retention=timedelta(0))
    one.arr.trouble = {"blocklist": Unavailable("no answer")}
    one.turn()
    one.arr.trouble, tracker.action = {}, KEPT
    one.turns(3, apart=3600)
    assert one.changed == ([], [])
    assert one.held() == []


# 5. Mass events freeze

FEW = Limits(removals=20, share=0.2, size=1 << 60, failing_share=0.5, few=5)


def test_a_mass_event_removes_nothing_and_raises_one_alert(world, caplog):
    one = world(*map(stalled, range(30)), rule=Says(FAILED, REMOVE), limits=FEW)
    one.turns(10)
    assert one.changed == ([], [])
    assert len([record for record in caplog.records if "are frozen until" in record.getMessage()]) == 1
    assert one.store.freezes.current("Radarr").reason


def test_a_freeze_lifts_when_its_cause_passes(world, caplog):
    rule = Says(FAILED, REMOVE)
    one = world(*map(stalled, range(30)), rule=rule, limits=FEW)
    one.turns(3)
    rule.report = rule.action = None
    one.turns(3)
    assert one.store.freezes.current("Radarr") is None
    assert one.changed == ([], [])
    assert len([record for record in caplog.records if "are no longer frozen" in record.getMessage()]) == 1


def test_a_person_allows_what_was_frozen(world):
    one = world(*map(stalled, range(30)), rule=Says(FAILED, REMOVE), limits=FEW)
    one.turn()
    one.store.freezes.allow("Radarr", one.clock() + timedelta(hours=1))
    one.turn(60)
    assert len(one.held()) == 30


def test_removals_one_after_the_other_freeze_too(world):
    wanted = set()
    rule = Says(action=lambda torrent: REMOVE if torrent.hash in wanted else None)
    one = world(*map(stalled, range(50)), rule=rule, limits=FEW)
    for number in range(15):
        wanted.add(stalled(number).hash)
        one.turn(61)
    assert len(one.held()) == 10
    assert "more than the 20% allowed" in one.store.freezes.current("Radarr").reason


def test_a_freeze_is_not_lifted_by_a_cycle_in_which_nothing_is_judged(world):
    one = world(*map(stalled, range(30)), rule=Says(FAILED, REMOVE), limits=FEW)
    one.turns(20, apart=1)
    assert one.store.freezes.current("Radarr")


def test_a_freeze_survives_a_restart(world):
    one = world(*map(stalled, range(30)), rule=Says(FAILED, REMOVE), limits=FEW)
    one.turn()
    for _ in range(3):
        one.begin()
        one.turn(60)
    assert one.changed == ([], [])


# 6. Removal can be undone


@pytest.mark.parametrize("state", [State.STALLED, State.DOWNLOADING])
def test_a_restore_puts_everything_back(world, state):
    torrent = stalled(state=state, tags=frozenset({"mine"}))
    rule = Says(FAILED, REMOVE)
    one = world(torrent, rule=rule)
    one.client.kept_limits[torrent.hash] = {"ratio_limit": 2.5, "up_limit": 1000}
    one.turn()
    one.turn(120)
    (held,) = one.held()
    assert one.client.torrents[torrent.hash].state is State.STOPPED
    one.client.kept_limits.clear()
    one.client.put(replace(one.client.torrents[torrent.hash], category="elsewhere", tags=frozenset({QUARANTINE_TAG})))
    one.restore(held)
    back = one.client.torrents[torrent.hash]
    assert (back.category, back.tags, back.state) == (torrent.category, torrent.tags, State.DOWNLOADING)
    assert one.client.kept_limits[torrent.hash] == {"ratio_limit": 2.5, "up_limit": 1000}
    assert one.arr.done[-1] == ("unblocklist", torrent.hash)


def test_what_was_stopped_is_put_back_stopped(world):
    torrent = complete(state=State.STOPPED)
    one = world(torrent, rule=Says(action=SEEDED))
    one.arr.imported = {torrent.hash: NOW}
    one.turn()
    one.restore(one.held()[0])
    assert one.client.torrents[torrent.hash] == torrent


def test_a_torrent_that_is_gone_is_added_again(world):
    torrent = stalled(tags=frozenset({"mine"}), save_path="/downloads")
    one = world(torrent, rule=Says(FAILED, REMOVE))
    one.turn()
    one.client.lose()
    one.restore(one.held()[0])
    back = one.client.torrents[torrent.hash]
    assert (back.category, back.tags, back.save_path) == (torrent.category, torrent.tags, torrent.save_path)


def test_what_was_restored_is_protected_afterwards(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.turn()
    one.restore(one.held()[0])
    one.begin()
    one.client.calls.clear()
    one.turns(5, apart=DAY)
    assert one.client.calls == []
    assert one.pipeline.latest[stalled().key].refused == "it is protected: restored by a person"


def test_a_restore_ends_the_removal_that_was_still_under_way(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.arr.trouble = {"blocklist": Unavailable("no answer")}
    one.turn()
    one.arr.trouble = {}
    one.restore(one.held()[0])
    one.client.calls.clear()
    one.turns(5, apart=600)
    assert one.client.calls == []
    assert ("search", stalled().hash) not in one.arr.done


def test_data_goes_only_when_the_quarantine_ends(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.turns(6, apart=DAY)
    assert "delete" not in one.changed[0]
    one.turns(2, apart=DAY)
    assert one.changed[0].count("delete") == 1


def test_with_no_retention_the_data_goes_at_once(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE), retention=timedelta(0))
    one.turn()
    assert one.changed == (["stop", "add_tags", "delete"], ["blocklist", "search"])
    assert one.held() == []


def test_a_removal_that_waits_for_the_owner_is_not_taken_for_started_by_a_person(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.arr.trouble = {"blocklist": Unavailable("no answer")}
    one.turns(5)
    one.arr.trouble = {}
    one.turns(3, apart=1800)
    assert [held.state for held in one.store.quarantine.find("Film")] == ["held"]
    assert one.client.torrents[stalled().hash].state is State.STOPPED


# 7. Every action is journalled before it is done


@pytest.mark.parametrize("retention", [7 * DAY, timedelta(0)], ids=["quarantine", "no retention"])
def test_every_effect_has_an_unsettled_step_in_the_journal(world, retention):
    one = world(
        stalled(),
        complete(1),
        stalled(2),
        stalled(3),
        rule=Says(
            action=lambda torrent: {
                stalled().hash: REMOVE,
                complete(1).hash: Import("it is complete"),
                stalled(2).hash: Tag("seen", add=frozenset({"seen"}), remove=frozenset({"new"})),
                stalled(3).hash: Stop("enough"),
            }[torrent.hash]
        ),
        retention=retention,
    )
    steps = {"add_tags": ("stop", "tag"), "remove_tags": ("tag",)}
    seen = []

    def written_down(call, torrent_hash):
        intent = one.store.journal.in_flight("qBit", torrent_hash)
        assert intent
        assert intent.step_state == BEGUN
        assert intent.step in steps.get(call, (call,))
        seen.append(call)

    one.client.before = one.arr.before = written_down
    one.turn()
    one.turn(8 * DAY)
    assert set(seen) >= {"blocklist", "search", "stop", "add_tags", "remove_tags", "import", "delete"}
    assert not one.failures
    assert one.store.journal.unsettled() == []


# 8. Dry run is dry


def test_a_dry_run_asks_only_and_shows_what_a_real_run_does(tmp_path):
    def scene(folder, *, dry_run):
        folder.mkdir()
        said = {stalled(4).hash: KEPT, stalled(3).hash: Stop("enough"), complete(1).hash: Import("it is complete")}
        rule = Says(action=lambda torrent: said.get(torrent.hash, REMOVE))
        return World(folder, *map(stalled, (0, 3, 4)), complete(1), complete(2), rule=rule, dry_run=dry_run)

    real, dry = scene(tmp_path / "real", dry_run=False), scene(tmp_path / "dry", dry_run=True)
    assert dry.turn().decisions == real.turn().decisions
    assert len(real.client.calls) > 2
    dry.turns(5, apart=DAY)
    assert (dry.client.calls, dry.client.reads, dry.arr.tried) == ([], [], [])
    assert dry.store.journal.unsettled() == dry.held() == []
    assert all(entry.dry_run for entry in dry.store.ledger.recent(100))
    real.close()
    dry.close()


def test_a_dry_run_touches_nothing_that_is_held(world):
    one = world(stalled(), stalled(1), rule=Says(FAILED, REMOVE))
    one.turn()
    one.settings = one.settings.model_copy(update={"dry_run": True})
    one.begin()
    one.client.start(stalled().hash)
    one.client.calls.clear()
    one.turns(3, apart=8 * DAY)
    assert one.client.calls == []
    assert ("delete", "done") in one.ledger()


def test_a_dry_run_does_not_take_up_what_was_left(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.arr.trouble = {"search": "busy"}
    one.turn()
    one.settings = one.settings.model_copy(update={"dry_run": True})
    one.arr.trouble = {}
    one.begin()
    one.turns(3, apart=600)
    assert ("search", stalled().hash) not in one.arr.done


def test_a_rehearsed_removal_counts_once_and_lastingly(world):
    wanted = {stalled(number).hash for number in range(8)}
    rule = Says(action=lambda torrent: REMOVE if torrent.hash in wanted else None)
    one = world(*map(stalled, range(100)), dry_run=True, limits=Limits(removals=10), rule=rule)
    one.turns(3)
    assert one.store.freezes.current("Radarr") is None
    wanted = {stalled(number).hash for number in range(8, 12)}
    one.turns(3)
    assert one.store.freezes.current("Radarr")


def test_a_dry_run_over_time_freezes_no_sooner_than_a_real_run(world):
    one = world(
        *map(stalled, range(100)),
        dry_run=True,
        limits=Limits(removals=20),
        rule=Says(action=lambda torrent: REMOVE if torrent.hash < stalled(15).hash else None),
    )
    one.turns(10)
    assert one.store.freezes.current("Radarr") is None


# 9. What the user did by hand stays


@pytest.mark.parametrize("proposal", [REMOVE, SEEDED, Start("go on")])
def test_what_a_person_stopped_is_neither_removed_nor_started(world, proposal):
    one = world(stalled(state=State.STOPPED), rule=Says(FAILED, proposal))
    one.turns(3, apart=DAY)
    assert one.changed == ([], [])


def test_a_stop_of_what_a_person_stopped_does_not_make_it_ours(world):
    rule = Says(action=Stop("enough"))
    one = world(stalled(state=State.STOPPED), rule=rule)
    one.turns(3)
    rule.action = Start("go on")
    one.turns(3, apart=600)
    assert "start" not in one.changed[0]


def test_what_qbitrr_stopped_it_starts_again(world):
    rule = Says(action=Stop("enough"))
    one = world(stalled(), rule=rule)
    one.turn()
    rule.action = Start("go on")
    one.turn(60)
    assert one.changed[0] == ["stop", "start"]
    assert one.store.notes(STOPPED_BY_US).names() == frozenset()


def test_what_a_person_started_and_stopped_after_qbitrr_is_theirs(world):
    rule = Says(action=Stop("enough"))
    one = world(stalled(), rule=rule)
    one.turn()
    rule.action = None
    one.client.put(stalled())
    one.turns(2)
    one.client.put(stalled(state=State.STOPPED))
    rule.action = Start("go on")
    one.turns(3)
    assert one.changed[0] == ["stop"]


@pytest.mark.parametrize("tag", ["qbitrr-keep", "qBitrr-ignored"])
def test_a_tag_of_a_person_protects(world, tag):
    one = world(stalled(tags=frozenset({tag})), rule=Says(FAILED, REMOVE))
    one.turns(3)
    assert one.changed == ([], [])


@pytest.mark.parametrize("action", [Stop("enough"), Recheck("look"), Tag("seen", add=frozenset({"seen"}))])
def test_a_protected_torrent_is_never_touched(world, action):
    one = world(stalled(tags=frozenset({"qbitrr-keep"})), rule=Says(action=action))
    one.turns(3)
    assert one.changed == ([], [])
    assert "protected by its tag" in one.pipeline.latest[stalled().key].refused


def test_a_protected_torrent_is_imported_all_the_same(world):
    one = world(complete(tags=frozenset({"qbitrr-keep"})), rule=Says(action=Import("done")))
    one.turn()
    assert one.changed == ([], ["import"])


def test_a_tag_given_in_quarantine_protects_the_data(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.turn()
    held = one.client.torrents[stalled().hash]
    one.client.put(replace(held, tags=held.tags | {"qbitrr-keep"}))
    one.turns(3, apart=8 * DAY)
    assert one.client.torrents


def test_what_a_person_moved_to_another_category_is_left_alone(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.client.put(stalled(category="mine"))
    one.turns(3)
    assert one.changed == ([], [])


def test_a_held_torrent_that_a_person_moved_is_not_deleted(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.turn()
    one.client.put(replace(one.client.torrents[stalled().hash], category="mine"))
    one.turns(3, apart=8 * DAY)
    assert one.client.torrents


def test_a_held_torrent_that_a_person_starts_is_let_go_and_protected(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.turn()
    one.turn(120)
    one.client.put(stalled(tags=frozenset({QUARANTINE_TAG, "mine"})))
    one.client.calls.clear()
    one.turns(5, apart=4 * DAY)
    assert one.client.calls == [("remove_tags", stalled().hash)]
    assert one.client.torrents[stalled().hash].tags == {"mine"}
    assert one.held() == []
    assert "restored by a person" in one.pipeline.latest[stalled().key].refused


# 10. One broken part breaks only itself


class CannotStart:
    """A guard that fails at its start and knows nothing afterwards."""

    @hookimpl
    def qbitrr_worker_start(self):
        raise RuntimeError("no such folder")

    @hookimpl
    def qbitrr_health_check(self):
        return None


def test_a_plugin_that_could_not_start_protects(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE), guard=CannotStart())
    one.cycling.start()
    one.turns(3)
    assert one.changed == ([], [])
    assert "guard could not start (RuntimeError: no such folder)" in one.pipeline.latest[stalled().key].refused


class Crashes:
    """Every hook of it raises."""

    def __getattr__(self, name):
        raise AttributeError(name)

    @hookimpl
    def qbitrr_fetch(self):
        raise RuntimeError("broken")

    @hookimpl
    def qbitrr_cycle_start(self):
        raise RuntimeError("broken")

    @hookimpl
    def qbitrr_cycle_end(self):
        raise RuntimeError("broken")

    @hookimpl
    def qbitrr_health_check(self):
        raise RuntimeError("broken")

    @hookimpl
    def qbitrr_action(self):
        raise RuntimeError("broken")

    @hookimpl
    def qbitrr_post_action(self):
        raise RuntimeError("broken")


def test_a_plugin_that_always_crashes_costs_removals_only(world):
    one = world(complete(), rule=Says(action=Import("it is complete")), broken=Crashes())
    one.turn()
    assert one.arr.done == [("import", complete().hash)]
    assert {failure.plugin for failure in one.failures} == {"broken"}


def test_a_rule_that_fails_on_one_torrent_costs_only_that_one(world):
    def check(torrent):
        return ZeroDivisionError("no") if torrent.hash == stalled(1).hash else None

    one = world(stalled(0), stalled(1), rule=Says(FAILED, REMOVE), guard=Says(report=check))
    one.turn()
    assert [held.hash for held in one.held()] == [stalled(0).hash]


def test_a_client_that_is_away_holds_up_only_its_own_torrents(world):
    away = FakeClient(stalled(9, client="seedbox"), name="seedbox")
    away.complete = False
    one = world(stalled(), clients=[away], rule=Says(FAILED, REMOVE))
    one.turn()
    assert [held.client for held in one.held()] == ["qBit"]
    assert away.calls == []


def test_a_client_that_is_away_does_not_hold_up_what_is_unfinished_elsewhere(world):
    away = FakeClient(name="seedbox")
    away.complete = False
    one = world(stalled(), clients=[away], rule=Says(FAILED, REMOVE))
    one.arr.trouble = {"search": "busy"}
    one.turn()
    one.arr.trouble = {}
    one.turn(60)
    assert one.arr.done[-1] == ("search", stalled().hash)


@pytest.mark.parametrize("state", [State.ERRORED, State.MISSING_FILES, State.STALLED, State.QUEUED])
def test_a_removal_that_no_report_supports_does_not_stop_the_section(world, state):
    one = world(stalled(state=state), stalled(1), rule=Says(action=REMOVE))
    one.turns(2)
    assert len(one.held()) == 2


def test_an_action_of_another_version_in_the_journal_does_not_stop_the_section(world):
    one = world(stalled(), stalled(1), rule=Says(FAILED, REMOVE))
    intent = one.store.journal.begin("Radarr", "qBit", stalled().hash, "Fold", ("crease",), {}, one.clock())
    one.store.journal.step_begun(intent.id, "crease", one.clock())
    one.turns(2)
    assert [held.hash for held in one.held()] == [stalled(1).hash]


# All of the first five together


def mostly(usual, *others):
    """Mostly the usual, so that a removal is often near."""
    return st.one_of(st.just(usual), st.just(usual), st.just(usual), st.sampled_from(others))


HASHES = st.integers(0, 7).map("{:040x}".format)
TORRENTS = st.builds(
    make_torrent,
    hash=HASHES,
    state=mostly(State.STALLED, *State),
    progress=mostly(0.5, 0.0, 1.0),
    tags=mostly(frozenset(), frozenset({"qbitrr-keep"}), frozenset({"other"})),
    age=mostly(timedelta(hours=6), timedelta(seconds=10)),
    category=mostly("movies", "contested", "movies/mine"),
    tracker=mostly("http://one.example/announce", "http://mine.example/announce", ""),
)
PROPOSALS = mostly(
    REMOVE, None, SEEDED, Reject("it is a fake"), Wait("not yet"), KEPT, Keep("seeding"), Import("done"),
    Recheck("odd"), Stop("enough"), Start("go"), Delete("a step"), Blocklist("a step"), Search("a step"),
    RuntimeError("broken"), Unavailable("away"), "remove it",
)  # fmt: skip
REPORTS = mostly(FAILED, None, HealthReport(Verdict.HEALTHY, "fine"), RuntimeError("broken"), 3)
JUDGES = st.lists(
    st.tuples(REPORTS, PROPOSALS, mostly(None, Unavailable("away")), mostly(Trust.QUARANTINE, *Trust)),
    min_size=1,
    max_size=3,
)
LIMITS = Limits(removals=4, share=0.9, size=1 << 60, few=3)


@settings(max_examples=300)
@given(
    torrents=st.lists(TORRENTS, max_size=8, unique_by=lambda torrent: torrent.hash),
    judges=JUDGES,
    complete_list=mostly(True, False),
    connected=mostly("connected", "disconnected"),
    history=mostly("nothing", "missing", "incomplete", "all imported"),
    restored=mostly(frozenset(), frozenset({f"{0:040x}", f"{1:040x}"})),
    ours=st.sets(HASHES),
    removed=mostly(0, 3, 4, 5),
    free=mostly(None, 0, LIMITS.full),
    released=mostly(frozenset(), frozenset({f"{0:040x}", f"{2:040x}"})),
    told=mostly(frozenset(), frozenset({f"{0:040x}", f"{3:040x}"})),
)
def test_never_a_removal_in_a_forbidden_situation(
    torrents, judges, complete_list, connected, history, restored, ours, removed, free, released, told
):
    facts = make_facts(
        *torrents,
        others=_history(torrents, history),
        complete=complete_list,
        server=ServerState(connection_status=connected, free_space=free),
        contested=frozenset({"contested"}),
    )
    facts = replace(facts, missing={"Radarr": "away"} if history == "missing" else {})
    names = [f"judge{number}" for number in range(len(judges))]
    silent = {name for name, (_, _, fetched, _) in zip(names, judges, strict=True) if fetched}
    facts = replace(facts, missing={**facts.missing, **dict.fromkeys(silent, "away")})
    trust = {name: trusted for name, (*_, trusted) in zip(names, judges, strict=True)}
    plugins = {name: Says(report, action) for name, (report, action, *_) in zip(names, judges, strict=True)}
    pipeline = Pipeline(
        make_hooks(owner=Owner(), **plugins),
        {},
        safeguards=Safeguards(
            protected=Protected(
                tags=frozenset({"qbitrr-keep"}),
                categories=frozenset({"movies/mine"}),
                trackers=frozenset({"mine.example"}),
            ),
            young=timedelta(minutes=3),
            limits=LIMITS,
            trust=trust,
        ),
    )
    standing = Standing(
        protected={("qBit", one): "restored by a person" for one in restored},
        stopped_by_us=frozenset(("qBit", one) for one in ours),
        released=frozenset(("qBit", one) for one in released),
        told=frozenset(("qBit", one) for one in told),
        removed=removed,
    )
    cycle = pipeline.run(facts, NOW, standing)
    taken = [(one.torrent, one.action) for one in cycle.decisions if isinstance(one.action, Remove | Reject)]
    answers = [answer for judge in judges for answer in judge[:2]]
    powerful = [judge for judge in judges if judge[3] in (Trust.QUARANTINE, Trust.REMOVE)]
    if taken:
        assert complete_list
        assert connected == "connected"
        assert history in ("nothing", "all imported")
        assert not silent
        assert not any(isinstance(answer, Exception | str | int) for answer in answers)
        assert not any(isinstance(answer, Keep) and not answer.obligation for answer in answers)
        assert len(taken) + removed <= LIMITS.removals
    for torrent, action in taken:
        assert torrent.category not in ("contested", "movies/mine")
        assert "qbitrr-keep" not in torrent.tags
        assert "mine.example" not in torrent.tracker
        assert torrent.hash not in restored
        assert torrent.state not in (State.CHECKING, State.MOVING, State.UNKNOWN)
        assert NOW - torrent.added >= timedelta(minutes=3)
        assert torrent.hash in released or not any(isinstance(answer, Keep) for answer in answers)
        if isinstance(action, Remove):
            assert not torrent.complete or history == "all imported" or torrent.hash in told
            stopped = torrent.state is State.STOPPED and not torrent.complete
            assert not stopped or torrent.hash in ours or torrent.hash in told
            assert not action.at_once or all(trusted is Trust.REMOVE for *_, trusted in _responsible(judges))
        if torrent.hash not in told:
            assert any(isinstance(judge[1], Remove | Reject) for judge in powerful)
            assert not _together(torrents, powerful, told)
            assert free != 0 or action == SEEDED
    assert not any(isinstance(one.action, Delete | Blocklist | Search) for one in cycle.decisions)
    waits = any(isinstance(answer, Wait) for answer in answers)
    assert not waits or not any(isinstance(one.action, Import) for one in cycle.decisions)


def _responsible(judges):
    """The judges that find everything failed."""
    return [judge for judge in judges if judge[0] == FAILED]


def _together(torrents, powerful, told):
    """Whether most of those that are not finished, or of those that are, turn bad together."""
    owned = [one for one in torrents if one.category != "contested"]
    failed = any(report == FAILED for report, *_ in powerful)

    def many(part):
        bad = [one for one in part if one.state in BAD or (failed and one.hash not in told)]
        return len(bad) >= LIMITS.few and len(bad) > LIMITS.failing_share * len(part)

    return many([one for one in owned if one.complete]) or many([one for one in owned if not one.complete])


def _history(torrents, kind):
    if kind == "missing":
        return []
    imported = {torrent.hash: NOW for torrent in torrents} if kind == "all imported" else {}
    return [
        Observation(kind="history", source="Radarr", at=NOW, value=Imports(imported), complete=kind != "incomplete")
    ]
