"""When a failed verdict is believed."""

from datetime import timedelta

import pytest

from qbitrr import HealthReport, Patience, Verdict
from qbitrr.domain import Strikes
from qbitrr.strikes import count
from qbitrr.testing.builders import NOW

MINUTE = timedelta(minutes=1)
FAILED = HealthReport(Verdict.FAILED, "stalled", patience=Patience(3, MINUTE))


def test_a_verdict_without_patience_is_believed_at_once():
    report, strikes = count(HealthReport(Verdict.FAILED, "fake"), None, NOW)
    assert report.verdict is Verdict.FAILED
    assert strikes is None


def test_the_first_strikes_only_worry():
    report, strikes = count(FAILED, None, NOW)
    assert (report.verdict, report.reason) == (Verdict.DEGRADED, "stalled (strike 1 of 3)")
    assert strikes == Strikes(1, NOW)
    assert report.look_again == NOW + MINUTE


@pytest.mark.parametrize(("since", "expected"), [(59, 2), (60, 3), (3600 * 8, 3)])
def test_strikes_count_only_when_they_are_far_enough_apart_and_once_however_long_nobody_looked(since, expected):
    _, strikes = count(FAILED, Strikes(2, NOW - timedelta(seconds=since)), NOW)
    assert strikes.count == expected


def test_the_last_strike_is_believed():
    report, _ = count(FAILED, Strikes(2, NOW - MINUTE), NOW)
    assert report.verdict is Verdict.FAILED


def test_strikes_do_not_count_beyond_what_is_needed(now):
    report, strikes = count(FAILED, Strikes(3, now - MINUTE), now)
    assert (strikes.count, report.reason) == (3, "stalled (strike 3 of 3)")


@pytest.mark.parametrize("verdict", [Verdict.HEALTHY, Verdict.DEGRADED])
def test_any_other_verdict_clears_them(verdict):
    assert count(HealthReport(verdict, "moves"), Strikes(2, NOW), NOW)[1] is None


def test_an_offline_client_gives_no_strike_and_no_failure():
    report, strikes = count(FAILED, Strikes(2, NOW - MINUTE), NOW, counting=False)
    assert report.verdict is Verdict.DEGRADED
    assert strikes == Strikes(2, NOW - MINUTE)


def test_endless_patience_is_no_error():
    endless = HealthReport(Verdict.FAILED, "stalled", patience=Patience(3, timedelta.max))
    report, strikes = count(endless, Strikes(1, NOW), NOW)
    assert (report.verdict, strikes.count) == (Verdict.DEGRADED, 1)
