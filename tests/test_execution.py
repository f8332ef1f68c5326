"""How decisions are carried out: step by step, paused after a failure, taken up where they were left."""

from datetime import timedelta
from itertools import pairwise

import pytest

from qbitrr import HealthReport, Import, Keep, Remove, Stage, State, Tag, Verdict
from qbitrr.account import TOLD_OF
from qbitrr.actions import Delete, Recheck, Stop
from qbitrr.domain import Veto
from qbitrr.errors import Unavailable
from qbitrr.pausing import PAUSES
from qbitrr.ports import Refused, Unsure
from qbitrr.steps import QUARANTINE_TAG, steps_of
from qbitrr.wording import LONGEST
from tests.section_world import DAY, FAILED, REMOVE, SEEDED, Says, complete, no_answer, stalled

KEEP_FOR = timedelta(days=7)


@pytest.mark.parametrize(
    ("action", "retention", "steps"),
    [
        (REMOVE, KEEP_FOR, ("hold", "blocklist", "stop", "search")),
        (REMOVE, timedelta(0), ("hold", "blocklist", "stop", "search", "delete")),
        (SEEDED, KEEP_FOR, ("hold", "stop")),
        (SEEDED, timedelta(0), ("hold", "stop", "delete")),
        (Import("done"), timedelta(0), ("import",)),
        (Recheck("odd"), KEEP_FOR, ("recheck",)),
        (Delete("over"), KEEP_FOR, ("delete",)),
    ],
)
def test_the_steps_of_each_action(action, retention, steps):
    assert steps_of(action, retention) == steps


