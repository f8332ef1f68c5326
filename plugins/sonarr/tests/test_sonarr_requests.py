"""Series that users have asked for: season 3 means season 3."""

import pytest
from library_world import listed, wants

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


def test_requested_episodes_bring_no_others_of_their_season_along(world, dark):
    """A search for the season would look for the fourth as well, which nobody wants."""
    with SimulatedOmbi(clock=world.clock) as ombi:
        options = {"SearchOmbiRequests": True, "OmbiURI": ombi.url, "OmbiAPIKey": ombi.api_key}
        world.begin(EntrySearch={"Ombi": options})
        ombi.ask_series(dark.tvdb_id, {2: [1, 2, 3]})
        wanted = listed(world)
        found = survey("Sonarr", wanted, Background(pass_began=world.now), world.now)
        assert [(one.group, one.title) for one in found.searches] == [
            ("", "Dark S02E01"),
            ("", "Dark S02E02"),
            ("", "Dark S02E03"),
        ]


@pytest.mark.parametrize("by_series", ["smart", "true"])
def test_better_files_are_searched_for_without_what_is_missing_beside_them(world, by_series):
    options = {"QualityUnmetSearch": True, "SearchBySeries": by_series}
    world.begin(EntrySearch=options)
    dark = world.sonarr.series(world.sonarr.add_series("Dark", seasons={1: 4}))
    for episode in world.sonarr.episodes(dark.id, 1)[:3]:
        world.sonarr.put_file(episode.id, resolution=720)
    found = survey("Sonarr", listed(world), Background(pass_began=world.now), world.now)
    assert [one.group for one in found.searches] == ["", "", ""]
