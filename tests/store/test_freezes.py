"""A mass event freezes a scope once, and a person lifts it or allows it for a while."""

from datetime import timedelta

from qbitrr.store.freezes import Freeze


def test_only_the_first_to_freeze_raises_the_alert(store, now):
    assert store.freezes.current("qBit") is None
    assert store.freezes.freeze("qBit", "21 removals within an hour", now)
    assert not store.freezes.freeze("qBit", "22 removals within an hour", now + timedelta(minutes=1))
    frozen = store.freezes.current("qBit")
    assert frozen == Freeze(scope="qBit", reason="21 removals within an hour", since=now)


def test_a_freeze_holds_only_in_its_scope(store, now):
    store.freezes.freeze("qBit", "many", now)
    assert store.freezes.current("qBit-seedbox") is None


def test_what_was_lifted_can_freeze_again(store, now):
    store.freezes.freeze("qBit", "many", now)
    assert store.freezes.lift("qBit", "a person on the page", now)
    assert store.freezes.current("qBit") is None
    assert not store.freezes.lift("qBit", "a person on the page", now)
    assert store.freezes.freeze("qBit", "many again", now)


def test_a_person_allows_it_until_a_moment(store, now):
    assert store.freezes.allowed_until("qBit") is None
    store.freezes.allow("qBit", now + timedelta(hours=1))
    store.freezes.allow("qBit", now + timedelta(hours=2))
    assert store.freezes.allowed_until("qBit") == now + timedelta(hours=2)
    assert store.freezes.current("qBit") is None


def test_allowing_does_not_lift(store, now):
    store.freezes.freeze("qBit", "many", now)
    store.freezes.allow("qBit", now)
    assert store.freezes.current("qBit") is not None
