"""Torrents that turn bad together: what counts as together, and that nobody is punished for it."""

from datetime import timedelta

import pytest

from qbitrr import HealthReport, Patience, Reject, State, Tracker, TrackerStatus, Verdict
from qbitrr.mass_events import Together, groups_of, root_of
from qbitrr.ports import ServerState
from qbitrr.safety import Limits
from qbitrr.testing.builders import make_complete, make_torrent, make_view
from qbitrr.testing.fake_client import FakeClient
from tests.section_world import FAILED, REMOVE, SEEDED, Says, World, complete, stalled

LIMITS = Limits(removals=1000, share=1.0, size=1 << 60, failing_share=0.5, few=3)
QBIT = {"qBit": make_view(server=ServerState("connected"))}
HERE, THERE = "http://one.example/announce", "http://two.example/announce"


def together(*torrents, failing=()):
    counted = Together()
    for torrent in torrents:
        counted.note(torrent, failing=torrent.hash in failing)
    return counted


def numbered(number, **changes):
    return make_torrent(**{"hash": f"{number:040x}", **changes})


def cause(counted, torrent, views=QBIT, **asked):
    return counted.causes(views, LIMITS).of(torrent, **asked)


# What torrents share


@pytest.mark.parametrize(
    ("path", "root"),
    [
        ("", ""),
        ("/", ""),
        ("/data/torrents/movies", "data"),
        ("/downloads", "downloads"),
        ("/mnt/disk1/movies", "mnt/disk1"),
        ("/mnt", "mnt"),
        ("/media/usb/movies", "media/usb"),
        ("/run/media/me/usb/movies", "run/media/me"),
        ("/Volumes/Films/movies", "Volumes/Films"),
        ("D:\\torrents\\movies", "D:"),
        ("\\\\nas\\films", "nas"),
    ],
)
def test_a_disk_is_told_by_the_beginning_of_the_path(path, root):
    assert root_of(path) == root


def test_a_torrent_shares_its_client_its_disk_and_each_of_its_trackers():
    trackers = (Tracker(HERE, TrackerStatus.WORKING), Tracker(THERE, TrackerStatus.FAILED))
    torrent = make_torrent(save_path="/mnt/a/films", trackers=trackers)
    assert groups_of(torrent) == (
        ("client", "qBit"),
        ("disk", "qBit", "mnt/a"),
        ("tracker", "one.example"),
        ("tracker", "two.example"),
    )


# When there is a common cause


@pytest.mark.parametrize(
    ("bad", "present", "common"),
    [(2, 2, False), (2, 3, False), (3, 3, True), (3, 5, True), (3, 6, False), (4, 6, True), (0, 9, False)],
)
@pytest.mark.parametrize("how", ["failing", "errored", "missing files"])
def test_more_than_the_share_and_not_too_few_of_a_client(bad, present, common, how):
    state = {"failing": State.STALLED, "errored": State.ERRORED, "missing files": State.MISSING_FILES}[how]
    torrents = [numbered(number, state=state if number < bad else State.STALLED) for number in range(present)]
    failing = {one.hash for one in torrents[:bad]} if how == "failing" else ()
    said = cause(together(*torrents, failing=failing), torrents[0])
    words = f"{bad} of {present} unfinished downloads of qBit look failed together: a common cause is likely"
    assert said == (words if common else "")


def test_complete_torrents_are_compared_with_complete_ones():
    gone = [make_complete(hash=f"{number:040x}", state=State.MISSING_FILES) for number in range(3)]
    fine = [numbered(number) for number in range(10, 20)]
    said = cause(together(*gone, *fine), fine[0])
    assert said == "3 of 3 complete torrents of qBit look failed together: a common cause is likely"


@pytest.mark.parametrize(
    ("bad", "good", "words"),
    [
        ({"tracker": HERE}, {"tracker": THERE}, "3 of 3 unfinished downloads of the tracker one.example"),
        (
            {"save_path": "/mnt/a/films"},
            {"save_path": "/mnt/b/films"},
            "3 of 3 unfinished downloads of qBit below mnt/a",
        ),
    ],
)
def test_a_common_cause_spares_those_who_share_it_and_nobody_else(bad, good, words):
    ill = [numbered(number, state=State.ERRORED, **bad) for number in range(3)]
    well = [numbered(number, **good) for number in range(10, 16)]
    counted = together(*ill, *well)
    assert words in cause(counted, ill[0])
    assert words in cause(counted, numbered(99, **bad))
    assert cause(counted, well[0]) == ""


def test_of_several_causes_the_one_is_named_that_explains_most():
    ill = [numbered(number, state=State.ERRORED, tracker=HERE) for number in range(3)]
    counted = together(*ill, numbered(9, tracker=THERE))
    assert "of the tracker one.example" in cause(counted, ill[0])
    assert "of qBit" in cause(together(*ill), ill[0])


