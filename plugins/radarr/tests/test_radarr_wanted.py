"""What of a Radarr's library is wanted, what speaks against a search now, and in which order."""

from datetime import UTC, datetime, timedelta

import pytest
from library_world import LATER, listed, reasons, titles, wants
from qbitrr_arr.errors import WrongAnswer
from qbitrr_radarr.library import RadarrLibrary, why_not_out
from qbitrr_radarr.options import RadarrConfig

from qbitrr import Unavailable
from qbitrr.testing.http import HTML, Reply

MISSING = {"EntrySearch": {"SearchMissing": True}}
NOW = datetime(2024, 3, 1, tzinfo=UTC)


def searching(**options):
    return {"EntrySearch": options}


def test_nothing_is_wanted_and_nothing_asked_until_it_is_asked_for(world):
    world.begin()
    world.radarr.add_movie("Metropolis")
    world.look()
    asked = world.count_requests()
    assert world.plugin.qbitrr_wanted(world.facts, world.now) is None
    assert asked == []


def test_what_is_monitored_out_and_without_a_file_is_missing(world):
    world.begin(**MISSING)
    world.radarr.add_movie("Metropolis", year=1927)
    world.radarr.put_file(world.radarr.add_movie("Nosferatu", year=1922))
    found = listed(world)
    assert [(one.title, one.want, one.why_not) for one in found.media] == [("Metropolis (1927)", "missing", "")]
    assert found.satisfied == 1
    assert found.again


def test_what_may_not_be_searched_for_is_listed_with_the_reason(world):
    world.begin(**MISSING)
    world.radarr.add_movie("Unmonitored", monitored=False)
    world.radarr.add_movie("Unreleased", minimum_availability="released", in_cinemas=world.clock.now + 86_400)
    world.radarr.add_movie("Unknown", year=0)
    assert reasons(world) == {
        "Unmonitored (2020)": "Unmonitored (2020) is not monitored",
        "Unreleased (2020)": "it is not available yet",
        "Unknown": "its year is not known",
    }


def test_what_is_in_the_queue_is_not_searched_for(world):
    world.begin(**MISSING)
    world.grabbed()
    world.radarr.refresh()
    assert reasons(world, 60) == {"Metropolis (2020)": "it is in the queue"}


def test_nothing_is_searched_for_while_the_queue_is_not_known(world):
    world.begin(**MISSING)
    world.radarr.add_movie("Metropolis")
    world.look()
    world.lose("queue", drop=True)
    world.clock.passes(300)
    with pytest.raises(Unavailable):
        world.look()
    with pytest.raises(Unavailable):
        world.plugin.qbitrr_wanted(world.facts, world.now)


def test_nothing_is_searched_for_while_the_queue_may_not_be_whole(world):
    world.begin(**MISSING)
    world.radarr.add_movie("Metropolis")
    world.radarr.restart()
    world.clock.passes(30)
    (why_not,) = reasons(world).values()
    assert "may not be whole: Radarr has just started" in why_not


def test_unmonitored_movies_are_searched_for_if_asked(world):
    world.begin(**searching(SearchMissing=True, Unmonitored=True))
    world.radarr.add_movie("Metropolis", monitored=False)
    assert titles(world) == ["Metropolis (2020)"]


@pytest.mark.parametrize(
    ("options", "order"),
    [
        ({}, ["C (2021)", "B (2001)", "A (1981)", "D"]),
        ({"SearchInReverse": True}, ["A (1981)", "B (2001)", "C (2021)", "D"]),
        ({"SearchByYear": False}, ["A (1981)", "B (2001)", "C (2021)", "D"]),
        ({"SearchByYear": False, "SearchInReverse": True}, ["D", "C (2021)", "B (2001)", "A (1981)"]),
    ],
)
def test_the_order_is_the_year_newest_first_or_the_title(world, options, order):
    world.begin(**searching(DoUpgradeSearch=True, **options))
    for title, year in (("D", 0), ("B", 2001), ("A", 1981), ("C", 2021)):
        world.radarr.put_file(world.radarr.add_movie(title, year=year))
    found = listed(world).media
    assert [one.title for one in sorted(found, key=lambda one: one.order)] == order


