"""The stalled rule: each limit on both of its sides, and whom it leaves alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qbitrr_cleanup.stalled import Options, Stalled

from qbitrr import State, Verdict
from qbitrr.config.configuration import validate
from qbitrr.domain import Strikes
from qbitrr.testing.builders import NOW, Owner, decide_one, make_complete, make_download, make_torrent
from qbitrr.tracking import look

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
DEFAULTS = Options()


def judge(torrent, download=None, **options):
    """The rule's opinion of a torrent, with options of its own."""
    rule = Stalled(DEFAULTS.model_copy(update=options))
    return rule.qbitrr_health_check(torrent, download or make_download(torrent), NOW)


def verdict_of(torrent, download=None, **options):
    return judge(torrent, download, **options).verdict


# Progress


@pytest.mark.parametrize("state", [State.DOWNLOADING, State.STALLED])
@pytest.mark.parametrize(
    ("idle", "expected"),
    [(29 * MINUTE + 59 * SECOND, Verdict.HEALTHY), (30 * MINUTE, Verdict.FAILED), (9 * HOUR, Verdict.FAILED)],
)
def test_no_progress_for_too_long_is_stalled(state, idle, expected):
    assert verdict_of(make_torrent(state=state, idle=idle, age=10 * HOUR)) is expected


def test_it_says_what_it_saw():
    report = judge(make_torrent(idle=95 * MINUTE, seeds=2, availability=0.4))
    assert report.reason == "no progress for 1 h 35 min, 30 min allowed"
    assert report.evidence == {
        "idle_seconds": 5700,
        "limit_seconds": 1800,
        "progress": 0.5,
        "seeds": 2,
        "availability": 0.4,
    }


def test_time_alone_makes_it_stalled_and_then_it_is_looked_at_again():
    report = judge(make_torrent(idle=10 * MINUTE))
    assert report.look_again == NOW + 20 * MINUTE


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 s"), (59, "59 s"), (61, "1 min 1 s"), (3600, "1 h"), (86400 + 61, "1 d 1 min")]
)
def test_it_speaks_of_time_as_people_do(seconds, said):
    torrent = make_torrent(idle=seconds * SECOND, age=100 * HOUR)
    assert judge(torrent).reason == f"no progress for {said}, 30 min allowed"


def test_stalling_can_be_allowed():
    report = judge(make_torrent(idle=9 * HOUR, age=10 * HOUR), stall_timeout=None)
    assert (report.verdict, report.look_again) == (Verdict.HEALTHY, None)
    assert report.reason == "no progress for 9 h: not judged"


def test_the_clients_own_idea_of_activity_does_not_count():
    """Uploading is activity too: only data that came in is progress."""
    torrent = make_torrent(idle=SECOND)
    assert verdict_of(torrent, make_download(torrent, progress_at=NOW - HOUR)) is Verdict.FAILED


# Left alone


@pytest.mark.parametrize(("age", "expected"), [(899, Verdict.HEALTHY), (900, Verdict.FAILED)])
def test_a_young_torrent_is_left_alone(age, expected):
    age = timedelta(seconds=age)
    report = judge(make_torrent(age=age, idle=age), stall_timeout=MINUTE)
    assert report.verdict is expected


def test_a_young_torrent_is_looked_at_when_it_has_grown_up():
    assert judge(make_torrent(age=5 * MINUTE)).look_again == NOW + 10 * MINUTE


@pytest.mark.parametrize("state", [State.DOWNLOADING, State.STALLED])
def test_a_forced_torrent_is_left_alone(state):
    report = judge(make_torrent(state=state, forced=True, idle=5 * HOUR))
    assert (report.verdict, report.reason) == (Verdict.HEALTHY, "it is forced to run: left alone")


LEFT_ALONE = {
    State.CHECKING: "it is checking",
    State.ERRORED: "it is errored",
    State.METADATA: "it has no metadata yet",
    State.MISSING_FILES: "its files are missing",
    State.MOVING: "it is moving",
    State.QUEUED: "it is queued",
    State.SEEDING: "it is seeding",
    State.STOPPED: "it is stopped",
    State.UNKNOWN: "its state is unknown",
}


@pytest.mark.parametrize("state", sorted(set(State) - {State.DOWNLOADING, State.STALLED}))
def test_a_torrent_that_is_not_free_to_load_is_left_alone(state):
    report = judge(make_torrent(state=state, idle=5 * HOUR))
    assert (report.verdict, report.reason) == (Verdict.HEALTHY, f"{LEFT_ALONE[state]}: left alone")


@pytest.mark.parametrize("state", State)
def test_of_a_complete_torrent_it_has_no_opinion(state):
    assert judge(make_complete(state=state, idle=5 * HOUR)) is None