def test_a_failed_download_is_held_blocklisted_stopped_and_searched_in_this_order(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    order = []
    one.client.before = one.arr.before = lambda call, _hash: order.append(call)
    one.turn()
    assert order == ["blocklist", "stop", "add_tags", "search"]
    (held,) = one.held()
    assert (held.category, held.expires_at) == ("movies", one.clock() + KEEP_FOR)
    assert one.client.torrents[held.hash].tags == {QUARANTINE_TAG}


def test_what_was_done_is_in_the_ledger_with_who_which_rule_and_what_was_seen(world):
    report = HealthReport(Verdict.FAILED, "no progress", {"idle_seconds": 9})
    one = world(stalled(), rule=Says(report), owner_too=Says(action=REMOVE))
    one.turn()
    (entry,) = one.store.ledger.recent(10)
    assert (entry.action, entry.outcome, entry.plugin, entry.rule) == ("remove", "done", "owner_too", "rule")
    assert entry.evidence == {"rule": {"idle_seconds": 9}}
    assert (entry.reason, entry.size, entry.owner) == (REMOVE.reason, stalled().size, "Radarr")
    assert "blocklist done; stopped and kept until 08 Jan 00:00 UTC; search done" in entry.detail


@pytest.mark.parametrize(
    ("action", "stage"),
    [
        (REMOVE, Stage.RESEARCHING),
        (Import("done"), Stage.IMPORTING),
        (Tag("seen", add=frozenset("a")), Stage.COMPLETED),
    ],
)
def test_the_stage_after_an_action_is_stored(world, action, stage):
    torrent = stalled() if action is REMOVE else complete()
    one = world(torrent, rule=Says(FAILED if action is REMOVE else None, action))
    one.turn()
    assert one.store.downloads.get(*torrent.key, "Radarr").stage is stage


def test_every_plugin_hears_of_what_was_done(world):
    watcher = Says()
    one = world(stalled(), rule=Says(FAILED, REMOVE), watcher=watcher)
    one.turn()
    assert [(type(outcome.action), outcome.ok) for outcome in watcher.outcomes] == [(Remove, True)]


def test_pauses_grow_after_each_failure(world):
    tried = []
    one = world(stalled(), rule=Says(action=Recheck("odd")))

    def refuse(call, _hash):
        tried.append(one.clock())
        raise Refused("no")

    one.client.before = refuse
    for _ in range(90):
        one.turn(60)
    apart = [later - earlier for earlier, later in pairwise(tried)]
    assert apart[: len(PAUSES) + 1] == [*PAUSES, PAUSES[-1]]


def test_a_clock_that_was_set_back_makes_no_pause_longer(world):
    tried = []
    one = world(stalled(), rule=Says(action=Recheck("odd")))

    def refuse(call, _hash):
        tried.append(one.clock())
        raise Refused("no")

    one.client.before = refuse
    one.turn()
    one.turn(-3600)
    one.turn(60)
    assert len(tried) >= 2


def test_a_success_ends_the_pauses(world):
    one = world(stalled(), rule=Says(action=Recheck("odd")))
    one.client.before = lambda call, _hash: (_ for _ in ()).throw(Refused("no"))
    one.turns(2)
    one.client.before = lambda call, _hash: None
    one.turns(2)
    one.client.put(stalled())
    one.client.calls.clear()
    one.turns(2)
    assert one.client.calls == [("recheck", stalled().hash)] * 2


def test_a_failure_before_any_effect_drops_the_action(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.client.limits = lambda hash: (_ for _ in ()).throw(Unavailable("no connection"))  # noqa: A006
    one.turn()
    assert one.store.journal.unsettled() == one.held() == []
    assert one.ledger() == [("remove", "failed")]


@pytest.mark.parametrize("trouble", [Unavailable("no answer"), RuntimeError("broken"), "it is busy"])
def test_a_failure_after_an_effect_waits_and_goes_on_at_that_step(world, trouble):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.arr.trouble = {"search": trouble}
    one.turn()
    begun = one.clock()
    assert [intent.step for intent in one.store.journal.unsettled()] == ["search"]
    one.arr.trouble = {}
    one.turn(30)
    assert [kind for kind, _ in one.arr.done] == ["blocklist"]
    one.turn(30)
    assert [kind for kind, _ in one.arr.done] == ["blocklist", "search"]
    assert one.arr.tried[-1] == ("search", begun)
    assert one.client.calls == [("stop", stalled().hash), ("add_tags", stalled().hash)]
    assert one.ledger() == [("remove", "done")]


def test_a_new_process_goes_on_where_the_last_has_left_once_nobody_can_still_be_at_it(world):
    """An app that is asked and takes its time must not be asked again by a process that sees nothing done yet."""
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.arr.trouble = {"search": Unavailable("no answer")}
    one.turn()
    one.arr.trouble = {}
    one.begin()
    one.turn(9.9)
    assert [kind for kind, _ in one.arr.done] == ["blocklist"]
    one.turn(0.1)
    assert [kind for kind, _ in one.arr.done] == ["blocklist", "search"]


def test_the_first_try_of_a_step_is_told_that_nothing_was_tried(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.turn()
    assert one.arr.tried == [("blocklist", None), ("search", None)]


def test_an_owner_that_cannot_do_it_fails_the_action(world):
    one = world(complete(), rule=Says(action=Import("done")))
    one.arr.trouble = {"import": "Radarr refused"}
    one.turn()
    (entry,) = one.store.ledger.recent(1)
    assert (entry.outcome, entry.detail) == ("failed", "Radarr refused")


def test_a_veto_is_written_down_and_nothing_is_done(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE), guard=Says(veto=Veto("not on Sundays")))
    one.turns(3)
    assert one.changed == ([], [])
    assert [(entry.outcome, entry.detail) for entry in one.store.ledger.recent(9)] == [
        ("refused", "guard objects: not on Sundays")
    ]


def test_one_who_cannot_say_whether_it_objects_stops_only_what_cannot_be_undone(world):
    one = world(
        complete(), stalled(1), rule=Says(action=lambda torrent: Import("done") if torrent.complete else REMOVE)
    )
    one.plugins["guard"] = Says(veto=RuntimeError("broken"))
    one.begin()
    one.turn()
    assert one.changed == ([], ["import"])


def test_a_refusal_is_written_down_once_for_each_reason(world):
    one = world(stalled(tags=frozenset({"qbitrr-keep"})), rule=Says(FAILED, REMOVE))
    one.turns(5)
    assert one.ledger() == [("remove", "refused")]
    one.client.put(stalled(state=State.STOPPED))
    one.turns(5)
    assert one.ledger() == [("remove", "refused")] * 2


def test_a_refusal_in_which_only_a_number_differs_is_written_down_once(world):
    counted = iter(range(100))
    guard = Says(veto=lambda _: Veto(f"{next(counted)} removals within 1 h are too many"))
    one = world(stalled(), rule=Says(FAILED, REMOVE), guard=guard)
    one.turns(5, apart=3600)
    assert next(counted) > 1
    assert one.ledger() == [("remove", "refused")]


@pytest.mark.parametrize("many", [TOLD_OF, TOLD_OF + 1, TOLD_OF + 20])
def test_what_is_the_same_of_many_torrents_fills_the_ledger_and_not_the_log(world, caplog, many):
    caplog.set_level("INFO", "qbitrr")
    one = world(*map(stalled, range(many)), rule=Says(FAILED, REMOVE), guard=Says(veto=Veto("not on Sundays")))
    one.turn()
    assert one.ledger() == [("remove", "refused")] * many
    told = [record.message for record in caplog.records if "not on Sundays" in record.message]
    assert len(told) == TOLD_OF
    assert caplog.messages.count("The same of further torrents is only in `qbitrr history`.") == 1


@pytest.mark.parametrize(
    ("name", "told"),
    [("Film", "Film"), ("", "0000000000"), (" \n", "0000000000"), ("x" * 4096, "x" * (LONGEST - 1) + "…")],
)
def test_a_torrent_is_called_by_a_name_that_fits_a_line(world, caplog, name, told):
    caplog.set_level("INFO", "qbitrr")
    one = world(stalled(name=name), dry_run=True, rule=Says(action=Tag("seen", add=frozenset({"seen"}))))
    one.turn()
    assert f"{told}: its change of tags would be done: dry run: nothing was done" in caplog.messages


def test_what_was_interrupted_before_any_effect_is_dropped(world):
    one = world(stalled(), rule=Says())
    intent = one.store.journal.begin("Radarr", "qBit", stalled().hash, "Remove", ("hold", "stop"), {}, one.clock())
    one.store.journal.step_begun(intent.id, "hold", one.clock())
    one.turns(2)
    assert one.changed == ([], [])
    assert one.ledger() == [("remove", "dropped")]


def test_what_cannot_be_finished_within_a_day_is_dropped(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.arr.trouble = {"search": "busy"}
    one.turn()
    one.turn(2 * DAY)
    assert one.store.journal.unsettled() == []
    assert one.ledger()[-1] == ("remove", "dropped")
    assert len(one.held()) == 1


@pytest.mark.parametrize("proposal", [REMOVE, SEEDED], ids=["failed", "seeded"])
def test_only_a_failed_download_is_spared_when_it_completes_meanwhile(world, proposal):
    rule = Says(action=proposal)
    one = world(stalled(), rule=rule)
    one.client.before = lambda call, _hash: (_ for _ in ()).throw(Unsure("no answer"))
    one.turn()
    one.client.before = lambda call, _hash: None
    one.arr.imported = {stalled().hash: one.clock()}
    one.client.put(complete())
    rule.action = None
    one.client.calls.clear()
    one.turn(120)
    assert ("stop" in one.changed[0]) is (proposal is SEEDED)


def test_a_stop_that_may_have_been_done_leaves_its_torrent_in_quarantine(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.client.after = no_answer("stop")
    one.turn()
    one.client.after = lambda call, _hash: None
    one.turn(2 * DAY)
    assert one.ledger()[-1] == ("remove", "dropped")
    assert [held.hash for held in one.held()] == [stalled().hash]


def test_a_torrent_that_is_gone_is_replaced_all_the_same(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.arr.before = lambda kind, _hash: one.client.lose() if kind == "blocklist" else None
    one.turn()
    assert [kind for kind, _ in one.arr.done] == ["blocklist", "search"]
    assert [held.state for held in one.store.quarantine.find("Film")] == ["gone"]


def test_only_one_action_at_a_time_is_under_way_for_a_torrent(world):
    rule = Says(FAILED, REMOVE)
    one = world(stalled(), rule=rule)
    one.arr.trouble = {"search": "busy"}
    one.turn()
    rule.action = Stop("enough")
    one.turns(2, apart=10)
    assert [intent.action for intent in one.store.journal.unsettled()] == ["Remove"]


def test_with_no_retention_a_deletion_that_was_not_done_is_decided_anew_at_once(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE), retention=timedelta(0))
    one.client.before = no_answer("delete")
    one.turn()
    one.client.before = lambda call, _hash: None
    one.turns(3)
    assert one.client.torrents == {}
    assert one.ledger() == [("remove", "dropped"), ("delete", "done")]


def test_without_tags_a_removed_torrent_is_stopped_and_nothing_is_written_on_it(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE), tagless=True)
    one.turn()
    assert one.changed[0] == ["stop"]
    assert [held.hash for held in one.held()] == [stalled().hash]


def test_a_refusal_that_passes_soon_is_not_written_down(world):
    rule = Says(FAILED, REMOVE)
    one = world(stalled(), rule=rule, guard=(guard := Says(action=Keep("its trackers are not known yet"))))
    one.turn()
    one.turn(59)
    rule.report = rule.action = guard.action = None
    one.turns(5)
    assert one.ledger() == []


def test_a_refusal_that_passes_and_comes_again_has_not_lasted(world):
    rule, guard = Says(FAILED, REMOVE), Says(action=Keep("its trackers are not known yet"))
    one = world(stalled(), rule=rule, guard=guard)
    for _ in range(3):
        one.turn(3600)
        rule.report = rule.action = guard.action = None
        one.turn(60)
        rule.report, rule.action, guard.action = FAILED, REMOVE, Keep("its trackers are not known yet")
    assert one.ledger() == []
