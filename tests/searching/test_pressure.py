"""When it is no time to search at all."""

from datetime import datetime, time, timedelta

import pytest

from qbitrr import Facts, Observation, State
from qbitrr.ports import ServerState
from qbitrr.searching.pressure import pressure, quiet
from qbitrr.testing.builders import NOW, make_complete, make_facts, make_torrent

NIGHT, NOON = (time(23), time(7)), (time(12), time(13))


def queue(**changes):
    return Observation(kind="queue", source="Radarr", at=NOW, value=(), **changes)


def why(*torrents, others=None, most=3, **view):
    wait = pressure(make_facts(*torrents, others=others or [queue()], **view), "Radarr", most)
    return wait.why if wait else None


def downloading(number, **changes):
    return make_torrent(hash=f"{number:040x}", **changes)


@pytest.mark.parametrize(
    ("clock", "until"),
    [
        ("22:59:59", None),
        ("23:00:00", "2030-01-02T07:00"),
        ("00:30:00", "2030-01-01T07:00"),
        ("06:59:59", "2030-01-01T07:00"),
        ("07:00:00", None),
        ("12:30:00", "2030-01-01T13:00"),
        ("13:00:00", None),
    ],
)
def test_quiet_hours(clock, until):
    wait = quiet([NIGHT, NOON], datetime.fromisoformat(f"2030-01-01T{clock}+02:00"))
    assert (wait.until if wait else None) == (datetime.fromisoformat(f"{until}+02:00") if until else None)


def test_without_quiet_hours_there_is_no_pause():
    assert quiet([], NOW) is None


def test_with_everything_known_and_little_under_way_it_may_be_searched():
    assert why(downloading(1), downloading(2)) is None


def test_enough_under_way_is_enough():
    assert why(*map(downloading, range(3))) == "3 downloads are unfinished (MaxDownloading is 3)"


@pytest.mark.parametrize("state", [State.STOPPED, State.ERRORED, State.MISSING_FILES])
def test_what_does_not_run_does_not_count(state):
    assert why(*(downloading(one, state=state) for one in range(3))) is None


def test_what_is_complete_does_not_count():
    assert why(*(make_complete(hash=f"{one:040x}") for one in range(3))) is None


def test_before_the_first_cycle_nothing_is_known():
    assert pressure(None, "Radarr", 3).why == "its first cycle has not ended yet"


def test_a_queue_that_may_not_be_whole_is_not_searched_over():
    said = why(downloading(1), others=[queue(complete=False, why_incomplete="it has restarted")])
    assert said == "what Radarr says of its queue is incomplete: it has restarted"


def test_an_app_that_is_away_is_not_searched():
    facts = make_facts(downloading(1))
    assert "Radarr could not say" in pressure(Facts(facts.observations, {"Radarr": "it is away"}), "Radarr", 3).why


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ({"complete": False}, "qBit does not say what it has"),
        ({"connected": False}, "qBit does not say what it has"),
        ({"server": ServerState(connection_status="disconnected")}, "qBit has no connection to its peers"),
    ],
)
def test_a_client_that_cannot_download_is_not_given_more(view, said):
    assert why(downloading(1), **view) == said


def test_no_client_is_no_place_for_a_download():
    assert pressure(Facts({("queue", "Radarr"): queue()}), "Radarr", 3).why == "no client is known"


def test_the_wait_for_quiet_hours_never_lies_in_the_past():
    wait = quiet([NIGHT], NOW.replace(hour=23, minute=30))
    assert timedelta() < wait.until - NOW.replace(hour=23, minute=30) <= timedelta(days=1)
