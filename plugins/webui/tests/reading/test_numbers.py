"""Numbers over time, and the samples of free space that some of them are made of."""

import logging
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace

import pytest
from qbitrr_webui.live.sampling import sample
from qbitrr_webui.reading.space import KEPT_FOR, NAMESPACE, keep, samples_in
from qbitrr_webui.reading.statistics import MOST_SAMPLES, statistics_of

from qbitrr.control.trouble import Trouble
from qbitrr.ports import ServerState
from qbitrr.testing.builders import NOW, make_view
from reading.rows_made import snapshot
from reading.written import decided, held, remembered


@pytest.fixture(autouse=True)
def greenwich(monkeypatch):
    """Days are those of this machine's clock: for tests that of Greenwich."""
    import time

    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


def numbers(store, days=2, shown=None):
    return statistics_of(store, shown or snapshot(), days, NOW + timedelta(hours=12))


def test_imports_are_timed_from_completion_to_confirmation(store):
    for number, seconds in enumerate((10, 30, 90)):
        remembered(store, f"{number:040}", completed_at=NOW, imported_at=NOW + timedelta(seconds=seconds))
    remembered(store, "f" * 40)
    found = numbers(store)
    assert [one.seconds for one in found.imports] == [10, 30, 90]
    assert found.import_median == 30


def test_without_imports_there_is_no_median(store):
    assert numbers(store).import_median is None


def test_a_clock_that_was_set_back_makes_no_negative_time(store):
    remembered(store, completed_at=NOW, imported_at=NOW - timedelta(seconds=5))
    assert [one.seconds for one in numbers(store).imports] == [0]


def test_removals_are_counted_by_day_and_rule(store):
    decided(store, rule="idle")
    decided(store, plugin="stalled")
    decided(store)
    decided(store, at=NOW - timedelta(days=1), rule="idle", outcome="begun")
    decided(store, rule="idle", outcome="refused")
    decided(store, action="tag")
    found = {one.day: one.counts for one in numbers(store).removals}
    assert found == {"2029-12-30": {}, "2029-12-31": {"idle": 1}, "2030-01-01": {"idle": 1, "stalled": 1, "core": 1}}


def test_all_that_was_done_is_counted_by_action(store):
    decided(store, action="Import")
    decided(store, action="tag")
    assert {one.day: one.counts for one in numbers(store).actions}["2030-01-01"] == {"import": 1, "tag": 1}


def test_every_day_is_there_though_nothing_was_done(store):
    days = [one.day for one in numbers(store, days=7).searches]
    assert len(days) == 8
    assert days == sorted(days)
    assert numbers(store).searches[0].counts == {"made": 0, "brought": 0}


def test_searches_are_counted_with_what_they_brought(store):
    store.searches.record("Radarr", (7,), "A film", NOW, "")
    (one,) = store.searches.recent(NOW - timedelta(days=1))
    store.searches.brought(one, 2, "A.Film", ())
    assert {one.day: one.counts for one in numbers(store).searches}["2030-01-01"] == {"made": 1, "brought": 1}


def test_disks_say_what_the_quarantine_will_give_back(store):
    held(store, size=30)
    held(store, "b" * 40, size=12)
    view = make_view(server=ServerState(free_space=1000))
    (disk,) = numbers(store, shown=snapshot(clients={"qBit": view})).disks
    assert (disk.client, disk.free, disk.quarantine, disk.at) == ("qBit", 1000, 42, NOW)


def test_samples_come_back_in_the_order_of_time(store):
    for minutes in (20, 0, 10):
        keep(store, {"qBit": minutes}, NOW + timedelta(minutes=minutes))
    assert [one.free["qBit"] for one in samples_in(store)] == [0, 10, 20]
    assert [one.free["qBit"] for one in numbers(store).space] == [0, 10, 20]


def test_ninety_days_of_samples_stay_few(store):
    moment = NOW
    while moment < NOW + timedelta(days=100):
        keep(store, {"qBit": 1}, moment)
        moment += timedelta(hours=1)
    kept = samples_in(store)
    assert kept[0].at >= moment - KEPT_FOR - timedelta(days=1)
    assert len(kept) < 1300
    assert len([one for one in kept if one.at > moment - timedelta(hours=20)]) >= 19
    assert len(numbers_at(store, moment).space) <= MOST_SAMPLES
    assert numbers_at(store, moment).space[-1].at == kept[-1].at


def numbers_at(store, now):
    return statistics_of(store, snapshot(), 365, now)


def test_a_note_that_makes_no_sense_is_passed_over(store):
    store.notes(NAMESPACE).put("2030-01-01", {"x": 1, "5": {"qBit": "much"}})
    store.notes(NAMESPACE).put("2030-01-02", ["what"])
    assert [one.free for one in samples_in(store)] == [{}]


def page(open_store):
    return SimpleNamespace(store=open_store, clock=lambda: NOW)


def test_a_sample_is_kept(store):
    @contextmanager
    def open_store(*, read_only):
        assert not read_only
        yield store

    sample(page(open_store), lambda: {"qBit": 5})
    assert [one.free for one in samples_in(store)] == [{"qBit": 5}]
    sample(page(open_store), dict)
    assert len(samples_in(store)) == 1


def test_a_database_that_is_away_costs_one_sample(caplog):
    caplog.set_level(logging.INFO)

    def away(*, read_only):
        raise Trouble("The database does not answer.")

    sample(page(away), lambda: {"qBit": 5})
    assert "is not kept: The database does not answer." in caplog.text