@pytest.mark.parametrize(
    ("flag", "found"),
    [
        ("SearchMissing", [("Missing (2020)", "missing")]),
        ("QualityUnmetSearch", [("Low quality (2020)", "cutoff unmet")]),
        ("CustomFormatUnmetSearch", [("Low score (2020)", "custom format unmet")]),
        (
            "DoUpgradeSearch",
            [("Good (2020)", "upgrade"), ("Low quality (2020)", "upgrade"), ("Low score (2020)", "upgrade")],
        ),
    ],
)
def test_each_kind_of_search_works_on_its_own(world, flag, found):
    world.begin(**searching(**{flag: True}))
    profile = world.radarr.add_profile("Formats", cutoff_format_score=100)
    settled = world.radarr.add_profile("Settled", upgrade_allowed=False, cutoff_format_score=100)
    world.radarr.add_movie("Missing", quality_profile_id=profile)
    for title, traits, chosen in (
        ("Low quality", {"resolution": 720, "score": 100}, profile),
        ("Low score", {"score": 99}, profile),
        ("Good", {"score": 100}, profile),
        ("No upgrades", {"resolution": 720}, settled),
    ):
        world.radarr.put_file(world.radarr.add_movie(title, quality_profile_id=chosen), **traits)
    assert sorted(wants(world)) == sorted(found)


def test_together_they_come_in_the_order_of_their_worth(world):
    world.begin(
        **searching(SearchMissing=True, QualityUnmetSearch=True, CustomFormatUnmetSearch=True, DoUpgradeSearch=True)
    )
    profile = world.radarr.add_profile("Formats", cutoff_format_score=100)
    for title, traits in (("D", {"score": 100}), ("C", {"score": 5}), ("B", {"resolution": 720}), ("A", None)):
        movie = world.radarr.add_movie(title, quality_profile_id=profile)
        if traits is not None:
            world.radarr.put_file(movie, **traits)
    assert [want for _, want in wants(world)] == ["missing", "cutoff unmet", "custom format unmet", "upgrade"]


def test_the_apps_own_searches_count(world):
    world.begin(**MISSING)
    world.radarr.add_movie("Metropolis", last_search_time=world.clock.now - 60)
    (found,) = listed(world).media
    assert found.searched_at == world.now - timedelta(seconds=60)


def test_a_new_movie_is_seen_at_the_next_reading(world):
    world.begin(**MISSING)
    assert titles(world) == []
    world.radarr.add_movie("Metropolis")
    assert titles(world, 60) == []
    assert titles(world, LATER) == ["Metropolis (2020)"]


def test_a_movie_that_has_come_or_gone_is_no_longer_wanted_after_the_next_reading(world):
    world.begin(**MISSING)
    come, gone = world.radarr.add_movie("Come"), world.radarr.add_movie("Gone")
    assert len(titles(world)) == 2
    world.radarr.put_file(come)
    del world.radarr.movies.by_id[gone]
    assert titles(world, LATER) == []


def test_a_library_is_read_with_a_handful_of_requests(world):
    world.begin(**searching(SearchMissing=True, CustomFormatUnmetSearch=True), LibraryEvery="1m")
    for number in range(250):
        movie = world.radarr.add_movie(f"Movie {number:03}")
        if number % 2:
            world.radarr.put_file(movie)
    world.look()
    world.forget()
    world.plugin.qbitrr_wanted(world.facts, world.now)
    assert [request.path.rpartition("/")[2] for request in world.radarr.requests] == [
        "qualityprofile",
        "movie",
        *["moviefile"] * 3,
    ]
    world.forget()
    world.clock.passes(120)
    world.plugin.qbitrr_wanted(world.facts, world.now)
    assert [request.path.rpartition("/")[2] for request in world.radarr.requests] == ["qualityprofile", "movie"]
    assert all(request.query.get("excludeLocalCovers") == ["true"] for request in world.sent("GET", "/movie"))


