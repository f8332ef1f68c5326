"""Old rows go, their space is given back, and it is done once a day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qbitrr.lifecycle import Stage
from qbitrr.store.database import open_store

from .rows import begun, decided, download, hold

DAY = timedelta(days=1)


@pytest.mark.parametrize(("age", "kept"), [(29, 1), (31, 0)])
def test_searches_expire_after_thirty_days(store, now, age, kept):
    store.searches.record("Radarr", (1,), "q", now - age * DAY, "failed")
    store.housekeeping(now)
    assert len(store.searches.recent(now - 99 * DAY)) == kept


def test_how_long_searches_and_history_stay_can_be_chosen(store, now):
    store.searches.record("Radarr", (1,), "q", now - 3 * DAY, "failed")
    decided(store.ledger, at=now - 3 * DAY)
    store.housekeeping(now, searches_for=2 * DAY, history_for=4 * DAY)
    assert store.searches.recent(now - 9 * DAY) == []
    assert len(store.ledger.recent(5)) == 1


def test_history_expires(store, now):
    old = now - 400 * DAY
    decided(store.ledger, at=old)
    store.downloads.save_all([download(at=old, stage=Stage.DELETED)])
    store.quarantine.mark(hold(store.quarantine, at=old).id, "expired", old)
    store.journal.settle(begun(store.journal, now=old).id, "done", old)
    store.housekeeping(now)
    assert store.ledger.recent(5) == store.downloads.find("a film") == store.quarantine.find("a film") == []


def test_what_is_not_over_never_expires(store, now):
    old = now - 4000 * DAY
    store.downloads.save_all([download(at=old)])
    held, intent = hold(store.quarantine, at=old), begun(store.journal, now=old)
    store.notes("plugin").put("key", 1)
    store.freezes.freeze("qBit", "many", old)
    store.housekeeping(now)
    assert len(store.downloads.known("Radarr-4K")) == 1
    assert store.quarantine.held() == [held]
    assert store.journal.unsettled() == [intent]
    assert store.notes("plugin").get("key") == 1
    assert store.freezes.current("qBit")


GONE = 31 * DAY


@pytest.mark.parametrize(
    ("deleted", "key", "kept"),
    [
        (GONE, "qBit/{hash}", False),
        (GONE, "recheck/qBit/{hash}", False),
        (29 * DAY, "qBit/{hash}", True),
        (GONE, "qBit-seedbox/{hash}", True),
        (GONE, "{hash}", True),
        (GONE, "qBit/{hash}/more", True),
        (None, "qBit/{hash}", True),
    ],
)
def test_what_plugins_noted_of_a_torrent_goes_when_it_is_long_gone(store, now, deleted, key, kept):
    one = download(at=now - (deleted or GONE), stage=Stage.DELETED if deleted else Stage.SEEDING)
    store.downloads.save_all([one])
    key = key.format(hash=one.hash)
    store.notes("Radarr/trackers").put(key, ["tag"])
    store.notes("core.protected").put(key, "mine")
    store.housekeeping(now)
    assert (store.notes("Radarr/trackers").get(key) is not None) is kept
    assert store.notes("core.protected").get(key) == "mine"


def test_notes_stay_while_one_owner_still_has_the_torrent(store, now):
    gone = download(at=now - GONE, stage=Stage.DELETED)
    store.downloads.save_all([gone, replace(gone, owner="Sonarr", stage=Stage.SEEDING)])
    store.notes("Radarr/trackers").put(f"qBit/{gone.hash}", 1)
    store.housekeeping(now)
    assert store.notes("Radarr/trackers").get(f"qBit/{gone.hash}") == 1


def test_settled_actions_leave_the_journal(store, now):
    store.journal.settle(begun(store.journal).id, "done", now)
    assert store.journal.expire(now) == 0
    assert store.journal.expire(now + DAY) == 1


def test_it_is_done_once_a_day_whoever_asks(where, now):
    with open_store(where) as one, open_store(where) as two:
        assert one.housekeeping(now)
        assert not two.housekeeping(now)
        assert not one.housekeeping(now + timedelta(hours=23))
        assert two.housekeeping(now + DAY)


def test_space_is_given_back(path, now):
    with open_store(path) as store:
        for number in range(200):
            held = hold(store.quarantine, hash=str(number), torrent_file=b"x" * 20_000)
            store.quarantine.mark(held.id, "gone", now)
    before = path.stat().st_size
    with open_store(path) as store:
        store.housekeeping(now + 400 * DAY)
    assert before > 4_000_000
    assert path.stat().st_size < before / 10


def test_many_rows_expire_in_small_steps(store, now):
    with store.transaction():
        for _ in range(5000):
            store.searches.record("Radarr", (1,), "q", now, "failed")
    assert store.searches.expire(now + DAY) == 5000
