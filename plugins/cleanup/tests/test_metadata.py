"""The metadata rule: its limit on both sides, what counts as waiting, and whom it leaves alone."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qbitrr_cleanup.metadata import Metadata, Options

from qbitrr import Patience, State, Verdict
from qbitrr.config.configuration import validate
from qbitrr.testing.builders import NOW, make_complete, make_download, make_torrent

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
DEFAULTS = Options()


def make_magnet(**changes):
    """A magnet without metadata, as every version of the client gives it."""
    fields = {"state": State.METADATA, "has_metadata": False, "progress": 0.0, "size": 0, "content_path": ""}
    return make_torrent(**fields | changes)


def judge(torrent, download=None, **options):
    """The rule's opinion of a torrent, with options of its own."""
    rule = Metadata(DEFAULTS.model_copy(update=options))
    return rule.qbitrr_health_check(torrent, download or make_download(torrent), NOW)


@pytest.mark.parametrize(("age", "expected"), [(1799, Verdict.HEALTHY), (1800, Verdict.FAILED)])
def test_no_metadata_for_too_long_has_failed(age, expected):
    age = timedelta(seconds=age)
    assert judge(make_magnet(age=age, idle=age)).verdict is expected


def test_it_says_what_it_saw():
    report = judge(make_magnet(idle=HOUR))
    assert report.reason == "no metadata for 1 h, 30 min allowed"
    assert report.evidence["idle_seconds"] == 3600
    assert report.patience == Patience(3, 2 * MINUTE)


def test_time_alone_makes_it_fail_and_then_it_is_looked_at_again():
    assert judge(make_magnet(idle=20 * MINUTE)).look_again == NOW + 10 * MINUTE


def test_waiting_can_be_allowed():
    report = judge(make_magnet(idle=HOUR), metadata_timeout=None)
    assert (report.verdict, report.look_again) == (Verdict.HEALTHY, None)


def test_a_magnet_that_waited_in_the_queue_is_not_judged_by_its_age():
    magnet = make_magnet(age=10 * HOUR)
    assert judge(magnet, make_download(magnet, progress_at=NOW - 5 * MINUTE)).verdict is Verdict.HEALTHY


def test_a_client_that_reports_no_activity_does_not_make_a_magnet_old():
    """qBittorrent says 1970 of a torrent that was never active."""
    magnet = make_magnet(age=20 * MINUTE)
    assert judge(magnet, make_download(magnet, progress_at=NOW - 1000 * HOUR)).verdict is Verdict.HEALTHY


def test_the_clients_own_counters_do_not_count():
    magnet = make_magnet(idle=SECOND)
    assert judge(magnet, make_download(magnet, progress_at=NOW - HOUR)).verdict is Verdict.FAILED


@pytest.mark.parametrize(("age", "expected"), [(899, Verdict.HEALTHY), (900, Verdict.FAILED)])
def test_a_young_magnet_is_left_alone(age, expected):
    age = timedelta(seconds=age)
    assert judge(make_magnet(age=age, idle=age), metadata_timeout=MINUTE).verdict is expected


def test_a_forced_magnet_is_left_alone():
    report = judge(make_magnet(forced=True, idle=5 * HOUR))
    assert (report.verdict, report.reason) == (Verdict.HEALTHY, "it is forced to run: left alone")


@pytest.mark.parametrize("state", sorted(set(State) - {State.METADATA}))
def test_what_does_not_ask_for_metadata_is_left_alone(state):
    assert judge(make_torrent(state=state, idle=5 * HOUR)).verdict is Verdict.HEALTHY


@pytest.mark.parametrize("state", State)
def test_of_a_complete_torrent_it_has_no_opinion(state):
    assert judge(make_complete(state=state, idle=5 * HOUR)) is None


@settings(deadline=None)
@given(
    state=st.sampled_from(State),
    forced=st.booleans(),
    age=st.integers(0, 10**7),
    idle=st.integers(0, 10**7),
    limit=st.none() | st.integers(0, 10**5),
)
def test_only_an_unforced_magnet_that_waits_can_fail(state, forced, age, idle, limit):
    magnet = make_magnet(state=state, forced=forced, age=age * SECOND, idle=idle * SECOND)
    report = judge(magnet, metadata_timeout=None if limit is None else limit * SECOND)
    if report.verdict is Verdict.FAILED:
        assert not forced
        assert state is State.METADATA
        assert limit is not None
        assert min(age, idle) >= limit
        assert age >= 15 * 60


def test_options_are_written_as_users_write_them():
    options, problems = validate(Options, "Plugins.metadata", {"MetadataTimeout": -1, "Strikes": 1}, {})
    assert problems == ()
    assert (options.metadata_timeout, options.strikes, options.grace) == (None, 1, 15 * MINUTE)