def test_a_changed_score_is_seen_within_a_day_and_only_that_file_is_asked_for(world):
    world.begin(**searching(CustomFormatUnmetSearch=True))
    movies = [
        world.radarr.add_movie(title, quality_profile_id=world.radarr.add_profile(title, cutoff_format_score=50))
        for title in ("A", "B")
    ]
    for movie in movies:
        world.radarr.put_file(movie, score=50)
    assert wants(world) == []
    world.radarr.put_file(movies[1], score=10)
    world.look(LATER)
    world.forget()
    world.plugin.qbitrr_wanted(world.facts, world.now)
    assert [request.query["movieId"] for request in world.sent("GET", "moviefile")] == [[str(movies[1])]]


def test_a_profile_that_demands_more_is_seen_at_the_next_reading(world):
    world.begin(**searching(CustomFormatUnmetSearch=True))
    profile = world.radarr.add_profile("Formats", cutoff_format_score=50)
    world.radarr.put_file(world.radarr.add_movie("Metropolis", quality_profile_id=profile), score=50)
    assert wants(world) == []
    world.radarr.profiles.by_id[profile].cutoff_format_score = 60
    assert wants(world, LATER) == [("Metropolis (2020)", "custom format unmet")]


@pytest.mark.parametrize(
    "reply",
    [
        Reply.of({"errorMessage": "Radarr is starting up, please try again later"}, 503),
        HTML,
        Reply(429, b"", ""),
        Reply(200, b""),
        Reply(502, b"<html>Bad gateway</html>", "text/html"),
    ],
    ids=["starting", "page", "too many", "empty", "proxy"],
)
def test_an_app_that_cannot_say_is_asked_again_after_growing_pauses(world, reply):
    world.begin(**MISSING)
    world.radarr.add_movie("Metropolis")
    world.look()
    world.lose("qualityprofile", reply=reply)
    asked = world.count_requests()
    for _ in range(600):
        with pytest.raises(Unavailable):
            world.plugin.qbitrr_wanted(world.facts, world.now)
        world.clock.passes(1)
    assert 5 <= len(asked) <= 8
    world.radarr.heal()
    assert titles(world, 400) == ["Metropolis (2020)"]


def test_an_app_that_asks_to_be_left_alone_is_left_alone_so_long(world):
    world.begin(**MISSING)
    world.radarr.add_movie("Metropolis")
    world.look()
    world.lose("qualityprofile", reply=Reply(429, b"", "", {"Retry-After": "120"}))
    asked = world.count_requests()
    for _ in range(115):
        with pytest.raises(Unavailable):
            world.plugin.qbitrr_wanted(world.facts, world.now)
        world.clock.passes(1)
    assert len(asked) == 1
    world.radarr.heal()
    assert titles(world, 6) == ["Metropolis (2020)"]


def test_a_movie_of_the_wrong_shape_is_skipped_with_a_reason_and_the_rest_goes_on(world, caplog):
    world.begin(**MISSING)
    world.radarr.add_movie("Good")
    bad = world.radarr.movie(world.radarr.add_movie("Bad"))
    bad.monitored = "perhaps"
    found = listed(world)
    assert [one.title for one in found.media] == ["Good (2020)"]
    assert "Bad could not be read" in found.why_incomplete
    assert "whether it is monitored" in found.why_incomplete
    listed(world, LATER)
    assert caplog.text.count("Bad in the library is skipped") == 1


def test_what_was_known_of_a_movie_is_kept_while_it_cannot_be_read(world):
    world.begin(**MISSING)
    movie = world.radarr.movie(world.radarr.add_movie("Metropolis"))
    assert titles(world) == ["Metropolis (2020)"]
    movie.monitored = "perhaps"
    assert titles(world, LATER) == ["Metropolis (2020)"]


