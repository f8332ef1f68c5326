"""Every action is written down before it is done, and one is done at a time."""

from datetime import timedelta

import pytest

from qbitrr.store.journal import AlreadyInFlight, NotInFlight

from .rows import begun


def test_an_intent_says_what_will_be_done(store, now):
    intent = begun(store.journal)
    assert (intent.owner, intent.client, intent.hash, intent.action) == ("Radarr-4K", "qBit", "a" * 40, "remove")
    assert (intent.steps, intent.step, intent.step_state) == (("stop", "quarantine"), "", "")
    assert (intent.begun_at, intent.step_at, intent.context) == (now, now, {"tags": ["hd"]})
    assert store.journal.unsettled("Radarr-4K") == [intent]


def test_what_is_left_over_shows_how_far_it_came(store, now):
    intent = begun(store.journal)
    store.journal.step_begun(intent.id, "stop", now + timedelta(seconds=1))
    store.journal.step_done(intent.id, "stop", now + timedelta(seconds=2), {"was_running": True})
    store.journal.step_begun(intent.id, "quarantine", now + timedelta(seconds=3))
    (left,) = store.journal.unsettled("Radarr-4K")
    assert (left.step, left.step_state, left.step_at) == ("quarantine", "begun", now + timedelta(seconds=3))
    assert left.context == {"tags": ["hd"], "was_running": True}


def test_a_second_action_on_the_same_torrent_is_refused(store):
    begun(store.journal)
    with pytest.raises(AlreadyInFlight):
        begun(store.journal)
    assert len(store.journal.unsettled()) == 1


def test_a_refused_action_does_not_spoil_the_transaction_around_it(store):
    begun(store.journal)
    with store.transaction():
        store.notes("x").put("a", 1)
        with pytest.raises(AlreadyInFlight):
            begun(store.journal)
    assert store.notes("x").get("a") == 1


@pytest.mark.parametrize("other", [{"client": "qBit-seedbox"}, {"owner": "Radarr"}, {"hash": "b" * 40}])
def test_another_torrent_or_owner_does_not_wait(store, other):
    begun(store.journal)
    assert begun(store.journal, **other).id


def test_a_settled_action_is_over(store, now):
    intent = begun(store.journal)
    store.journal.settle(intent.id, "done", now)
    assert store.journal.unsettled("Radarr-4K") == []
    assert store.journal.in_flight("qBit", "a" * 40) is None
    assert begun(store.journal).id != intent.id


def test_each_owner_takes_up_its_own(store):
    one, two = begun(store.journal), begun(store.journal, owner="Sonarr")
    assert store.journal.unsettled("Radarr-4K") == [one]
    assert store.journal.unsettled() == [one, two]
    assert store.journal.in_flight("qBit", "a" * 40) == one
    assert store.journal.in_flight("qBit", "a" * 40, "Sonarr") == two


def test_a_settled_action_takes_no_more_steps(store, now):
    intent = begun(store.journal)
    store.journal.settle(intent.id, "dropped", now)
    for late in (
        lambda: store.journal.step_begun(intent.id, "stop", now),
        lambda: store.journal.step_done(intent.id, "stop", now),
        lambda: store.journal.settle(intent.id, "done", now),
    ):
        with pytest.raises(NotInFlight):
            late()


def test_a_step_that_was_not_announced_is_refused(store, now):
    intent = begun(store.journal)
    with pytest.raises(NotInFlight, match="no step delete"):
        store.journal.step_begun(intent.id, "delete", now)
