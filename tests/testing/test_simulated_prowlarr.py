"""What the simulated Prowlarr promises."""

import pytest

from qbitrr.testing.simulated_prowlarr import Event, SimulatedProwlarr
from tests.testing.web import client_of


@pytest.fixture
def prowlarr(clock):
    with SimulatedProwlarr(clock=clock.seconds) as server:
        yield server


@pytest.fixture
def api(prowlarr):
    key = {"X-Api-Key": prowlarr.api_key}
    with client_of(f"{prowlarr.url}/api/v1", headers=key) as client:
        yield client


def stats(api, **query):
    return {row["indexerName"]: row for row in api.get("indexerstats", params=query).json()["indexers"]}


def fields(api):
    return [{one["name"]: one.get("value") for one in row["fields"]} for row in api.get("indexer").json()]


def test_without_the_key_it_answers_only_to_ping(prowlarr):
    with client_of(prowlarr.url) as client:
        assert client.get("/api/v1/indexer").status_code == 401
        assert client.get("/ping").json() == {"status": "OK"}


def test_it_says_what_it_is(api):
    assert api.get("system/status").json()["appName"] == "Prowlarr"


def test_while_it_starts_it_answers_503(prowlarr, api):
    prowlarr.starting = True
    assert api.get("indexer").status_code == 503


def test_a_limit_that_is_not_set_is_a_field_without_a_value(prowlarr, api):
    prowlarr.add_indexer("One", query_limit=100, hourly=True)
    prowlarr.add_indexer("Two")
    one, two = fields(api)
    assert (one["baseSettings.queryLimit"], one["baseSettings.limitsUnit"]) == (100, 1)
    assert (two["baseSettings.queryLimit"], two["baseSettings.limitsUnit"]) == (None, 0)


def test_what_was_asked_is_counted_between_two_moments(prowlarr, api, clock):
    number = prowlarr.add_indexer("One")
    prowlarr.record(number, times=3)
    clock.tick(7200)
    prowlarr.record(number, Event.RSS)
    prowlarr.record(number, ok=False)
    assert stats(api)["One"]["numberOfQueries"] == 4
    recent = stats(api, startDate=clock().isoformat())["One"]
    assert (recent["numberOfQueries"], recent["numberOfFailedQueries"], recent["numberOfRssQueries"]) == (1, 1, 1)


def test_an_indexer_that_was_not_asked_has_no_statistics(prowlarr, api):
    prowlarr.add_indexer("One")
    assert stats(api) == {}


def test_a_date_that_is_none_is_refused(api):
    assert api.get("indexerstats", params={"startDate": "yesterday"}).status_code == 400


def test_only_indexers_that_rest_now_have_a_status(prowlarr, api, clock):
    number = prowlarr.add_indexer("One")
    prowlarr.back_off(number, 300)
    (status,) = api.get("indexerstatus").json()
    assert status["indexerId"] == number
    clock.tick(301)
    assert api.get("indexerstatus").json() == []
