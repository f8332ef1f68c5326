"""How often Prowlarr is asked, and what holds while it does not answer."""

from datetime import timedelta

import pytest

from qbitrr import NotAuthorized, Unavailable
from qbitrr.testing.http import HTML, Fault, Reply

EVERY = timedelta(minutes=5)


def names(plugin, clock):
    return [one.name for one in plugin.qbitrr_indexers(clock())]


def test_it_asks_once_in_every_and_never_changes_anything(prowlarr, begin, clock):
    prowlarr.add_indexer("One")
    plugin = begin()
    for _ in range(60):
        names(plugin, clock)
        clock.tick(10)
    assert len(prowlarr.requests) == 1 + 2 * 4
    assert {request.method for request in prowlarr.requests} == {"GET"}


def test_what_is_new_is_seen_at_the_next_reading(prowlarr, begin, clock):
    plugin = begin(Every="1m")
    assert names(plugin, clock) == []
    prowlarr.add_indexer("One")
    clock.tick(59)
    assert names(plugin, clock) == []
    clock.tick(1)
    assert names(plugin, clock) == ["One"]


def test_the_last_reading_holds_until_it_is_three_times_as_old(prowlarr, begin, clock):
    prowlarr.add_indexer("One")
    plugin = begin()
    assert names(plugin, clock) == ["One"]
    prowlarr.fail(Fault(reply=Reply.of({"message": "database is locked"}, 500)))
    clock.tick(3 * EVERY - timedelta(seconds=1))
    assert names(plugin, clock) == ["One"]
    clock.tick(1)
    with pytest.raises(Unavailable, match="database is locked"):
        names(plugin, clock)


def test_it_is_lost_once_and_back_once(prowlarr, begin, clock, caplog):
    plugin = begin()
    names(plugin, clock)
    prowlarr.fail(Fault(reply=HTML))
    for _ in range(100):
        clock.tick(10)
        try:
            names(plugin, clock)
        except Unavailable as error:
            assert "a web page answered, not Prowlarr" in str(error)  # noqa: PT017 -- only once the reading is old
    prowlarr.heal()
    clock.tick(10)
    assert names(plugin, clock) == []
    assert caplog.records[0].getMessage().startswith("prowlarr is unavailable: ")
    assert len(caplog.records) == 2
    assert "prowlarr is available again" in caplog.text


def test_while_it_is_away_it_is_only_pinged(prowlarr, begin, clock):
    plugin = begin()
    prowlarr.starting = True
    for _ in range(60):
        with pytest.raises(Unavailable, match="starting up"):
            names(plugin, clock)
        clock.tick(1)
    others = [request.path for request in prowlarr.requests if request.path != "/ping"]
    assert len(others) <= 12


def test_it_is_used_again_within_seconds_of_its_return(prowlarr, begin, clock):
    prowlarr.add_indexer("One")
    prowlarr.starting = True
    plugin = begin()
    with pytest.raises(Unavailable):
        names(plugin, clock)
    clock.tick(timedelta(hours=1))
    with pytest.raises(Unavailable):
        names(plugin, clock)
    prowlarr.starting = False
    clock.tick(4)
    assert names(plugin, clock) == ["One"]


def test_a_refused_key_is_not_sent_again_and_again(prowlarr, begin, clock):
    plugin = begin(APIKey="wrong")
    for _ in range(30):
        with pytest.raises(NotAuthorized, match="refuses the API key"):
            names(plugin, clock)
        clock.tick(10)
    assert sum(request.path != "/ping" for request in prowlarr.requests) == 1


def test_after_its_return_it_is_asked_again_what_it_is(prowlarr, begin, clock):
    plugin = begin()
    names(plugin, clock)
    prowlarr.fail(Fault(drop=True))
    clock.tick(EVERY)
    names(plugin, clock)
    prowlarr.heal()
    prowlarr.fail(Fault(path="system/status", reply=Reply.of({"appName": "Sonarr"})))
    clock.tick(3 * EVERY)
    with pytest.raises(Unavailable):
        names(plugin, clock)


def test_a_clock_that_is_set_back_leads_to_a_new_reading(prowlarr, begin, clock):
    plugin = begin()
    names(plugin, clock)
    prowlarr.add_indexer("One")
    clock.tick(-86_400)
    assert names(plugin, clock) == ["One"]


def test_a_url_base_is_followed(begin, clock):
    from qbitrr.testing.simulated_prowlarr import SimulatedProwlarr

    with SimulatedProwlarr(url_base="/prowlarr", clock=clock.seconds) as other:
        other.add_indexer("One")
        assert names(begin(URI=other.url), clock) == ["One"]
        assert names(begin(URI=f"{other.url}/prowlarr/"), clock) == ["One"]