@settings(deadline=None)
@given(
    state=st.sampled_from(State),
    forced=st.booleans(),
    age=st.integers(0, 10**7),
    idle=st.integers(0, 10**7),
    progress=st.floats(0, 1),
    limit=st.none() | st.integers(0, 10**5),
)
def test_only_an_unforced_torrent_that_is_free_to_load_can_fail(state, forced, age, idle, progress, limit):
    torrent = make_torrent(state=state, forced=forced, age=age * SECOND, idle=idle * SECOND, progress=progress)
    report = judge(torrent, stall_timeout=None if limit is None else limit * SECOND)
    if report and report.verdict is Verdict.FAILED:
        assert not forced
        assert not torrent.complete
        assert limit is not None
        assert idle >= limit
        assert age >= 15 * 60
        assert state in (State.DOWNLOADING, State.STALLED)


# Strikes, and what is remembered


def decided(torrent, download, now=NOW):
    """The whole judgement, by this rule alone."""
    return decide_one(torrent, download=download, now=now, radarr=Owner(), stalled=Stalled(DEFAULTS))


def believed(decision):
    """The verdict as far as it is believed, and the strikes so far."""
    ((_, report),) = decision.reports
    strikes = decision.download.strikes.get("stalled")
    return report.verdict, strikes.count if strikes else 0


def test_it_has_failed_at_the_third_strike_and_not_before():
    torrent = make_torrent(idle=HOUR)
    download, seen = None, []
    for look_at in range(3):
        decision = decided(torrent, download, NOW + look_at * 2 * MINUTE)
        download = decision.download
        seen.append(believed(decision))
    assert seen == [(Verdict.DEGRADED, 1), (Verdict.DEGRADED, 2), (Verdict.FAILED, 3)]


@pytest.mark.parametrize(("apart", "strikes"), [(2 * MINUTE - SECOND, 1), (2 * MINUTE, 2), (9 * HOUR, 2)])
def test_strikes_keep_their_distance(apart, strikes):
    torrent = make_torrent(idle=HOUR)
    first = decided(torrent, None)
    assert believed(decided(torrent, first.download, NOW + apart)) == (Verdict.DEGRADED, strikes)


def test_any_progress_clears_the_strikes():
    torrent = make_torrent(idle=HOUR)
    download = make_download(torrent, strikes={"stalled": Strikes(2, NOW - HOUR)})
    moved = replace(torrent, left=torrent.left - 1, last_activity=NOW)
    decision = decided(moved, download)
    assert believed(decision) == (Verdict.HEALTHY, 0)
    assert decision.download.progress_at == NOW


def test_nothing_is_proposed_by_a_rule_that_only_judges():
    torrent = make_torrent(idle=HOUR)
    decision = decided(torrent, make_download(torrent, strikes={"stalled": Strikes(2, NOW - HOUR)}))
    assert believed(decision) == (Verdict.FAILED, 3)
    assert decision.action is None


@pytest.mark.parametrize(("minutes", "expected"), [(29, Verdict.HEALTHY), (30, Verdict.DEGRADED)])
def test_a_restart_resets_no_timer(minutes, expected):
    """What is remembered is all there is: another object of the rule goes on where the first one was."""
    torrent = make_torrent(state=State.STALLED)
    kept = decided(torrent, None).download
    later = NOW + minutes * MINUTE
    again = decided(replace(torrent, last_activity=later), kept, later)
    assert again.download.progress_at == NOW
    assert believed(again)[0] is expected


@pytest.mark.parametrize("state", [State.QUEUED, State.STOPPED, State.CHECKING, State.MOVING])
def test_the_clock_starts_anew_when_a_torrent_is_let_run(state):
    torrent = make_torrent(state=state, idle=5 * HOUR)
    owner, download = Owner().claim, make_download(torrent)
    running = replace(torrent, state=State.STALLED)
    assert judge(running, look(download, running, owner, None, NOW)).verdict is Verdict.HEALTHY


# Options


def test_options_are_written_as_users_write_them():
    written = {"StallTimeout": "1h", "Grace": "5m", "Strikes": 1}
    options, problems = validate(Options, "Plugins.stalled", written, {})
    assert problems == ()
    assert options.stall_timeout == HOUR
    assert (options.grace, options.strikes, options.strike_interval) == (5 * MINUTE, 1, 2 * MINUTE)


def test_limits_that_have_rules_of_their_own_are_told_where_they_belong():
    options, problems = validate(Options, "Plugins.stalled", {"MaxETA": "2d", "MetadataTimeout": "1h"}, {})
    assert options == DEFAULTS
    assert [(problem.key, problem.fatal, problem.hint.split()[-1]) for problem in problems] == [
        ("MaxETA", False, "[Plugins.slow]"),
        ("MetadataTimeout", False, "[Plugins.metadata]"),
    ]


def test_it_can_be_switched_off():
    options, problems = validate(Options, "Plugins.stalled", {"StallTimeout": -1}, {})
    assert (options.stall_timeout, problems) == (None, ())


def test_more_patience_than_there_are_years_can_be_asked_for():
    assert judge(make_torrent(idle=HOUR), stall_timeout=timedelta.max).verdict is Verdict.HEALTHY
    assert judge(make_torrent(idle=HOUR), grace=timedelta.max).verdict is Verdict.HEALTHY


def test_no_strikes_at_all_cannot_be_asked_for():
    options, problems = validate(Options, "Plugins.stalled", {"Strikes": 0}, {})
    assert options is None
    assert [problem.key for problem in problems] == ["Strikes"]
