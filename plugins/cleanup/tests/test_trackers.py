"""The trackers rule: what it changes until all is as configured, what it gives back, and what it calls failed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qbitrr_cleanup.trackers import STRIKES, Options, Trackers

from qbitrr import (
    EditTrackers,
    Host,
    Limit,
    Reannounce,
    Remove,
    State,
    SuperSeed,
    Tag,
    Tracker,
    TrackerStatus,
    Verdict,
)
from qbitrr.config.configuration import validate
from qbitrr.testing.builders import NOW, make_complete, make_download, make_torrent
from qbitrr.testing.notes import FakeNotes

MINUTE = timedelta(minutes=1)
HOME, AWAY = "https://tracker.home.org/announce", "udp://tracker.away.org:1337/announce"
NEW = "https://new.org/announce"


def rule(notes=None, *, dry_run=False, observing=False, **options):
    """The rule with these options, as a file has them."""
    config, problems = validate(Options, "Plugins.trackers", options, {})
    assert not problems, problems
    one = Trackers(config)
    one.qbitrr_worker_start(
        Host(
            name="trackers",
            worker="Radarr",
            notes=FakeNotes() if notes is None else notes,
            dry_run=dry_run,
            observing=observing,
        )
    )
    return one


def at(*urls, status=TrackerStatus.WORKING, message="", **changes):
    trackers = tuple(Tracker(url, status, message) for url in urls)
    return make_torrent(**{"trackers": trackers, "private": False, **changes})


def proposed(one, torrent, now=NOW, **download):
    return one.qbitrr_action(torrent, make_download(torrent, **download), now)


def opinion(one, torrent, now=NOW):
    return one.qbitrr_health_check(torrent, now)


def with_row(**row):
    return rule(Rows=[{"Host": "home.org", **row}])


# Speed limits


@pytest.mark.parametrize(
    ("row", "torrent", "expected"),
    [
        ({"DownloadRateLimit": 100}, {}, (102400, None)),
        ({"DownloadRateLimit": 100}, {"download_limit": 102400}, None),
        ({"DownloadRateLimit": 100}, {"download_limit": 102399}, (102400, None)),
        ({"UploadRateLimit": 5}, {}, (None, 5120)),
        ({"UploadRateLimit": -1}, {"upload_limit": 7}, (None, 0)),
        ({"UploadRateLimit": -1}, {"upload_limit": 0}, None),
        ({"UploadRateLimit": 0}, {"upload_limit": 7}, None),
        ({}, {"upload_limit": 7, "download_limit": 7}, None),
    ],
)
def test_speed_limits_are_set_in_kib_and_only_when_they_differ(row, torrent, expected):
    action = proposed(with_row(**row), at(HOME, **torrent))
    assert (action and (action.download, action.upload)) == expected
    assert action is None or isinstance(action, Limit)


def test_the_row_with_the_highest_priority_rules():
    rows = [{"Host": "home.org", "UploadRateLimit": 1}, {"Host": "away.org", "UploadRateLimit": 2, "Priority": 9}]
    assert proposed(rule(Rows=rows), at(HOME, AWAY)).upload == 2048


def test_nothing_is_set_for_a_torrent_of_another_tracker():
    assert proposed(with_row(UploadRateLimit=5), at(AWAY)) is None


def test_nothing_is_set_while_its_trackers_are_not_known():
    assert proposed(with_row(UploadRateLimit=5, AddTags=["home"]), make_torrent(trackers=None)) is None


# Super-seeding


@pytest.mark.parametrize(
    ("wanted", "now_on", "state", "expected"),
    [
        (True, False, State.SEEDING, True),
        (True, True, State.SEEDING, None),
        (False, True, State.SEEDING, False),
        (True, False, State.STOPPED, None),
        (True, False, State.CHECKING, None),
    ],
)
def test_super_seeding_is_switched_for_what_seeds(wanted, now_on, state, expected):
    torrent = make_complete(trackers=at(HOME).trackers, super_seeding=now_on, state=state)
    action = proposed(with_row(SuperSeedMode=wanted), torrent)
    assert (action.on if isinstance(action, SuperSeed) else action) is expected


def test_without_a_word_on_it_super_seeding_is_left_alone():
    assert proposed(with_row(), make_complete(trackers=at(HOME).trackers, super_seeding=True)) is None


# Trackers


def test_a_tracker_is_added_where_it_is_missing():
    action = proposed(with_row(Add=[NEW]), at(HOME))
    assert (action, action.add, action.remove) == (EditTrackers("adds new.org", add=(NEW,)), (NEW,), ())
    assert proposed(with_row(Add=[NEW]), at(HOME, NEW)) is None
    assert proposed(with_row(Add=[NEW]), at(HOME, f"{NEW}/")) is None


@pytest.mark.parametrize("private", [True, None])
def test_no_tracker_is_added_to_what_is_private_or_may_be(private):
    assert proposed(with_row(Add=[NEW]), at(HOME, private=private)) is None


def test_an_unwanted_tracker_is_taken_away():
    assert proposed(with_row(Remove=True), at(HOME, AWAY)).remove == (HOME,)


def test_the_last_tracker_stays():
    assert proposed(with_row(Remove=True), at(HOME)) is None


def test_while_no_tracker_works_none_is_dead():
    torrent = at(HOME, AWAY, status=TrackerStatus.FAILED, message="no such host")
    assert proposed(rule(RemoveDead=True), torrent) is None


def test_a_row_that_removes_names_the_tracker():
    _, (problem,) = validate(Options, "Plugins.trackers", {"Rows": [{"Category": "films", "Remove": True}]}, {})
    assert "Remove needs a Host" in str(problem)


@pytest.mark.parametrize(
    ("status", "message", "gone"),
    [
        (TrackerStatus.FAILED, "Host not found (non-authoritative)", True),
        (TrackerStatus.FAILED, "UNREACHABLE ANNOUNCE", True),
        (TrackerStatus.FAILED, "Connection refused", False),
        (TrackerStatus.FAILED, "", False),
        (TrackerStatus.WORKING, "no such host", False),
        (TrackerStatus.WAITING, "no such host", False),
    ],
)
def test_a_dead_tracker_is_one_that_the_client_calls_so(status, message, gone):
    torrent = at(AWAY)
    torrent = replace(torrent, trackers=(*torrent.trackers, Tracker(HOME, status, message)))
    action = proposed(rule(RemoveDead=True), torrent)
    assert (action is not None) is gone


def test_dead_trackers_stay_unless_they_are_to_go():
    assert proposed(rule(), at(HOME, AWAY, status=TrackerStatus.FAILED, message="no such host")) is None


@pytest.mark.parametrize("state", [State.MOVING, State.CHECKING])
def test_trackers_are_not_edited_while_the_client_works_on_the_torrent(state):
    assert proposed(with_row(Remove=True), at(HOME, AWAY, state=state)) is None


def test_no_announce_url_is_a_problem_that_names_its_place():
    _, (problem,) = validate(Options, "Plugins.trackers", {"Rows": [{"Add": ["new.org"]}]}, {})
    assert "Rows" in problem.key
    assert "announce URLs" in str(problem)


# Tags


def test_tags_of_all_its_rows_are_given():
    rows = [{"Host": "home.org", "AddTags": ["home"]}, {"Category": "movies", "AddTags": "film"}, {"AddTags": ["all"]}]
    assert proposed(rule(Rows=rows), at(HOME)) == Tag(
        "the tags of its trackers", add=frozenset({"home", "film", "all"})
    )


def test_a_tag_is_taken_back_when_no_row_gives_it_any_more():
    notes = FakeNotes()
    proposed(rule(notes, Rows=[{"Host": "home.org", "AddTags": ["home"]}]), at(HOME))
    moved = rule(notes, Rows=[{"Host": "away.org", "AddTags": ["home"]}])
    assert proposed(moved, at(HOME, tags=frozenset({"home", "mine"}))).remove == {"home"}


def test_what_was_taken_back_is_a_persons_own_afterwards():
    notes = FakeNotes()
    proposed(rule(notes, Rows=[{"Host": "home.org", "AddTags": ["home"]}]), at(HOME))
    moved = rule(notes, Rows=[{"Host": "away.org", "AddTags": ["home"]}])
    tagged = at(HOME, tags=frozenset({"home"}))
    for _ in range(2):
        assert proposed(moved, tagged).remove == {"home"}
    proposed(moved, at(HOME))
    assert proposed(moved, tagged) is None


def test_a_tag_that_a_person_gave_stays():
    one = rule(Rows=[{"Host": "away.org", "AddTags": ["home"]}])
    assert proposed(one, at(HOME, tags=frozenset({"home"}))) is None


def test_while_a_row_may_match_no_tag_is_taken_back():
    notes = FakeNotes()
    one = rule(notes, Rows=[{"Host": "home.org", "AddTags": ["home"]}])
    proposed(one, at(HOME))
    assert proposed(one, make_torrent(trackers=None, tags=frozenset({"home"}))) is None


@pytest.mark.parametrize("how", ["dry_run", "observing"])
def test_what_is_not_carried_out_is_not_remembered_as_given(how):
    notes = FakeNotes()
    proposed(rule(notes, **{how: True}, Rows=[{"AddTags": ["all"]}]), at(HOME))
    assert notes == {}


# Unregistered


GONE = {"status": TrackerStatus.REFUSED, "message": "Unregistered torrent"}


@pytest.mark.parametrize("status", [TrackerStatus.REFUSED, TrackerStatus.FAILED])
def test_an_unfinished_torrent_that_no_tracker_has_any_more_has_failed(status):
    report = opinion(rule(), at(HOME, private=True, status=status, message="unregistered torrent"))
    assert (report.verdict, report.patience) == (Verdict.FAILED, STRIKES)
    assert report.evidence == {"tracker.home.org": "unregistered torrent"}


@pytest.mark.parametrize(
    ("torrent", "options", "expected"),
    [
        (at(HOME, private=False, **GONE), {}, Verdict.DEGRADED),
        (at(HOME, private=None, **GONE), {}, Verdict.DEGRADED),
        (at(HOME, private=True, **GONE), {"FailUnregistered": False}, Verdict.DEGRADED),
        (make_complete(private=True, trackers=at(HOME, **GONE).trackers), {}, Verdict.DEGRADED),
    ],
)
def test_elsewhere_it_is_only_said(torrent, options, expected):
    assert opinion(rule(**options), torrent).verdict is expected


@pytest.mark.parametrize(
    "torrent",
    [
        make_torrent(trackers=None),
        make_torrent(trackers=()),
        at(HOME),
        at(HOME, status=TrackerStatus.FAILED, message="Service Unavailable"),
        at(HOME, status=TrackerStatus.FAILED, message="timed out"),
        at(HOME, status=TrackerStatus.WAITING, message="unregistered torrent"),
        at(HOME, status=TrackerStatus.WORKING, message="unregistered torrent"),
        replace(at(HOME), trackers=(*at(HOME, **GONE).trackers, *at(AWAY).trackers)),
    ],
)
def test_an_outage_or_one_good_tracker_is_not_unregistered(torrent):
    assert opinion(rule(), torrent) is None


def test_more_messages_can_be_named():
    gone = at(HOME, private=True, status=TrackerStatus.REFUSED, message="Torrent inconnu")
    assert opinion(rule(), gone) is None
    assert opinion(rule(UnregisteredMessages=["torrent INCONNU"]), gone).verdict is Verdict.FAILED


def lasting(one, torrent, *, imported=NOW, minutes=30):
    """What is proposed after so long, having been looked at as often as the rule asks for."""
    action, at = None, NOW
    while at <= NOW + minutes * MINUTE:
        action = proposed(one, torrent, at, imported_at=imported)
        report = opinion(one, torrent, at)
        at = (report and report.look_again) or at + MINUTE
    return action


def test_a_tracker_that_restarts_is_not_believed_at_once():
    torrent = make_complete(trackers=at(HOME, **GONE).trackers)
    assert lasting(rule(RemoveUnregistered=True), torrent, minutes=29) is None


@pytest.mark.parametrize("meanwhile", ["it is known again", "nobody looked"])
def test_after_a_break_its_time_begins_anew(meanwhile):
    one, torrent = rule(RemoveUnregistered=True), make_complete(trackers=at(HOME, **GONE).trackers)
    lasting(one, torrent, minutes=29)
    if meanwhile == "it is known again":
        proposed(one, make_complete(trackers=at(HOME).trackers), NOW + 29 * MINUTE, imported_at=NOW)
        later = 30 * MINUTE
    else:
        later = 40 * MINUTE
    assert proposed(one, torrent, NOW + later, imported_at=NOW) is None


@pytest.mark.parametrize(
    ("options", "imported", "expected"),
    [({"RemoveUnregistered": True}, NOW, Remove), ({"RemoveUnregistered": True}, None, None), ({}, NOW, None)],
)
def test_only_an_imported_torrent_is_removed_and_only_if_asked_for(options, imported, expected):
    one, torrent = rule(**options), make_complete(trackers=at(HOME, **GONE).trackers)
    action = lasting(one, torrent, imported=imported)
    assert (type(action) if action else None) is expected
    assert action is None or not action.failed


# Fresh torrents


def waiting(age, **changes):
    return at(HOME, status=TrackerStatus.WAITING, age=age, state=State.STALLED, **changes)


@pytest.mark.parametrize(
    ("age", "expected"),
    [(timedelta(0), True), (10 * MINUTE - timedelta(seconds=1), True), (10 * MINUTE, False), (-MINUTE, False)],
)
def test_the_trackers_of_a_fresh_torrent_are_asked_again(age, expected):
    action = proposed(rule(ReannounceWithin="10m"), waiting(age))
    assert isinstance(action, Reannounce) is expected


@pytest.mark.parametrize(
    "torrent",
    [
        at(HOME, age=MINUTE),
        make_torrent(trackers=None, age=MINUTE),
        make_torrent(trackers=(), age=MINUTE),
        replace(waiting(MINUTE), state=State.STOPPED),
        replace(waiting(MINUTE), state=State.QUEUED),
    ],
)
def test_a_torrent_whose_tracker_works_or_that_may_not_run_is_not_asked_about(torrent):
    assert proposed(rule(ReannounceWithin="10m"), torrent) is None


def test_it_is_asked_only_so_often_and_looked_at_again():
    one = rule(ReannounceWithin="10m", ReannounceEvery="30s")
    assert proposed(one, waiting(MINUTE)) is not None
    assert proposed(one, waiting(MINUTE), NOW + timedelta(seconds=29)) is None
    assert proposed(one, waiting(MINUTE), NOW + timedelta(seconds=30)) is not None
    assert opinion(one, waiting(MINUTE)).look_again == NOW + timedelta(seconds=30)


def test_nobody_is_asked_by_default():
    assert proposed(rule(), waiting(MINUTE)) is None


# What holds always

URLS = st.lists(st.sampled_from([HOME, AWAY, NEW, "https://other.org/announce", "not a url", ""]), unique=True)
STATUSES = st.sampled_from(TrackerStatus)


@settings(deadline=None)
@given(
    urls=URLS,
    statuses=st.lists(STATUSES, min_size=6, max_size=6),
    message=st.sampled_from(["", "unregistered torrent", "no such host", "ok"]),
    private=st.none() | st.booleans(),
    add=st.booleans(),
    remove=st.booleans(),
)
def test_a_torrent_that_had_a_tracker_keeps_one(urls, statuses, message, private, add, remove):
    torrent = make_torrent(
        private=private,
        trackers=tuple(Tracker(url, status, message) for url, status in zip(urls, statuses, strict=False)),
    )
    rows = [{"Host": "home.org", "Remove": remove, "Add": [NEW] if add else []}, {"Host": "away.org", "Remove": True}]
    action = proposed(rule(Rows=rows, RemoveDead=True), torrent)
    if isinstance(action, EditTrackers):
        left = {*urls, *action.add} - {*action.remove}
        assert left
        assert set(action.remove) <= set(urls)
        assert private is False or not action.add
