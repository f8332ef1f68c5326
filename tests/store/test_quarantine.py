"""What was taken away can be given back with all that it had."""

from datetime import timedelta

import pytest

from .rows import hold


def test_an_entry_keeps_what_a_restore_needs(store, now):
    held = hold(
        store.quarantine,
        category="radarr",
        tags=frozenset({"hd", "new"}),
        save_path="/data/film",
        context={"limits": {"up": 5}, "auto_managed": True},
        torrent_file=b"\x00\xffd4:infoe",
    )
    assert store.quarantine.held() == [held]
    assert (held.category, held.tags, held.save_path) == ("radarr", {"hd", "new"}, "/data/film")
    assert held.context == {"limits": {"up": 5}, "auto_managed": True}
    assert (held.state, held.held_at) == ("held", now)
    assert store.quarantine.torrent_file(held.id) == b"\x00\xffd4:infoe"


def test_no_entry_has_no_torrent_file(store):
    assert store.quarantine.torrent_file(99) == b""


def test_holding_again_keeps_what_was_seen_first(store):
    first = hold(store.quarantine, tags=frozenset({"hd"}))
    again = hold(store.quarantine, tags=frozenset({"qbitrr-quarantine"}), torrent_file=b"")
    assert again == first
    assert store.quarantine.held() == [first]
    assert store.quarantine.torrent_file(first.id) == b"d4:infoe"


def test_a_torrent_given_back_can_be_held_again(store, now):
    first = hold(store.quarantine)
    store.quarantine.mark(first.id, "restored", now)
    second = hold(store.quarantine)
    assert second.id != first.id
    assert [held.state for held in store.quarantine.find("a film")] == ["held", "restored"]


@pytest.mark.parametrize(("hours", "due"), [(0, False), (1, True), (2, True)])
def test_an_entry_is_due_when_its_time_has_come(store, now, hours, due):
    hold(store.quarantine, expires_at=now + timedelta(hours=1))
    assert bool(store.quarantine.due("Radarr-4K", now + timedelta(hours=hours))) is due
    assert store.quarantine.due("Sonarr", now + timedelta(days=9)) == []


@pytest.mark.parametrize("state", ["restored", "expired", "gone"])
def test_an_entry_ends_once(store, now, state):
    held = hold(store.quarantine)
    assert store.quarantine.mark(held.id, state, now)
    assert not store.quarantine.mark(held.id, "expired", now)
    assert store.quarantine.held() == store.quarantine.due("Radarr-4K", now) == []
    assert [found.state for found in store.quarantine.find("aaaa")] == [state]


def test_two_instances_never_share_an_entry(store):
    hold(store.quarantine)
    hold(store.quarantine, client="qBit-seedbox")
    hold(store.quarantine, owner="Sonarr")
    assert len(store.quarantine.held()) == 3
    assert len(store.quarantine.held("Sonarr")) == 1


def test_nothing_is_found_by_nothing(store):
    hold(store.quarantine)
    assert store.quarantine.find("") == []


@pytest.mark.parametrize(
    ("state", "kept"), [("restored", True), ("expired", False), ("gone", False), ("dropped", False)]
)
def test_what_a_person_took_back_is_remembered_for_ever_for_it_protects(store, now, state, kept):
    store.quarantine.mark(hold(store.quarantine).id, state, now)
    store.quarantine.expire(now + timedelta(days=3650))
    assert bool(store.quarantine.find("aaaa")) is kept


@pytest.mark.parametrize("state", ["gone", "expired", "dropped"])
def test_what_ended_otherwise_can_still_be_taken_back(store, now, state):
    held = hold(store.quarantine)
    store.quarantine.mark(held.id, state, now)
    assert store.quarantine.mark(held.id, "restored", now)
    assert list(store.quarantine.states("Radarr-4K").values()) == ["restored"]
