"""The options of EntrySearch, as users write them."""

from datetime import timedelta

import pytest
from pydantic import ValidationError
from qbitrr_arr.config import ArrConfig
from qbitrr_arr.library.options import RequestOptions, SearchOptions
from qbitrr_sonarr import Sonarr

SECTION = {"URI": "http://localhost:7878", "APIKey": "0123456789abcdef0123456789abcdef"}


def section(**more):
    return ArrConfig.model_validate({**SECTION, **more})


def search(**options):
    return SearchOptions.model_validate(options)


def test_nothing_is_searched_for_until_it_is_asked_for():
    options = SearchOptions.model_validate({})
    assert {options.search_missing, options.for_better, options.use_temp_for_missing} == {False}
    assert section().rss_sync_timer == section().refresh_downloads_timer == timedelta()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (0, timedelta()),
        (15, timedelta(minutes=15)),
        ("15", timedelta(minutes=15)),
        (1.5, timedelta(seconds=90)),
        ("90s", timedelta(seconds=90)),
        ("2h", timedelta(hours=2)),
        ("1h30m", timedelta(minutes=90)),
    ],
)
def test_bare_numbers_of_a_timer_are_minutes(written, meant):
    assert section(RssSyncTimer=written).rss_sync_timer == meant
    assert section(RefreshDownloadsTimer=written).refresh_downloads_timer == meant
    assert search(TempProfileResetTimeoutMinutes=written).temp_profile_reset_timeout_minutes == meant


@pytest.mark.parametrize("wrong", [-1, True, "soon", "5x", None, ""])
def test_a_timer_that_is_no_duration_is_refused(wrong):
    with pytest.raises(ValidationError):
        section(RssSyncTimer=wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"SearchMising": True},
        {"SearchMissing": "perhaps"},
        {"SearchLimit": 0},
        {"ProfileSwitchRetryAttempts": 0},
        {"QualityProfileMappings": {"A": "A"}},
        {"QualityProfileMappings": {"A": ""}},
        {"QualityProfileMappings": {"A": "B", "B": "C"}},
        {"QualityProfileMappings": ["A"]},
    ],
)
def test_wrong_options_are_refused(wrong):
    with pytest.raises(ValidationError):
        search(**wrong)


@pytest.mark.parametrize("wrong", [{"LibraryEvery": 0}, {"EntrySearch": True}])
def test_wrong_options_of_the_section_are_refused(wrong):
    with pytest.raises(ValidationError):
        section(**wrong)


def test_requests_need_some_time_between_two_readings():
    with pytest.raises(ValidationError):
        RequestOptions.model_validate({"SearchRequestsEvery": 0})
    assert RequestOptions.model_validate({"SearchRequestsEvery": 300}).search_requests_every == timedelta(minutes=5)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("smart", "smart"),
        ("Smart", "smart"),
        (True, "true"),
        ("true", "true"),
        (1, "true"),
        (False, "false"),
        (0, "false"),
    ],
)
def test_the_choice_between_series_and_episodes_is_written_in_many_ways(written, meant):
    options = Sonarr.Config.model_validate({**SECTION, "EntrySearch": {"SearchBySeries": written}})
    assert options.entry_search.search_by_series == meant


def test_a_table_of_a_similar_tool_is_understood_as_it_is():
    table = {
        "SearchMissing": True,
        "AlsoSearchSpecials": False,
        "Unmonitored": False,
        "SearchLimit": 5,
        "SearchByYear": True,
        "SearchInReverse": False,
        "SearchRequestsEvery": 300,
        "DoUpgradeSearch": False,
        "QualityUnmetSearch": False,
        "CustomFormatUnmetSearch": False,
        "ForceMinimumCustomFormat": False,
        "SearchAgainOnSearchCompletion": True,
        "UseTempForMissing": False,
        "KeepTempProfile": False,
        "QualityProfileMappings": {"Ultra-HD": "HD-1080p"},
        "ForceResetTempProfiles": False,
        "TempProfileResetTimeoutMinutes": 0,
        "ProfileSwitchRetryAttempts": 3,
        "SearchBySeries": "smart",
        "PrioritizeTodaysReleases": True,
        "Ombi": {"SearchOmbiRequests": False, "OmbiURI": "CHANGE_ME", "OmbiAPIKey": "CHANGE_ME", "ApprovedOnly": True},
        "Overseerr": {"SearchOverseerrRequests": False, "OverseerrURI": "CHANGE_ME", "Is4K": False},
    }
    options = Sonarr.Config.model_validate({**SECTION, "EntrySearch": table}).entry_search
    assert (options.search_missing, options.quality_profile_mappings) == (True, {"Ultra-HD": "HD-1080p"})


def test_every_option_is_described():
    schema = SearchOptions.model_json_schema(by_alias=True)
    assert all(option.get("description") for option in schema["properties"].values())
