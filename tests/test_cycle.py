"""One section's cycle: what is written to the store, when, and what is said."""

from datetime import timedelta

from qbitrr import Import, Stage
from qbitrr.actions import Stop
from qbitrr.cycle import PROGRESS_KEPT_EVERY
from qbitrr.hookspecs import hookimpl
from qbitrr.schedule import CALM
from qbitrr.testing.fake_client import FakeClient
from qbitrr.work import STOPPED_BY_US
from tests.section_world import FAILED, REMOVE, Says, complete, stalled


def stored(one, torrent=None):
    return one.store.downloads.get("qBit", (torrent or stalled()).hash, "Radarr")


def test_a_new_torrent_is_written_at_once(world):
    one = world(stalled())
    one.turn()
    assert stored(one).first_seen == one.clock()


def test_mere_progress_is_written_now_and_then(world):
    one = world(stalled(left=100))
    one.turn()
    for left in (90, 80, 70):
        one.client.put(stalled(left=left))
        one.turn(2 * CALM)
        assert stored(one).left == 100
        assert one.pipeline.downloads[stalled().key].left == left
    one.turn(PROGRESS_KEPT_EVERY)
    assert stored(one).left == 70


def test_whatever_else_changes_is_written_at_once(world):
    one = world(stalled())
    one.turn()
    one.client.put(complete())
    one.turn(1)
    assert (stored(one).stage, stored(one).left) == (Stage.COMPLETED, 0)


def test_nothing_is_written_while_nothing_changes(world):
    one = world(stalled())
    one.turns(3)
    saved = []
    one.store.downloads.save_all = saved.extend
    one.turns(5)
    assert saved == []


def test_progress_is_written_when_the_worker_ends(world):
    one = world(stalled(left=100))
    one.turn()
    one.client.put(stalled(left=50))
    one.turn(2 * CALM)
    one.cycling.stop()
    assert stored(one).left == 50


def test_what_is_gone_is_remembered_as_deleted(world):
    one = world(stalled())
    one.turn()
    one.client.lose()
    one.turn(1)
    assert stored(one).stage is Stage.DELETED
    assert one.store.downloads.known("Radarr") == {}


def test_timers_survive_a_new_process(world):
    one = world(stalled())
    one.turn()
    first_seen = one.clock()
    one.begin()
    one.turn(600)
    assert one.pipeline.downloads[stalled().key].first_seen == first_seen


def test_who_could_not_say_is_known_after_the_cycle(world):
    one = world(stalled())
    one.arr.away = "no connection"
    one.turn()
    assert one.cycling.missing == {"Radarr": "no connection"}


def test_the_worker_shows_that_it_lives_during_a_long_cycle(world):
    one = world(*map(stalled, range(5)))
    beats = []
    one.cycling._beat = lambda: beats.append(1)
    one.turn()
    assert len(beats) == 5


def test_an_action_is_done_in_the_cycle_that_decides_it(world):
    one = world(complete(), rule=Says(action=Import("done")))
    one.turn()
    assert one.arr.done == [("import", complete().hash)]


def test_an_action_that_came_to_nothing_is_tried_again_within_a_minute_of_its_pause(world):
    one = world(complete(), rule=Says(action=Import("done")))
    one.arr.trouble = {"import": "it is busy"}
    cycle = one.turn()
    assert cycle.next_look <= one.clock() + timedelta(minutes=1)
    one.arr.trouble = {}
    one.client.put(complete())
    one.turn(61)
    assert one.arr.done == [("import", complete().hash)]


def test_what_was_handed_over_is_judged_again_though_nothing_is_heard_of_it(world):
    """Whoever handed it over says only then when it will ask again."""
    rule = Says(action=Import("done"))
    one = world(complete(), rule=rule)
    one.turn()
    rule.action = None
    assert [decision.download.stage for decision in one.turn(1).decisions] == [Stage.IMPORTING]
    assert one.turn(1).decisions == ()


def test_what_was_taken_up_is_not_judged_again_by_the_list_from_before(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE), retention=timedelta(0))
    one.arr.trouble = {"search": "busy"}
    one.turn()
    one.arr.trouble = {}
    one.turn(60)
    assert one.client.torrents == {}
    assert one.ledger() == [("remove", "done")]


def test_what_was_taken_up_is_judged_in_the_next_cycle(world):
    rule = Says(action=Import("done"))
    one = world(complete(), rule=rule)
    one.arr.trouble = {"import": RuntimeError("broken")}
    one.turn()
    one.arr.trouble, rule.action = {}, Stop("enough")
    one.begin()
    one.turn(10)
    assert one.changed == ([], ["import"])
    one.turn(1)
    assert one.changed == (["stop"], ["import"])


def test_unfinished_actions_wait_until_their_client_is_known(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.arr.trouble = {"search": "busy"}
    one.turn()
    one.arr.trouble = {}
    one.client.complete = False
    one.turns(3, apart=600)
    assert len(one.store.journal.unsettled()) == 1
    one.client.complete = True
    one.turn(60)
    assert one.store.journal.unsettled() == []


def test_unfinished_actions_of_a_client_that_is_configured_no_more_wait(world):
    seedbox = FakeClient(stalled(1, client="seedbox"), name="seedbox")
    one = world(stalled(), clients=[seedbox], rule=Says(FAILED, REMOVE))
    one.arr.trouble = {"search": "busy"}
    one.turn()
    one.arr.trouble = {}
    del one.clients["seedbox"]
    one.begin()
    one.turn(60)
    assert [intent.client for intent in one.store.journal.unsettled()] == ["seedbox"]


def test_what_qbitrr_has_just_stopped_stays_its_own_while_the_client_still_shows_it_running(world):
    one = world(stalled(), rule=Says(action=Stop("enough")))
    one.turn()
    one.client.put(stalled())
    one.turn(5)
    assert one.store.notes(STOPPED_BY_US).names() == {f"qBit/{stalled().hash}"}


class Told:
    def __init__(self):
        self.heard = []

    @hookimpl
    def qbitrr_worker_start(self, host):
        self.heard.append(f"{host.worker} starts {host.name}, dry run: {host.dry_run}")

    @hookimpl
    def qbitrr_cycle_start(self):
        self.heard.append("a cycle")

    @hookimpl
    def qbitrr_cycle_end(self, decisions):
        self.heard.append(f"{len(decisions)} decisions")

    @hookimpl
    def qbitrr_worker_stop(self):
        self.heard.append("the end")


def test_plugins_are_told_of_the_worker_and_of_each_cycle(world):
    told = Told()
    one = world(stalled(), told=told)
    one.cycling.start()
    one.turn()
    one.turn(1)
    one.cycling.stop()
    assert told.heard == [
        "Radarr starts told, dry run: False",
        "a cycle",
        "1 decisions",
        "a cycle",
        "0 decisions",
        "the end",
    ]
