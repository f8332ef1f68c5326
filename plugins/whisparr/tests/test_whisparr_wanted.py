"""What a Whisparr's library lacks is found and searched for in either version."""

import pytest
from arr_world import servers
from library_world import listed, ordered, search, titles
from whisparr_world import Whisparr2Server, Whisparr3Server, World2, World3

SEARCHING = {"EntrySearch": {"SearchMissing": True}}


@pytest.fixture
def sites(tmp_path):
    """Version 2 with a site of three scenes."""
    with servers(Whisparr2Server, tmp_path) as (qbittorrent, app, clock):
        world = World2(qbittorrent, app, clock)
        yield world
        world.end()


@pytest.fixture
def scenes(tmp_path):
    """Version 3 with one movie."""
    with servers(Whisparr3Server, tmp_path) as (qbittorrent, app, clock):
        world = World3(qbittorrent, app, clock)
        yield world
        world.end()


def test_scenes_of_version_2_are_out_by_their_day_of_release(sites):
    sites.begin(**SEARCHING)
    sites.app.add_episode(1, 2024, 4, airs=sites.clock.now + 3 * 86_400)
    found = {one.title: one.why_not for one in listed(sites).media}
    assert found.pop("Site S2024E04").startswith("it is not out before ")
    assert found == dict.fromkeys(("Site S2024E01", "Site S2024E02", "Site S2024E03"), "")


def test_several_scenes_of_a_year_are_searched_for_together(sites):
    sites.begin(**SEARCHING)
    listed(sites)
    assert search(sites, 1, 2, 3, group="season 1/2024")[0] == "begun"
    assert ordered(sites) == [{"name": "SeasonSearch", "seriesId": 1, "seasonNumber": 2024}]


def test_a_movie_of_version_3_is_searched_for(scenes):
    scenes.begin(**SEARCHING)
    assert titles(scenes) == ["Site S2024 (2020)"]
    assert search(scenes, 1)[0] == "begun"
    assert ordered(scenes) == [{"name": "MoviesSearch", "movieIds": [1]}]