def test_a_tracker_that_a_client_no_longer_names_is_still_shared():
    torrents = [numbered(number, tracker=HERE) for number in range(3)]
    others = [numbered(number, tracker=THERE) for number in range(10, 14)]
    counted = together(*torrents, *others)
    ill = [numbered(number, tracker="", state=State.ERRORED) for number in range(3)]
    for one in ill:
        counted.note(one, failing=False)
    assert "of the tracker one.example" in cause(counted, ill[0])


def test_a_cause_passes_when_the_torrents_recover_or_go():
    torrents = [numbered(number) for number in range(4)]
    counted = together(*torrents, failing={one.hash for one in torrents})
    counted.note(torrents[0], failing=False)
    assert cause(counted, torrents[3])
    counted.note(torrents[1], failing=False)
    assert cause(counted, torrents[3]) == ""
    counted.note(torrents[1], failing=True)
    assert cause(counted, torrents[3])
    counted.forget(torrents[1].key)
    assert cause(counted, torrents[3]) == ""
    for one in torrents:
        counted.forget(one.key)
    assert cause(counted, torrents[3]) == ""


WORKING, FAILING, REFUSED, WAITING = (
    TrackerStatus.WORKING,
    TrackerStatus.FAILED,
    TrackerStatus.REFUSED,
    TrackerStatus.WAITING,
)


@pytest.mark.parametrize(
    ("statuses", "down"),
    [
        ([[FAILING]] * 3, True),
        ([[FAILING, FAILING]] * 3, True),
        ([[FAILING]] * 2, False),
        ([[FAILING]] * 3 + [[WORKING]] * 2, True),
        ([[FAILING]] * 3 + [[WORKING]] * 3, False),
        ([[FAILING, WORKING]] * 3, False),
        ([[FAILING, REFUSED]] * 3, False),
        ([[FAILING]] * 3 + [[WAITING]] * 9, True),
        ([[FAILING]] * 3 + [None] * 9, True),
        ([[WAITING]] * 9, False),
        ([None] * 9, False),
        ([[]] * 9, False),
    ],
)
def test_the_way_to_the_world_is_down_when_no_tracker_answers_most(statuses, down):
    torrents = [
        numbered(
            number,
            trackers=None if said is None else tuple(Tracker(f"http://{number}.example", one) for one in said),
        )
        for number, said in enumerate(statuses)
    ]
    assert ("no tracker answers" in cause(together(*torrents), torrents[0])) is down


@pytest.mark.parametrize(
    ("space", "failed", "spared"),
    [
        (LIMITS.full - 1, True, True),
        (LIMITS.full, True, False),
        (0, True, True),
        (None, True, False),
        (0, False, False),
    ],
)
def test_a_full_disk_spares_what_is_called_failed_and_lets_go_what_makes_room(space, failed, spared):
    views = {"qBit": make_view(server=ServerState("connected", free_space=space))}
    said = cause(together(), make_torrent(), views, failed=failed)
    assert ("the disk of qBit is full" in said) is spared


@pytest.mark.parametrize(("status", "spared"), [("connected", False), ("firewalled", False), ("disconnected", True)])
def test_a_client_without_connection_spares_its_own(status, spared):
    views = {"qBit": make_view(server=ServerState(status))}
    assert bool(cause(together(), make_torrent(), views, failed=False)) is spared
    assert cause(together(), make_torrent(client="seedbox"), views) == ""


# In a cycle

STRIKING = HealthReport(Verdict.FAILED, "no progress for 6 h", patience=Patience(2, timedelta(minutes=1)))


@pytest.fixture
def world(tmp_path):
    made = []

    def make(*torrents, **options):
        made.append(World(tmp_path, *torrents, **{"limits": LIMITS, **options}))
        return made[-1]

    yield make
    for one in made:
        one.close()


def ill(*numbers):
    """A rule that fails these."""
    hashes = {f"{number:040x}" for number in numbers}
    return Says(lambda one: FAILED if one.hash in hashes else None, lambda one: REMOVE if one.hash in hashes else None)


def alerts(caplog):
    return [one.message for one in caplog.records if one.levelname == "ERROR" and "are frozen" in one.message]


def test_nothing_is_removed_that_turns_bad_together_and_one_alert_names_the_cause(world, caplog):
    one = world(*map(stalled, range(5)), rule=ill(0, 1, 2))
    one.turns(5)
    assert one.changed == ([], [])
    (alert,) = alerts(caplog)
    assert "3 of 5 unfinished downloads of qBit look failed together" in alert
    assert one.store.freezes.current("Radarr").reason in alert


def test_half_of_them_may_be_bad_by_chance(world):
    one = world(*map(stalled, range(6)), rule=ill(0, 1, 2))
    one.turn()
    assert len(one.held()) == 3


def test_nothing_is_rejected_either(world):
    rejecting = Says(FAILED, Reject("it is a fake"))
    one = world(*(complete(number) for number in range(3)), rule=rejecting)
    one.turns(3)
    assert one.changed == ([], [])


@pytest.mark.parametrize("limits", [Limits(removals=2, share=1.0, failing_share=1.0), Limits(few=3, failing_share=1.0)])
def test_rejections_are_limited_like_removals(world, limits, caplog):
    one = world(*(complete(number) for number in range(3)), rule=Says(FAILED, Reject("it is a fake")), limits=limits)
    one.turns(3)
    assert one.changed == ([], [])
    assert len(alerts(caplog)) == 1


