"""Movies that users have asked for: ahead of all others, and no more than was asked for."""

import pytest
from library_world import listed, search, wants

from qbitrr import Want
from qbitrr.testing.simulated_ombi import SimulatedOmbi
from qbitrr.testing.simulated_seerr import SimulatedSeerr

FIVE_MINUTES = 300


@pytest.fixture
def seerr(world):
    with SimulatedSeerr(clock=world.clock) as app:
        yield app


def asking(seerr, *, missing=True, **more):
    options = {"SearchOverseerrRequests": True, "OverseerrURI": seerr.url, "OverseerrAPIKey": seerr.api_key, **more}
    return {"EntrySearch": {"SearchMissing": missing, "Overseerr": options}}


def movie(world, title, **traits):
    return world.radarr.movie(world.radarr.add_movie(title, **traits))


def test_a_requested_movie_goes_before_the_backlog(world, seerr):
    world.begin(**asking(seerr))
    movie(world, "Newer", year=2023)
    seerr.ask_movie(movie(world, "Asked for", year=1950).tmdb_id)
    assert wants(world) == [("Asked for (1950)", "requested"), ("Newer (2023)", "missing")]
    assert [one.urgent for one in listed(world).media if one.title == "Asked for (1950)"] == [True]


def test_without_the_search_for_what_is_missing_only_requests_are_wanted(world, seerr):
    world.begin(**asking(seerr, missing=False))
    movie(world, "Another")
    asked_for = movie(world, "Asked for")
    seerr.ask_movie(asked_for.tmdb_id)
    assert wants(world) == [("Asked for (2020)", "requested")]
    assert search(world, asked_for.id, want=Want.REQUESTED)[0] == "begun"


def test_a_requested_movie_that_has_come_or_is_not_out_is_not_searched_for(world, seerr):
    world.begin(**asking(seerr))
    come = movie(world, "Come")
    world.radarr.put_file(come.id)
    later = movie(world, "Later", minimum_availability="inCinemas", in_cinemas=world.clock.now + 1e6)
    for one in (come, later):
        seerr.ask_movie(one.tmdb_id)
    assert wants(world) == []


@pytest.mark.parametrize("is_4k", [False, True])
def test_requests_for_4k_are_for_the_section_for_4k(world, seerr, is_4k):
    world.begin(**asking(seerr, missing=False, Is4K=is_4k))
    seerr.ask_movie(movie(world, "Usual").tmdb_id)
    seerr.ask_movie(movie(world, "In 4K").tmdb_id, is_4k=True)
    assert wants(world) == [("In 4K (2020)" if is_4k else "Usual (2020)", "requested")]


def test_requests_are_read_when_they_are_due(world, seerr):
    world.begin(**asking(seerr))
    asked_for = movie(world, "Asked for")
    assert wants(world) == [("Asked for (2020)", "missing")]
    seerr.ask_movie(asked_for.tmdb_id)
    assert wants(world, FIVE_MINUTES - 10) == [("Asked for (2020)", "missing")]
    assert wants(world, 10) == [("Asked for (2020)", "requested")]


def test_a_lost_request_app_costs_its_requests_only_and_those_after_an_hour(world, seerr):
    world.begin(**asking(seerr))
    seerr.ask_movie(movie(world, "Asked for").tmdb_id)
    assert wants(world) == [("Asked for (2020)", "requested")]
    seerr.stop()
    found = listed(world, FIVE_MINUTES)
    assert [one.want for one in found.media] == ["requested"]
    assert found.why_incomplete.startswith("requests may be missing: ")
    assert [one.want for one in listed(world, 3600).media] == ["missing"]
    seerr.restart_listening()
    found = listed(world, FIVE_MINUTES)
    assert [one.want for one in found.media] == ["requested"]
    assert found.why_incomplete == ""


def test_requests_of_ombi_are_served_too(world):
    with SimulatedOmbi(clock=world.clock) as ombi:
        options = {"SearchOmbiRequests": True, "OmbiURI": ombi.url, "OmbiAPIKey": ombi.api_key}
        world.begin(EntrySearch={"Ombi": options})
        ombi.ask_movie(movie(world, "Asked for").tmdb_id)
        assert wants(world) == [("Asked for (2020)", "requested")]
