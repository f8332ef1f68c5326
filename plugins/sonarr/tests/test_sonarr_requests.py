"""Series that users have asked for: season 3 means season 3."""

import pytest
from library_world import wants

from qbitrr import Want
from qbitrr.searching.choice import Background, survey
from qbitrr.testing.simulated_ombi import SimulatedOmbi
from qbitrr.testing.simulated_seerr import SimulatedSeerr


@pytest.fixture
def seerr(world):
    with SimulatedSeerr(clock=world.clock) as app:
        yield app


@pytest.fixture
def dark(world):
    """A series of three seasons with nothing there."""
    return world.sonarr.series(world.sonarr.add_series("Dark", seasons={1: 4, 2: 4, 3: 4}))


def asking(seerr, *, missing):
    options = {"SearchOverseerrRequests": True, "OverseerrURI": seerr.url, "OverseerrAPIKey": seerr.api_key}
    return {"EntrySearch": {"SearchMissing": missing, "Overseerr": options}}


def requested(world):
    return [title for title, want in wants(world) if want == Want.REQUESTED]


@pytest.mark.parametrize("missing", [False, True])
def test_only_the_seasons_that_were_asked_for_are_requested(world, seerr, dark, missing):
    world.begin(**asking(seerr, missing=missing))
    seerr.ask_series(1396, 3, tvdb=dark.tvdb_id)
    assert requested(world) == [f"Dark S03E0{number}" for number in (1, 2, 3, 4)]


@pytest.mark.parametrize("missing", [False, True])
def test_a_requested_season_is_searched_for_as_that_season_and_first(world, seerr, dark, missing):
    world.begin(**asking(seerr, missing=missing))
    seerr.ask_series(1396, 3, tvdb=dark.tvdb_id)
    world.look()
    wanted = world.plugin.qbitrr_wanted(world.facts, world.now)
    found = survey("Sonarr", wanted, Background(pass_began=world.now), world.now)
    assert (found.searches[0].group, found.searches[0].want) == (f"season {dark.id}/3", "requested")
    assert found.is_urgent(found.searches[0])


def test_single_episodes_that_were_asked_for_are_searched_for_alone(world, dark):
    with SimulatedOmbi(clock=world.clock) as ombi:
        options = {"SearchOmbiRequests": True, "OmbiURI": ombi.url, "OmbiAPIKey": ombi.api_key}
        world.begin(EntrySearch={"Ombi": options})
        ombi.ask_series(dark.tvdb_id, {2: [2, 3]})
        assert requested(world) == ["Dark S02E02", "Dark S02E03"]
