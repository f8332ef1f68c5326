"""The slow rule: the floor and the ceiling on both sides, what is measured, and whom it leaves alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qbitrr_cleanup.slow import Options, Slow

from qbitrr import Facts, Patience, ServerState, State, Verdict
from qbitrr.config.configuration import validate
from qbitrr.testing.builders import NOW, make_complete, make_download, make_facts, make_torrent

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
KIB, GIB = 1 << 10, 1 << 30
FLOOR = Options(MinSpeed="50K")
CEILING = Options(MaxETA="2h")
ONLINE = ServerState("connected")


def known(torrent, **view):
    return make_facts(torrent, **{"server": ONLINE, **view})


def watch(torrent, *, speed, lasting=30 * MINUTE, options=FLOOR, facts=None, rule=None, every=MINUTE, **changes):
    """The last opinion of a torrent that loads at ``speed`` bytes a second, looked at every minute until NOW."""
    rule = rule or Slow(options.model_copy(update=changes))
    facts = facts or known(torrent)
    report, ago = None, lasting
    while ago >= timedelta(0):
        then = replace(torrent, left=torrent.left + round(speed * ago.total_seconds()))
        report = rule.qbitrr_health_check(then, make_download(then, state_since=NOW - 5 * HOUR), facts, NOW - ago)
        ago -= every
    return report


# The floor


@pytest.mark.parametrize("state", [State.DOWNLOADING, State.STALLED])
@pytest.mark.parametrize(
    ("speed", "expected"), [(50 * KIB, Verdict.HEALTHY), (50 * KIB - 1, Verdict.FAILED), (1, Verdict.FAILED)]
)
def test_a_speed_below_the_floor_is_slow(state, speed, expected):
    assert watch(make_torrent(state=state), speed=speed).verdict is expected


def test_it_says_what_it_saw():
    report = watch(make_torrent(), speed=2.5 * KIB)
    assert report.reason == "2.5 KiB/s over 30 min, 50 KiB/s wanted"
    assert report.evidence == {"speed": 2560, "limit": 51200, "window_seconds": 1800}
    assert report.patience == Patience(3, 2 * MINUTE)


@pytest.mark.parametrize(("lasting", "expected"), [(29, Verdict.HEALTHY), (30, Verdict.FAILED), (90, Verdict.FAILED)])
def test_the_speed_is_not_known_until_the_window_is_full(lasting, expected):
    assert watch(make_torrent(), speed=KIB, lasting=lasting * MINUTE).verdict is expected


def test_it_is_looked_at_again_when_the_window_is_full():
    report = watch(make_torrent(), speed=KIB, lasting=10 * MINUTE)
    assert (report.reason, report.look_again) == ("its speed is not known yet", NOW + 20 * MINUTE)


def test_what_the_client_says_of_its_speed_does_not_count():
    assert watch(make_torrent(download_speed=10**9), speed=KIB).verdict is Verdict.FAILED
    assert watch(make_torrent(download_speed=0), speed=100 * KIB).verdict is Verdict.HEALTHY


def test_old_speed_does_not_count():
    """Fast once, slow for a window and some seconds more."""
    rule, torrent = Slow(FLOOR), make_torrent(left=400_000_000)
    watch(replace(torrent, left=500_000_000), speed=10 << 20, rule=rule, lasting=MINUTE)
    report = None
    for minute in range(1, 35):
        now = NOW + minute * MINUTE
        slower = replace(torrent, left=500_000_000 - minute * 60 * KIB)
        report = rule.qbitrr_health_check(slower, make_download(slower), known(slower), now)
    assert report.verdict is Verdict.FAILED
    assert report.evidence["speed"] == KIB


def test_looking_more_often_changes_nothing_and_keeps_little():
    rule, torrent = Slow(FLOOR), make_torrent()
    assert watch(torrent, speed=KIB, rule=rule, every=SECOND, lasting=2 * HOUR).evidence["speed"] == KIB
    assert len(rule._samples.get(torrent.key, NOW)) <= 32


def test_a_torrent_to_which_nothing_comes_is_not_slow_but_stalled():
    report = watch(make_torrent(state=State.STALLED), speed=0)
    assert (report.verdict, report.reason) == (Verdict.HEALTHY, "nothing came in for 30 min: that is not slow")


def test_nothing_is_too_slow_by_default():
    assert watch(make_torrent(), speed=1, options=Options()).reason == "its speed is not judged"


def test_more_left_than_before_begins_the_window_anew():
    """A person chose another file, or a piece was bad."""
    rule, torrent = Slow(FLOOR), make_torrent(left=1_000_000)
    watch(torrent, speed=KIB, rule=rule)
    more = replace(torrent, left=2_000_000)
    report = rule.qbitrr_health_check(more, make_download(more), known(more), NOW + MINUTE)
    assert report.reason == "its speed is not known yet"


@pytest.mark.parametrize(
    ("pause", "expected"),
    [(5 * MINUTE, Verdict.FAILED), (5 * MINUTE + SECOND, Verdict.HEALTHY), (-SECOND, Verdict.HEALTHY)],
)
def test_a_break_begins_the_window_anew(pause, expected):
    rule, torrent = Slow(FLOOR), make_torrent()
    watch(torrent, speed=KIB, rule=rule)
    later = replace(torrent, left=torrent.left - KIB)
    report = rule.qbitrr_health_check(later, make_download(later), known(later), NOW + pause)
    assert report.verdict is expected


def test_torrents_that_are_gone_are_forgotten():
    rule = Slow(FLOOR)
    for number in range(10):
        watch(make_torrent(hash=f"{number:040}"), speed=KIB, rule=rule, lasting=timedelta(0))
    torrent = make_torrent(hash="b" * 40)
    rule.qbitrr_health_check(torrent, make_download(torrent), known(torrent), NOW + 6 * MINUTE)
    assert len(rule._samples) == 1


# The ceiling


@pytest.mark.parametrize(
    ("eta", "settled", "expected"),
    [
        (2 * HOUR + SECOND, MINUTE, Verdict.FAILED),
        (2 * HOUR, MINUTE, Verdict.HEALTHY),
        (2 * HOUR + SECOND, MINUTE - SECOND, Verdict.HEALTHY),
        (None, HOUR, Verdict.HEALTHY),
    ],
)
def test_an_estimate_above_the_ceiling_is_slow_once_it_has_settled(eta, settled, expected):
    torrent = make_torrent(eta=eta)
    download = make_download(torrent, state_since=NOW - settled)
    assert Slow(CEILING).qbitrr_health_check(torrent, download, known(torrent), NOW).verdict is expected


def test_no_estimate_is_too_long_by_default():
    assert watch(make_torrent(eta=1000 * HOUR), speed=KIB, options=Options()).verdict is Verdict.HEALTHY


def test_a_stalled_torrents_estimate_says_nothing():
    torrent = make_torrent(state=State.STALLED, eta=1000 * HOUR)
    assert watch(torrent, speed=KIB, options=CEILING).verdict is Verdict.HEALTHY


def test_a_bad_estimate_says_what_it_saw():
    report = watch(make_torrent(eta=26 * HOUR), speed=KIB, options=CEILING, lasting=timedelta(0))
    assert report.reason == "it would take 1 d 2 h more, 2 h allowed"
    assert report.evidence == {"eta_seconds": 93600, "limit_seconds": 7200}
    assert report.patience == Patience(3, 2 * MINUTE)


@pytest.mark.parametrize(("idle", "expected"), [(29, Verdict.FAILED), (30, Verdict.HEALTHY), (61, Verdict.HEALTHY)])
def test_the_estimate_after_the_last_byte_is_absurd(idle, expected):
    """The client goes on to say ``downloading`` for a minute, at 1 B/s."""
    torrent = make_torrent(eta=1000 * HOUR, idle=idle * SECOND)
    assert Slow(CEILING).qbitrr_health_check(torrent, make_download(torrent), known(torrent), NOW).verdict is expected


@pytest.mark.parametrize(("speed", "expected"), [(68_000, Verdict.FAILED), (70_000, Verdict.HEALTHY)])
def test_then_only_a_speed_that_was_really_seen_confirms_it(speed, expected):
    """Two hours at 69,444 bytes a second are all that is left."""
    torrent = make_torrent(eta=1000 * HOUR, left=500_000_000, idle=40 * SECOND)
    rule = Slow(CEILING)
    assert watch(torrent, speed=speed, rule=rule).verdict is expected


def test_the_floor_and_the_ceiling_are_two_knobs():
    slow, far = make_torrent(eta=MINUTE), make_torrent(eta=3 * HOUR)
    assert watch(slow, speed=KIB, options=CEILING).verdict is Verdict.HEALTHY
    assert watch(far, speed=100 * KIB, options=FLOOR).verdict is Verdict.HEALTHY
    assert watch(far, speed=100 * KIB, options=CEILING).verdict is Verdict.FAILED


# Left alone

BOTH = Options(MinSpeed="50K", MaxETA="2h", NearlyDone=1)


def hopeless(**changes):
    """A torrent that fails both ways."""
    return make_torrent(**{"eta": 1000 * HOUR, **changes})


@pytest.mark.parametrize(("size", "expected"), [(10 * GIB, Verdict.FAILED), (10 * GIB + 1, Verdict.HEALTHY)])
def test_a_torrent_larger_than_allowed_is_left_alone(size, expected):
    report = watch(hopeless(size=size), speed=KIB, options=BOTH, exempt_above=10 * GIB)
    assert report.verdict is expected


@pytest.mark.parametrize(("progress", "expected"), [(0.979, Verdict.FAILED), (0.98, Verdict.HEALTHY)])
def test_a_torrent_that_is_nearly_done_is_left_alone(progress, expected):
    report = watch(hopeless(progress=progress), speed=KIB, options=BOTH, nearly_done=0.98)
    assert report.verdict is expected


def test_by_default_the_last_hundredth_is_left_alone():
    report = watch(hopeless(progress=0.99), speed=KIB)
    assert report.reason == "99 % of it is here: left alone"


@pytest.mark.parametrize(
    ("limit", "expected"),
    [(0, Verdict.FAILED), (1, Verdict.HEALTHY), (50 * KIB, Verdict.HEALTHY), (50 * KIB + 1, Verdict.FAILED)],
)
def test_a_torrent_that_is_limited_to_the_floor_cannot_be_faster(limit, expected):
    assert watch(hopeless(download_limit=limit), speed=KIB, options=BOTH).verdict is expected


def test_nothing_is_slow_in_alternative_speed_mode():
    torrent = hopeless()
    slowed = known(torrent, server=replace(ONLINE, alternative_speed=True))
    report = watch(torrent, speed=KIB, options=BOTH, facts=slowed)
    assert report.reason == "its client is in alternative-speed mode: left alone"


def test_after_alternative_speed_mode_the_window_begins_anew():
    rule, torrent = Slow(FLOOR), make_torrent()
    slowed = known(torrent, server=replace(ONLINE, alternative_speed=True))
    watch(torrent, speed=KIB, rule=rule, facts=slowed)
    later = replace(torrent, left=torrent.left - 1)
    report = rule.qbitrr_health_check(later, make_download(later), known(later), NOW + MINUTE)
    assert report.reason == "its speed is not known yet"


NOT_KNOWN = {
    "nothing is known": lambda torrent: Facts(),
    "the list is incomplete": lambda torrent: known(torrent, complete=False),
    "the client is away": lambda torrent: known(torrent, connected=False),
    "the client is offline": lambda torrent: known(torrent, server=ServerState("disconnected")),
}


@pytest.mark.parametrize("case", NOT_KNOWN)
def test_without_knowing_the_client_nothing_is_slow(case):
    torrent = hopeless()
    report = watch(torrent, speed=KIB, options=BOTH, facts=NOT_KNOWN[case](torrent))
    assert report.verdict is Verdict.HEALTHY


@pytest.mark.parametrize("state", [State.DOWNLOADING, State.STALLED])
def test_a_forced_torrent_is_left_alone(state):
    assert watch(hopeless(state=state, forced=True), speed=KIB, options=BOTH).verdict is Verdict.HEALTHY


@pytest.mark.parametrize("state", sorted(set(State) - {State.DOWNLOADING, State.STALLED}))
def test_a_torrent_that_is_not_free_to_load_is_left_alone(state):
    assert watch(hopeless(state=state), speed=KIB, options=BOTH).verdict is Verdict.HEALTHY


@pytest.mark.parametrize(("age", "expected"), [(899, Verdict.HEALTHY), (900, Verdict.FAILED)])
def test_a_young_torrent_is_left_alone(age, expected):
    assert watch(hopeless(age=age * SECOND), speed=KIB, options=BOTH, lasting=timedelta(0)).verdict is expected


@pytest.mark.parametrize("state", State)
def test_of_a_complete_torrent_it_has_no_opinion(state):
    assert watch(make_complete(state=state), speed=0, options=BOTH) is None


@settings(deadline=None, max_examples=50)
@given(
    state=st.sampled_from(State),
    forced=st.booleans(),
    eta=st.none() | st.integers(0, 10**7),
    progress=st.floats(0, 1),
    size=st.integers(0, 20 * GIB),
    limit=st.integers(0, 100 * KIB),
    speed=st.integers(0, 100 * KIB),
    alternative=st.booleans(),
    online=st.booleans(),
)
def test_only_a_torrent_that_nobody_slowed_down_can_fail(
    state, forced, eta, progress, size, limit, speed, alternative, online
):
    eta = None if eta is None else eta * SECOND
    torrent = make_torrent(state=state, forced=forced, eta=eta, progress=progress, size=size, download_limit=limit)
    server = ServerState("connected" if online else "disconnected", alternative_speed=alternative)
    options = Options(MinSpeed="50K", MaxETA="2h", ExemptAbove="10G")
    report = watch(torrent, speed=speed, options=options, facts=known(torrent, server=server))
    if report and report.verdict is Verdict.FAILED:
        assert state in (State.DOWNLOADING, State.STALLED)
        assert not forced
        assert not torrent.complete
        assert progress < 0.99
        assert size <= 10 * GIB
        assert limit == 0 or limit > 50 * KIB
        assert online
        assert not alternative
        assert speed < 50 * KIB or (eta is not None and eta > 2 * HOUR)


# Options


def test_options_are_written_as_users_write_them():
    written = {"MinSpeed": "50K", "SpeedWindow": "10m", "MaxETA": "2d", "ExemptAbove": "20G", "NearlyDone": 0.9}
    options, problems = validate(Options, "Plugins.slow", written, {})
    assert problems == ()
    assert (options.min_speed, options.speed_window, options.max_eta) == (50 * KIB, 10 * MINUTE, 48 * HOUR)
    assert (options.exempt_above, options.nearly_done) == (20 * GIB, 0.9)


def test_each_knob_can_be_switched_off():
    written = {"MinSpeed": -1, "MaxETA": -1, "ExemptAbove": -1}
    options, problems = validate(Options, "Plugins.slow", written, {})
    assert (options.min_speed, options.max_eta, options.exempt_above, problems) == (None, None, None, ())


@pytest.mark.parametrize(("key", "value"), [("SpeedWindow", 0), ("NearlyDone", 99), ("NearlyDone", -1)])
def test_what_makes_no_sense_is_refused(key, value):
    options, problems = validate(Options, "Plugins.slow", {key: value}, {})
    assert options is None
    assert [problem.key for problem in problems] == [key]
