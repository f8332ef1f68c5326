"""The unavailable rule: its window on both sides, what begins it anew, and whom it leaves alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qbitrr_cleanup.unavailable import Options, Unavailable

from qbitrr import Facts, Patience, ServerState, State, Verdict
from qbitrr.config.configuration import validate
from qbitrr.testing.builders import NOW, make_complete, make_facts, make_torrent

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
HASTY = Options(Window="1h")
ONLINE = ServerState("connected")


def make_lacking(**changes):
    return make_torrent(**{"state": State.STALLED, "progress": 0.998, "availability": 0.998, "seeds": 0, **changes})


def known(torrent, **view):
    return make_facts(torrent, **{"server": ONLINE, **view})


def watch(torrent, *, lasting=HOUR, rule=None, facts=None, until=NOW, **options):
    """The last opinion of a torrent that stays as it is, looked at every minute until then."""
    rule = rule or Unavailable(HASTY.model_copy(update=options))
    facts = facts or known(torrent)
    report, ago = None, lasting
    while ago >= timedelta(0):
        report = rule.qbitrr_health_check(torrent, facts, until - ago)
        ago -= MINUTE
    return report


@pytest.mark.parametrize("state", [State.DOWNLOADING, State.STALLED])
@pytest.mark.parametrize(
    ("availability", "expected"), [(0, Verdict.FAILED), (0.9999, Verdict.FAILED), (1, Verdict.HEALTHY)]
)
def test_what_no_peers_have_together_is_unavailable(state, availability, expected):
    assert watch(make_lacking(state=state, availability=availability)).verdict is expected


@pytest.mark.parametrize(("lasting", "expected"), [(59, Verdict.HEALTHY), (60, Verdict.FAILED), (600, Verdict.FAILED)])
def test_it_has_to_last(lasting, expected):
    assert watch(make_lacking(), lasting=lasting * MINUTE).verdict is expected


def test_it_says_what_it_saw():
    report = watch(make_lacking())
    assert report.reason == "no peers have all of it together for 1 h, 1 h allowed"
    assert report.evidence == {
        "unavailable_seconds": 3600,
        "limit_seconds": 3600,
        "progress": 0.998,
        "seeds": 0,
        "availability": 0.998,
    }
    assert report.patience == Patience(3, 2 * MINUTE)


def test_time_alone_makes_it_fail_and_then_it_is_looked_at_again():
    assert watch(make_lacking(), lasting=20 * MINUTE).look_again == NOW + 40 * MINUTE


def test_how_long_it_has_made_no_progress_says_nothing():
    """A torrent that stands still for a moment is no business of this rule, nor is one that stood still before."""
    assert watch(make_lacking(idle=100 * HOUR, age=200 * HOUR), lasting=MINUTE).verdict is Verdict.HEALTHY


def test_a_moment_in_which_all_of_it_was_there_begins_the_window_anew():
    rule = Unavailable(HASTY)
    watch(make_lacking(), rule=rule)
    watch(make_lacking(availability=1.2), rule=rule, until=NOW + MINUTE, lasting=timedelta(0))
    assert watch(make_lacking(), rule=rule, until=NOW + 61 * MINUTE, lasting=59 * MINUTE).verdict is Verdict.HEALTHY
    assert watch(make_lacking(), rule=rule, until=NOW + 62 * MINUTE, lasting=timedelta(0)).verdict is Verdict.FAILED


def test_a_moment_in_which_it_was_not_known_begins_the_window_anew():
    rule = Unavailable(HASTY)
    watch(make_lacking(), rule=rule)
    watch(make_lacking(availability=None), rule=rule, until=NOW + MINUTE, lasting=timedelta(0))
    report = watch(make_lacking(), rule=rule, until=NOW + 2 * MINUTE, lasting=timedelta(0))
    assert report.verdict is Verdict.HEALTHY


def test_what_becomes_more_is_being_brought_by_somebody():
    rule = Unavailable(HASTY)
    watch(make_lacking(availability=0.5), rule=rule)
    more = make_lacking(availability=0.6)
    assert watch(more, rule=rule, until=NOW + MINUTE, lasting=timedelta(0)).verdict is Verdict.HEALTHY
    assert watch(more, rule=rule, until=NOW + 61 * MINUTE, lasting=59 * MINUTE).verdict is Verdict.FAILED


def test_peers_that_come_and_go_bring_nothing_new():
    rule = Unavailable(HASTY)
    for minute in range(61):
        torrent = make_lacking(availability=0.6 if minute % 2 else 0.5)
        report = watch(torrent, rule=rule, until=NOW + minute * MINUTE, lasting=timedelta(0))
    assert report.verdict is Verdict.HEALTHY
    assert watch(make_lacking(availability=0.6), rule=rule, until=NOW + 61 * MINUTE, lasting=timedelta(0)).verdict is (
        Verdict.FAILED
    )


@pytest.mark.parametrize(
    ("pause", "expected"),
    [(5 * MINUTE, Verdict.FAILED), (5 * MINUTE + SECOND, Verdict.HEALTHY), (-SECOND, Verdict.HEALTHY)],
)
def test_a_break_begins_the_window_anew(pause, expected):
    rule = Unavailable(HASTY)
    watch(make_lacking(), rule=rule)
    report = watch(make_lacking(), rule=rule, until=NOW + pause, lasting=timedelta(0))
    assert report.verdict is expected


def test_a_restart_begins_the_window_anew():
    watch(make_lacking(), rule=Unavailable(HASTY))
    report = watch(make_lacking(), rule=Unavailable(HASTY), until=NOW + MINUTE, lasting=timedelta(0))
    assert report.verdict is Verdict.HEALTHY


@pytest.mark.parametrize("state", [State.QUEUED, State.STOPPED, State.CHECKING])
def test_a_torrent_that_did_not_run_begins_anew(state):
    rule = Unavailable(HASTY)
    watch(make_lacking(), rule=rule)
    watch(make_lacking(state=state), rule=rule, until=NOW + MINUTE, lasting=timedelta(0))
    report = watch(make_lacking(), rule=rule, until=NOW + 2 * MINUTE, lasting=timedelta(0))
    assert report.verdict is Verdict.HEALTHY


def test_torrents_that_are_gone_are_forgotten():
    rule = Unavailable(HASTY)
    for number in range(10):
        watch(make_lacking(hash=f"{number:040}"), rule=rule, lasting=timedelta(0))
    watch(make_lacking(), rule=rule, until=NOW + 6 * MINUTE, lasting=timedelta(0))
    assert len(rule._lacking) == 1


# Left alone


@pytest.mark.parametrize(("progress", "expected"), [(0.9, Verdict.HEALTHY), (0.901, Verdict.FAILED)])
def test_only_a_torrent_above_the_share_is_judged(progress, expected):
    assert watch(make_lacking(progress=progress), only_above=0.9).verdict is expected


def test_by_default_a_torrent_of_which_nothing_is_here_is_judged_too():
    assert watch(make_lacking(progress=0.0, availability=0)).verdict is Verdict.FAILED


def test_it_says_that_too_little_is_here():
    report = watch(make_lacking(progress=0.123), only_above=0.9)
    assert report.reason == "only 12.3 % of it is here: left alone up to 90 %"


def test_unknown_availability_never_counts():
    report = watch(make_lacking(availability=None), lasting=100 * HOUR)
    assert report.reason == "it is not known how much of it is to be had: not judged"


NOT_KNOWN = {
    "nothing is known": lambda torrent: Facts(),
    "the list is incomplete": lambda torrent: known(torrent, complete=False),
    "the client is away": lambda torrent: known(torrent, connected=False),
    "the client is offline": lambda torrent: known(torrent, server=ServerState("disconnected")),
}


@pytest.mark.parametrize("case", NOT_KNOWN)
def test_without_knowing_the_client_nothing_is_unavailable(case):
    torrent = make_lacking()
    assert watch(torrent, facts=NOT_KNOWN[case](torrent)).verdict is Verdict.HEALTHY


def test_it_can_be_allowed():
    report = watch(make_lacking(), lasting=9 * HOUR, window=None)
    assert (report.verdict, report.look_again) == (Verdict.HEALTHY, None)


@pytest.mark.parametrize("state", [State.DOWNLOADING, State.STALLED])
def test_a_forced_torrent_is_left_alone(state):
    assert watch(make_lacking(state=state, forced=True)).verdict is Verdict.HEALTHY


@pytest.mark.parametrize("state", sorted(set(State) - {State.DOWNLOADING, State.STALLED}))
def test_a_torrent_that_is_not_free_to_load_is_left_alone(state):
    assert watch(make_lacking(state=state)).verdict is Verdict.HEALTHY


@pytest.mark.parametrize(("age", "expected"), [(899, Verdict.HEALTHY), (900, Verdict.FAILED)])
def test_a_young_torrent_is_left_alone(age, expected):
    report = watch(make_lacking(age=age * SECOND), window=timedelta(0), lasting=timedelta(0))
    assert report.verdict is expected


@pytest.mark.parametrize("state", State)
def test_of_a_complete_torrent_it_has_no_opinion(state):
    assert watch(make_complete(state=state, availability=0)) is None


@settings(max_examples=50)
@given(
    state=st.sampled_from(State),
    forced=st.booleans(),
    progress=st.floats(0, 1),
    availability=st.none() | st.floats(0, 3),
    online=st.booleans(),
    only_above=st.sampled_from([-1, 0, 0.5, 1]),
    dip=st.none() | st.integers(0, 60),
)
def test_only_what_was_lacking_all_the_time_can_fail(state, forced, progress, availability, online, only_above, dip):
    torrent = make_lacking(state=state, forced=forced, progress=progress, availability=availability)
    facts = known(torrent, server=ONLINE if online else ServerState("disconnected"))
    rule = Unavailable(HASTY.model_copy(update={"only_above": only_above}))
    for minute in range(61):
        seen = replace(torrent, availability=1.0) if minute == dip else torrent
        report = rule.qbitrr_health_check(seen, facts, NOW + minute * MINUTE)
    if report and report.verdict is Verdict.FAILED:
        assert state in (State.DOWNLOADING, State.STALLED)
        assert not forced
        assert not torrent.complete
        assert availability is not None
        assert availability < 1
        assert progress > only_above
        assert online
        assert dip is None


# Options


def test_options_are_written_as_users_write_them():
    options, problems = validate(Options, "Plugins.unavailable", {"Window": "12h", "OnlyAbove": 0.9}, {})
    assert problems == ()
    assert (options.window, options.only_above) == (12 * HOUR, 0.9)


def test_a_share_in_percent_is_refused():
    options, problems = validate(Options, "Plugins.unavailable", {"OnlyAbove": 90}, {})
    assert options is None
    assert [problem.key for problem in problems] == ["OnlyAbove"]
