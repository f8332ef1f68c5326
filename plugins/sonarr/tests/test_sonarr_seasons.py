"""What is searched for when a download of episodes has failed."""

from datetime import UTC, datetime, timedelta

import pytest
from qbitrr_arr.errors import NotFound
from qbitrr_sonarr.app import SONARR
from qbitrr_sonarr.seasons import replace, why_not_searched

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LONG_AGO, TOMORROW = NOW - timedelta(days=100), NOW + timedelta(days=1)


def episode(number, *, season=1, series=1, aired=LONG_AGO, monitored=True, has_file=False):
    said = {"id": number, "seriesId": series, "seasonNumber": season, "monitored": monitored, "hasFile": has_file}
    return said | ({"airDateUtc": aired.isoformat()} if aired else {})


class Library:
    """An edge to a Sonarr that has these episodes, of monitored series unless it is said otherwise."""

    app = SONARR

    def __init__(self, *episodes, monitored=True, series=(1, 2), kind="standard"):
        self.episodes = {one["id"]: one for one in episodes}
        said = {"title": "Firefly", "monitored": monitored, "seriesType": kind}
        self.series = {number: {"id": number, **said} for number in series}

    def read(self, path):
        kind, _, number = path.partition("/")
        try:
            return {"series": self.series, "episode": self.episodes}[kind][int(number)]
        except KeyError:
            raise NotFound("NotFound") from None

    def read_all(self, path, episodeIds=None, seriesId=None, seasonNumber=None):  # noqa: N803 -- the API's names
        if episodeIds is not None:
            return [self.episodes[one] for one in episodeIds if one in self.episodes]
        return [
            one for one in self.episodes.values() if (one["seriesId"], one["seasonNumber"]) == (seriesId, seasonNumber)
        ]


def orders(library, *failed):
    return [(one.command, dict(one.body)) for one in replace(library, failed, NOW).orders]


def season_search(season=1, series=1):
    return "SeasonSearch", {"seriesId": series, "seasonNumber": season}


def episode_search(*ids):
    return "EpisodeSearch", {"episodeIds": list(ids)}


@pytest.mark.parametrize(
    ("season", "failed", "expected"),
    [
        ([episode(1), episode(2), episode(3)], (1, 2, 3), season_search()),
        ([episode(1), episode(2), episode(3)], (1, 2), episode_search(1, 2)),
        ([episode(1), episode(2), episode(3)], (1,), episode_search(1)),
        ([episode(1)], (1,), episode_search(1)),
        ([episode(1), episode(2), episode(3, aired=TOMORROW)], (1, 2), season_search()),
        ([episode(1), episode(2), episode(3, aired=None)], (1, 2), season_search()),
        ([episode(1), episode(2), episode(3, monitored=False)], (1, 2), season_search()),
        ([episode(1), episode(2), episode(3, has_file=True)], (1, 2), episode_search(1, 2)),
        ([episode(1), episode(2, has_file=True), episode(3)], (1, 2, 3), season_search()),
        ([episode(1), episode(2, has_file=True), episode(3)], (1, 2), episode_search(1)),
        ([episode(1), episode(2), episode(3, season=2)], (1, 2), season_search()),
        ([episode(1), episode(2), episode(3, series=2)], (1, 2), season_search()),
        ([episode(1, season=0), episode(2, season=0)], (1, 2), episode_search(1, 2)),
    ],
    ids=[
        "the whole season",
        "a part of a season",
        "one episode",
        "the one episode of a season",
        "all but what has not aired",
        "all but what has no date",
        "all but what is not monitored",
        "all but what is there already",
        "the whole season, of which one is there already",
        "a part, of which one is there already",
        "the season before another",
        "the season of another series",
        "specials, of which there are no packs",
    ],
)
def test_a_season_is_searched_for_if_all_of_it_has_failed_and_else_its_episodes(season, failed, expected):
    assert orders(Library(*season), *failed) == [expected]


def test_seasons_are_replaced_each_by_the_same_rule():
    library = Library(*(episode(one) for one in (1, 2)), *(episode(one, season=2) for one in (3, 4, 5)))
    assert orders(library, 4, 1, 3, 2) == [season_search(1), episode_search(3, 4)]
    assert orders(library, 1, 2, 3, 4, 5) == [season_search(1), season_search(2)]


def test_an_order_says_what_it_searches_for_and_what_it_costs():
    library = Library(episode(1), episode(2, has_file=True), episode(3), episode(4, season=2), episode(5, season=2))
    season, single = replace(library, (1, 2, 3, 4), NOW).orders
    assert (season.title, season.media_ids, season.cost) == ("Firefly, season 1", (1, 3), 1)
    assert (single.title, single.media_ids, single.cost) == ("an episode of Firefly, season 2", (4,), 1)
    (several,) = replace(Library(episode(1), episode(2), episode(3)), (1, 2), NOW).orders
    assert (several.title, several.media_ids, several.cost) == ("2 episodes of Firefly, season 1", (1, 2), 2)


def test_a_season_of_anime_costs_a_search_for_each_of_its_episodes_too():
    (season,) = replace(Library(*(episode(one) for one in (1, 2, 3)), kind="anime"), (1, 2, 3), NOW).orders
    assert (season.command, season.cost) == ("SeasonSearch", 4)


@pytest.mark.parametrize(
    ("traits", "says"),
    [
        ({"monitored": False}, "not monitored"),
        ({"has_file": True}, "it has a file already"),
        ({"aired": TOMORROW}, "it has not aired yet"),
        ({"aired": None}, "it has not aired yet"),
        ({"aired": NOW}, ""),
        ({}, ""),
    ],
)
def test_what_is_not_wanted_is_not_searched_for(traits, says):
    wanted = replace(Library(episode(1, **traits)), (1,), NOW)
    assert why_not_searched(episode(1, **traits), NOW) == says
    assert wanted.reasons == ((f"Firefly, season 1: {says}",) if says else ())
    assert len(wanted.orders) == (0 if says else 1)


def test_what_sonarr_does_not_say_is_a_reason_not_to_search():
    assert why_not_searched({"id": 1}, NOW) == "not monitored"
    assert why_not_searched({"id": 1, "monitored": True}, NOW) == "it has a file already"


def test_a_series_that_is_not_monitored_is_not_searched_for():
    wanted = replace(Library(episode(1), episode(2), monitored=False), (1, 2), NOW)
    assert (wanted.orders, wanted.reasons) == ((), ("Firefly, season 1: the series is not monitored",))


def test_what_sonarr_no_longer_knows_is_not_searched_for():
    assert replace(Library(), (1, 2), NOW).reasons == ("Sonarr no longer knows it",)
    assert replace(Library(episode(1), series=()), (1,), NOW).reasons == ("Sonarr no longer knows the series",)
    assert orders(Library(episode(1), episode(2)), 1, 2, 3) == [season_search()]


def test_an_episode_without_its_season_does_no_harm_to_the_others():
    library = Library({"id": 9, "monitored": True}, episode(1))
    wanted = replace(library, (1, 9), NOW)
    assert [one.media_ids for one in wanted.orders] == [(1,)]
    assert wanted.reasons == ("Sonarr no longer knows the series",)