def test_rejections_of_the_last_hour_count(world):
    limits = Limits(removals=2, share=1.0, failing_share=1.0, few=100)
    rule = Says(FAILED, lambda one_of: None if ("blocklist", one_of.hash) in one.arr.done else Reject("it is a fake"))
    one = world(complete(0), complete(1), rule=rule, limits=limits)
    one.turn()
    assert one.changed == ([], ["blocklist", "search"] * 2)
    one.client.put(complete(2))
    one.turns(3)
    assert one.changed == ([], ["blocklist", "search"] * 2)
    one.turn(3600)
    one.turn(60)
    assert one.changed == ([], ["blocklist", "search"] * 3)


def test_others_go_on_while_one_tracker_is_down(world):
    down = [stalled(number, tracker=HERE) for number in range(3)]
    others = [stalled(number, tracker=THERE) for number in range(10, 15)]
    one = world(*down, *others, rule=ill(0, 1, 2, 10))
    one.turns(2)
    assert [held.hash for held in one.held()] == [others[0].hash]


def test_strikes_do_not_count_while_there_is_a_common_cause(world):
    one = world(*map(stalled, range(3)), rule=Says(STRIKING, lambda _: None))
    one.turns(10)
    strikes = [one.pipeline.downloads[stalled(number).key].strikes for number in range(3)]
    assert all(not kept or kept["rule"].count == 1 for kept in strikes)
    (_, report), *_ = one.pipeline.latest[stalled().key].reports
    assert report.verdict is Verdict.DEGRADED
    assert "look failed together" in report.reason


def test_what_is_spared_is_judged_like_any_other_when_the_cause_has_passed(world, caplog):
    rule = ill(0, 1, 2)
    one = world(*map(stalled, range(5)), rule=rule)
    one.turns(3)
    only = ill(0)
    rule.report, rule.action = only.report, only.action
    one.turns(5)
    assert [held.hash for held in one.held()] == [stalled(0).hash]
    assert one.store.freezes.current("Radarr") is None
    assert "Removals of Radarr are no longer frozen." in caplog.messages


def test_a_person_may_say_that_there_is_no_common_cause(world):
    one = world(*map(stalled, range(3)), rule=Says(FAILED, REMOVE))
    one.turns(2)
    one.store.freezes.allow("Radarr", one.clock() + timedelta(hours=1))
    one.turns(2)
    assert len(one.held()) == 3


def test_a_rule_that_is_only_observed_freezes_nobody(world):
    one = world(*map(stalled, range(5)), rule=ill(0, 1, 2), other=ill(4), trust={"rule": "observe"})
    one.turns(2)
    assert [held.hash for held in one.held()] == [stalled(4).hash]


def test_what_people_have_put_into_the_failed_category_did_not_turn_bad_together(world):
    one = world(*(stalled(number, category="failed") for number in range(3)), rule=Says(FAILED, REMOVE))
    one.arr.category = "failed"
    one.turn()
    assert len(one.held()) == 3


def test_what_people_have_put_there_waits_too_while_the_others_have_a_cause_in_common(world):
    others = [stalled(number, state=State.ERRORED) for number in range(3)]
    one = world(stalled(9, category="failed"), *others, rule=Says(FAILED, REMOVE))
    one.arr.category = "failed"
    one.turns(3)
    assert one.held() == []


@pytest.mark.parametrize(("space", "gone"), [(0, 1), (LIMITS.full, 2)])
def test_a_full_disk_holds_up_failures_and_lets_room_be_made(world, space, gone):
    removing = Says(action=lambda one: SEEDED if one.hash == stalled(1).hash else REMOVE)
    one = world(stalled(0), stalled(1), rule=removing)
    one.client.server = ServerState("connected", free_space=space)
    one.turns(2)
    assert len(one.held()) == gone


def test_a_quarantine_ends_though_the_disk_is_full(world):
    one = world(stalled(), rule=Says(FAILED, REMOVE))
    one.turn()
    one.client.server = ServerState("connected", free_space=0)
    one.turn(timedelta(days=8))
    assert one.client.torrents == {}


def test_the_cause_at_one_client_does_not_hold_up_another(world):
    seedbox = FakeClient(stalled(9, client="seedbox"), name="seedbox")
    one = world(*map(stalled, range(3)), clients=[seedbox], rule=Says(FAILED, REMOVE))
    seedbox.put(*(stalled(number, client="seedbox") for number in range(10, 20)))
    one.plugins["rule"].report = lambda torrent: (
        FAILED if torrent.client == "qBit" or torrent.hash == stalled(9).hash else None
    )
    one.plugins["rule"].action = lambda torrent: (
        REMOVE if torrent.client == "qBit" or torrent.hash == stalled(9).hash else None
    )
    one.turns(2)
    assert [(held.client, held.hash) for held in one.held()] == [("seedbox", stalled(9).hash)]
