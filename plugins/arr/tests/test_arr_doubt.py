"""How long the queue of an app is doubted, whatever the clocks say."""

from datetime import UTC, datetime, timedelta

import pytest
from qbitrr_arr.doubt import Doubt

NOW = datetime(2030, 1, 10, 12, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


@pytest.fixture
def doubt():
    doubt = Doubt()
    doubt.started("Radarr", NOW, NOW + SECOND)
    assert doubt.why == "Radarr has just started"
    return doubt


@pytest.mark.parametrize(("after", "lasts"), [(89 * SECOND, True), (90 * SECOND, False), (-HOUR, False)])
def test_an_app_that_has_just_started_is_doubted_for_a_while(doubt, after, lasts):
    doubt.pass_by(NOW + after)
    assert bool(doubt.why) is lasts


@pytest.mark.parametrize("ahead", [5 * SECOND, -5 * SECOND])
def test_clocks_may_differ_a_little(ahead):
    doubt = Doubt()
    doubt.started("Radarr", NOW + ahead, NOW)
    doubt.pass_by(NOW)
    assert doubt.why


def test_an_app_that_started_an_hour_from_now_started_before_the_clock_was_set_back():
    doubt = Doubt()
    doubt.started("Radarr", NOW + HOUR, NOW)
    assert not doubt.why
