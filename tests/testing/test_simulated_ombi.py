"""What the simulated Ombi promises."""

import pytest

from qbitrr.testing.simulated_ombi import NEVER, SimulatedOmbi
from tests.testing.web import client_of


@pytest.fixture
def ombi(clock):
    with SimulatedOmbi(clock=clock.seconds) as server:
        yield server


@pytest.fixture
def api(ombi):
    with client_of(f"{ombi.url}/api/v1", headers={"ApiKey": ombi.api_key}) as client:
        yield client


@pytest.mark.parametrize(("headers", "body"), [({}, b""), ({"ApiKey": "wrong"}, b"Invalid API Key")])
def test_without_the_key_it_is_401(ombi, headers, body):
    with client_of(ombi.url) as client:
        reply = client.get("/api/v1/Request/movie", headers=headers)
        assert (reply.status_code, reply.content) == (401, body)


def test_outside_the_api_is_the_web_page(ombi):
    with client_of(ombi.url) as client:
        assert client.get("/").headers["Content-Type"] == "text/html"


def test_a_wish_for_4k_alone_was_never_asked_as_usual(ombi, api):
    ombi.ask_movie(603, uhd=True)
    (row,) = api.get("Request/movie").json()
    assert (row["requestedDate"], row["approved"], row["has4KRequest"], row["approved4K"]) == (NEVER, False, True, True)


def test_wishes_for_one_series_are_children_of_one_row(ombi, api):
    ombi.ask_series(81189, {1: [1, 2]})
    ombi.ask_series(81189, {2: [5]}, there=[(2, 5)])
    (row,) = api.get("Request/tv").json()
    first, second = row["childRequests"]
    assert [one["episodeNumber"] for one in first["seasonRequests"][0]["episodes"]] == [1, 2]
    assert second["seasonRequests"][0]["episodes"][0]["available"]


def test_the_short_list_of_series_knows_no_seasons(ombi, api):
    ombi.ask_series(81189, {1: [1, 2]})
    (row,) = api.get("Request/tvlite").json()
    assert row["childRequests"][0]["seasonRequests"] is None