def test_the_one_file_that_makes_radarr_fail_is_found_and_the_others_are_read(world):
    world.begin(**searching(CustomFormatUnmetSearch=True))
    profile = world.radarr.add_profile("Formats", cutoff_format_score=100)
    movies = [world.radarr.add_movie(f"Movie {number}", quality_profile_id=profile) for number in range(8)]
    for movie in movies:
        world.radarr.put_file(movie)
    answer = world.radarr.answer

    def with_a_broken_one(request):
        broken = request.path.endswith("/moviefile") and str(movies[5]) in request.query["movieId"]
        return Reply.of({"message": "NullReference"}, 500) if broken else answer(request)

    world.radarr.answer = with_a_broken_one
    found = listed(world)
    assert len(found.media) == 7
    assert found.why_incomplete == "Movie 5 (2020) could not be read (it answered 500: NullReference)"


def test_an_app_that_fails_at_everything_is_called_away(world):
    world.begin(**searching(CustomFormatUnmetSearch=True))
    for number in range(8):
        world.radarr.put_file(world.radarr.add_movie(f"Movie {number}"))
    world.look()
    world.lose("moviefile", reply=Reply.of({"message": "database is locked"}, 500))
    with pytest.raises(Unavailable, match="one after the other"):
        world.plugin.qbitrr_wanted(world.facts, world.now)


def movie(**fields):
    return {"id": 1, "title": "Metropolis", "monitored": True, "hasFile": False, "year": 2024, **fields}


@pytest.mark.parametrize(
    ("fields", "out"),
    [
        ({"year": 0}, False),
        ({"year": 0, "isAvailable": True}, False),
        ({"year": 2025}, False),
        ({"year": 2025, "isAvailable": True}, True),
        ({"year": 2024, "isAvailable": False, "minimumAvailability": "announced"}, False),
        ({"year": 2022, "minimumAvailability": "released"}, True),
        ({"minimumAvailability": "tba"}, True),
        ({"minimumAvailability": "announced"}, True),
        ({"minimumAvailability": "inCinemas", "inCinemas": "2024-02-29T23:00:00Z"}, True),
        ({"minimumAvailability": "inCinemas", "inCinemas": "2024-03-01T00:00:01Z"}, False),
        ({"minimumAvailability": "inCinemas", "inCinemas": "2024-03-01T01:30:00+02:00"}, True),
        ({"minimumAvailability": "inCinemas"}, False),
        ({"minimumAvailability": "inCinemas", "digitalRelease": "2024-02-01T00:00:00Z"}, True),
        ({"minimumAvailability": "released"}, True),
        ({"minimumAvailability": "released", "digitalRelease": "2024-02-01T00:00:00Z"}, True),
        ({"minimumAvailability": "released", "physicalRelease": "2024-04-01T00:00:00Z"}, False),
        (
            {
                "minimumAvailability": "released",
                "physicalRelease": "2024-04-01T00:00:00Z",
                "digitalRelease": "2024-02-01T00:00:00Z",
            },
            True,
        ),
        ({"minimumAvailability": "released", "inCinemas": "2023-12-03T00:00:00Z"}, False),
        ({"minimumAvailability": "released", "inCinemas": "2023-12-02T00:00:00Z"}, True),
    ],
)
def test_a_movie_is_out_as_the_app_says_or_else_by_its_dates_in_utc(fields, out):
    assert (why_not_out(movie(**fields), NOW) == "") is out


@pytest.mark.parametrize("lacking", ["id", "title", "monitored", "hasFile"])
def test_a_movie_that_does_not_say_the_least_is_not_understood(lacking):
    library = RadarrLibrary(RadarrConfig(URI="http://radarr", APIKey="key").entry_search)
    record = {name: value for name, value in movie().items() if name != lacking}
    with pytest.raises(WrongAnswer):
        library.holder(record, NOW)
