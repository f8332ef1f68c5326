"""Days of searching for four apps in seconds: the budget, the whole library first, and nothing that must not be."""

import pytest

from bench.libraries import Scale
from bench.week import Week
from qbitrr.testing.builders import NOW

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    with Week(tmp_path_factory.mktemp("week") / "data", Scale.small()) as week:
        week.run()
        yield week


def test_no_hour_has_more_searches_than_the_budget(week):
    assert week.scale.per_hour - 2 <= week.busiest_hour() <= week.scale.per_hour


def test_nothing_is_searched_for_that_is_not_out_not_monitored_or_queued(week):
    assert week.forbidden() == 0
    assert all(section.never for section in week.sections)


def test_everything_is_searched_for_before_anything_repeats(week):
    assert week.repeated_too_soon() == 0
    assert week.covered() == 1.0
    assert any(len(section.media) > len(section.able) for section in week.sections)


def test_the_account_says_what_the_apps_were_told(week):
    told = {section.name: len(section.ordered) for section in week.sections}
    account = week.store.searches.recent(NOW)
    assert told == {name: sum(one.owner == name for one in account) for name in told}


def test_a_library_is_read_once_and_then_only_what_has_changed(week):
    """Of a series or an artist at most one request at first, and one for each search of it."""
    readings = 4 * week.scale.days
    for section in week.sections:
        holders = {"Sonarr": "series", "Lidarr": "artist"}.get(section.name, "movie")
        searches = len(section.ordered)
        assert section.asked[holders] <= readings + 1 + searches
    sonarr = next(section for section in week.sections if section.name == "Sonarr")
    assert sonarr.asked["episode"] <= week.scale.series + 3 * len(sonarr.ordered)


def test_the_apps_are_asked_little(week):
    hours = week.scale.days * 24
    assert all(sum(section.asked.values()) / hours / 60 <= 2 for section in week.sections)
