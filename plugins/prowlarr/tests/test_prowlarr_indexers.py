"""What the plugin tells of each indexer."""

from datetime import timedelta

import pytest

from qbitrr import Indexer, Unavailable
from qbitrr.testing.builders import NOW
from qbitrr.testing.http import Fault, Reply
from qbitrr.testing.simulated_prowlarr import Event


def test_an_indexer_without_limits_that_nobody_asked(prowlarr, tell):
    prowlarr.add_indexer("One")
    assert tell() == {"One": Indexer(name="One", asked_hour=0, asked_day=0, asked_at=NOW)}


@pytest.mark.parametrize(("hourly", "limits"), [(True, (100, None)), (False, (None, 100))])
def test_a_limit_is_for_the_hour_or_for_the_day(prowlarr, tell, hourly, limits):
    prowlarr.add_indexer("One", query_limit=100, hourly=hourly)
    assert (tell()["One"].limit_hour, tell()["One"].limit_day) == limits


def test_a_limit_of_grabs_is_none_of_queries(prowlarr, tell):
    prowlarr.add_indexer("One", grab_limit=3)
    assert (tell()["One"].limit_hour, tell()["One"].limit_day) == (None, None)


def test_queries_and_feed_readings_count_by_hour_and_day_and_nothing_else_does(prowlarr, tell, clock):
    number = prowlarr.add_indexer("One")
    prowlarr.record(number, times=100)
    clock.tick(timedelta(hours=20))
    prowlarr.record(number, times=10)
    clock.tick(timedelta(hours=4, minutes=1))
    prowlarr.record(number, times=3)
    prowlarr.record(number, Event.RSS, times=2)
    prowlarr.record(number, Event.AUTH, times=50)
    prowlarr.record(number, Event.GRAB, times=50)
    prowlarr.record(number, ok=False)
    assert (tell()["One"].asked_hour, tell()["One"].asked_day) == (6, 16)


def test_an_indexer_in_back_off_rests_until_then(prowlarr, begin, clock):
    number = prowlarr.add_indexer("One")
    prowlarr.add_indexer("Two")
    prowlarr.back_off(number, 120)
    plugin = begin()
    until = clock() + timedelta(seconds=120)
    assert [(one.resting, one.resting_until) for one in plugin.qbitrr_indexers(clock())] == [
        (True, until),
        (False, None),
    ]
    clock.tick(121)
    assert [one.resting for one in plugin.qbitrr_indexers(clock())] == [False, False]


def test_a_rest_without_an_end_is_a_rest(prowlarr, tell):
    number = prowlarr.add_indexer("One")
    prowlarr.fail(Fault(path="indexerstatus", reply=Reply.of([{"indexerId": number, "disabledTill": "soon"}])))
    assert (tell()["One"].resting, tell()["One"].resting_until) == (True, None)


def test_indexers_that_are_switched_off_are_left_out(prowlarr, tell):
    prowlarr.add_indexer("One", enable=False)
    prowlarr.add_indexer("Two", protocol="usenet")
    assert set(tell()) == {"Two"}


@pytest.mark.parametrize(
    ("name", "plain"),
    [("One (Prowlarr)", "One"), ("One", "One"), ("Prowlarr", "Prowlarr"), ("  One ", "One"), ("\ud800", "?")],
)
def test_names_are_told_without_what_prowlarr_adds_for_others(prowlarr, tell, name, plain):
    prowlarr.add_indexer(name)
    assert set(tell()) == {plain}


@pytest.mark.parametrize(
    ("record", "says"),
    [({"id": 7}, "without a name"), ({"name": "Two"}, "without an id"), ({"id": "7", "name": "Two"}, "without an id")],
)
def test_an_indexer_that_makes_no_sense_is_skipped_with_a_reason(prowlarr, tell, caplog, record, says):
    prowlarr.fail(Fault(path="v1/indexer", reply=Reply.of([record, {"id": 1, "name": "One"}]), times=1))
    assert set(tell()) == {"One"}
    assert says in caplog.text


@pytest.mark.parametrize(
    "fields",
    [
        None,
        "none",
        [None],
        [{"name": "baseSettings.queryLimit", "value": "100"}],
        [{"name": "baseSettings.queryLimit", "value": -1}],
        [{"name": "baseSettings.queryLimit", "value": 0}],
        [{"name": "baseSettings.queryLimit", "value": True}],
    ],
)
def test_a_limit_that_makes_no_sense_is_not_known(prowlarr, tell, fields):
    record = {"id": 1, "name": "One", "fields": fields}
    prowlarr.fail(Fault(path="v1/indexer", reply=Reply.of([record]), times=1))
    assert (indexer := tell()["One"]).limit_hour is indexer.limit_day is None


@pytest.mark.parametrize(
    "stats", [{"numberOfQueries": 3}, {"numberOfQueries": "3", "numberOfRssQueries": 1}, {"numberOfQueries": -3}]
)
def test_a_count_that_makes_no_sense_is_not_known(prowlarr, tell, stats):
    number = prowlarr.add_indexer("One")
    prowlarr.fail(Fault(path="indexerstats", reply=Reply.of({"indexers": [{"indexerId": number, **stats}, None]})))
    assert (tell()["One"].asked_hour, tell()["One"].asked_day) == (None, None)


@pytest.mark.parametrize(
    ("path", "reply", "says"),
    [
        ("indexerstats", Reply.of({}), "its indexerstats is not what Prowlarr answers there"),
        ("indexerstats", Reply.of([]), "its indexerstats is not what Prowlarr answers there"),
        ("indexerstatus", Reply.of({}), "its indexerstatus is not what Prowlarr answers there"),
        ("indexerstatus", Reply.of([1]), "its indexerstatus is not what Prowlarr answers there"),
        ("system/status", Reply.of({"appName": "Radarr"}), "Radarr, not Prowlarr"),
        ("indexerstats", Reply.of({"message": "NullReference"}, 500), "NullReference"),
        ("indexerstats", Reply.of({"message": "no such thing"}, 409), "refused to say: no such thing"),
    ],
)
def test_an_answer_of_another_shape_is_unavailable(prowlarr, tell, path, reply, says):
    prowlarr.add_indexer("One")
    prowlarr.fail(Fault(path=path, reply=reply))
    with pytest.raises(Unavailable, match=says):
        tell()
