"""What the simulated request app promises."""

import pytest

from qbitrr.testing.simulated_seerr import Media, SimulatedSeerr, Status
from tests.testing.web import client_of


@pytest.fixture
def seerr(clock):
    with SimulatedSeerr(clock=clock.seconds) as server:
        yield server


@pytest.fixture
def api(seerr):
    key = {"X-Api-Key": seerr.api_key}
    with client_of(f"{seerr.url}/api/v1", headers=key) as client:
        yield client


def listed(api, **query):
    return [row["id"] for row in api.get("request", params=query).json()["results"]]


def test_a_wrong_key_is_403_and_only_status_needs_none(seerr):
    with client_of(f"{seerr.url}/api/v1", headers={"X-Api-Key": "wrong"}) as client:
        reply = client.get("request")
        assert (reply.status_code, reply.json()["status"]) == (403, 403)
        assert client.get("status").is_success


def test_outside_the_api_is_the_web_page(seerr):
    with client_of(seerr.url) as client:
        assert client.get("/").headers["Content-Type"] == "text/html"


def test_the_newest_comes_first_and_a_page_is_short(seerr, api):
    for tmdb in range(1, 13):
        seerr.ask_movie(tmdb)
    assert listed(api) == [12, 11, 10, 9, 8, 7, 6, 5, 4, 3]
    reply = api.get("request", params={"take": 5, "skip": 10}).json()
    assert [row["id"] for row in reply["results"]] == [2, 1]
    assert reply["pageInfo"] == {"pages": 3, "pageSize": 5, "results": 12, "page": 3}


@pytest.mark.parametrize(("old", "expected"), [(False, [2, 1]), (True, [3, 2, 1])])
def test_unavailable_is_pending_or_approved_and_old_versions_do_not_look_at_the_media(old, expected):
    with SimulatedSeerr(old=old) as seerr:
        seerr.ask_movie(1)
        seerr.ask_movie(2, status=Status.PENDING)
        seerr.ask_movie(3, media=Media.AVAILABLE)
        seerr.ask_movie(4, status=Status.DECLINED)
        with client_of(f"{seerr.url}/api/v1", headers={"X-Api-Key": seerr.api_key}) as api:
            assert listed(api, filter="unavailable") == expected


@pytest.mark.parametrize("query", [{"filter": "wanted"}, {"mediaType": "movie"}, {"take": "all"}])
def test_what_the_document_does_not_name_is_refused(api, query):
    assert api.get("request", params=query).status_code == 400


def test_4k_has_a_status_of_its_own(seerr, api):
    seerr.ask_movie(603, is_4k=True)
    (row,) = api.get("request").json()["results"]
    assert (row["is4k"], row["media"]["status"], row["media"]["status4k"]) == (True, 1, 3)


def test_a_series_names_the_seasons_asked_for_and_those_that_are_there(seerr, api):
    seerr.ask_series(1396, 3, 4, tvdb=81189, there={3: Media.AVAILABLE})
    (row,) = api.get("request").json()["results"]
    assert [(one["seasonNumber"], one["status"]) for one in row["seasons"]] == [(3, 2), (4, 2)]
    assert [(one["seasonNumber"], one["status"]) for one in row["media"]["seasons"]] == [(3, 5)]


def test_details_know_the_title_and_more_ids(seerr, api):
    seerr.ask_series(1396, 1, title="Breaking Bad")
    seerr.known_tvdb[1396] = 81189
    said = api.get("tv/1396").json()
    assert (said["name"], said["externalIds"]["tvdbId"]) == ("Breaking Bad", 81189)
    assert api.get("tv/7").status_code == 500
