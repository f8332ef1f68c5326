"""What a restore puts back, and what it says when it cannot."""

import pytest

from qbitrr import State
from qbitrr.errors import Unavailable
from qbitrr.restore import CannotRestore
from tests.section_world import FAILED, REMOVE, SEEDED, Says, World, complete, stalled


@pytest.fixture
def world(tmp_path):
    """A world in which a torrent has just been removed."""
    made = []

    def make(torrent=None, *, proposal=REMOVE, **options):
        torrent = torrent or stalled()
        one = World(tmp_path, torrent, rule=Says(FAILED, proposal), **options)
        made.append(one)
        one.arr.imported = {torrent.hash: one.clock()} if torrent.complete else {}
        one.turn()
        one.client.calls.clear()
        return one

    yield make
    for one in made:
        one.close()


def test_it_is_written_down_and_each_thing_done_is_said(world):
    one = world()
    restored = one.restore(one.held()[0])
    assert restored.lines == ("its torrent is back as it was and runs", "unblocklist done")
    assert one.ledger()[-1] == ("restore", "done")
    assert one.held() == []


def test_it_runs_only_after_everything_else_is_as_it_was(world):
    one = world()
    one.restore(one.held()[0])
    assert [call for call, _ in one.client.calls] == ["set_category", "remove_tags", "set_limits", "start"]


@pytest.mark.parametrize("forced", [True, False])
def test_what_was_forced_is_forced_again(world, forced):
    one = world(stalled(forced=forced))
    one.restore(one.held()[0])
    assert one.client.torrents[stalled().hash].forced is forced


def test_what_was_complete_and_stopped_stays_stopped(world):
    one = world(complete(state=State.STOPPED), proposal=SEEDED)
    one.restore(one.held()[0])
    assert one.client.torrents[complete().hash].state is State.STOPPED


def test_a_torrent_that_is_gone_comes_back_from_its_file(world):
    one = world()
    one.client.kept_limits.clear()
    one.client.lose()
    restored = one.restore(one.held()[0])
    assert one.client.calls == [("add", stalled().hash)]
    assert "added again" in restored.lines[0]


def test_without_a_torrent_file_a_person_is_told_the_hash(world):
    one = world()
    one.store.quarantine.torrent_file = lambda _id: b""
    one.client.lose()
    with pytest.raises(CannotRestore, match=stalled().hash):
        one.restore(one.held()[0])
    assert len(one.held()) == 1


def test_a_client_that_is_away_leaves_it_in_quarantine_for_the_next_try(world):
    one = world()
    one.client.before = lambda call, _hash: (_ for _ in ()).throw(Unavailable("no connection"))
    with pytest.raises(Unavailable):
        one.restore(one.held()[0])
    assert len(one.held()) == 1
    one.client.before = lambda call, _hash: None
    one.restore(one.held()[0])
    assert one.client.torrents[stalled().hash].state is State.DOWNLOADING


def test_an_owner_that_is_away_does_not_keep_the_torrent_from_coming_back(world):
    one = world()
    one.arr.away = "no connection"
    restored = one.restore(one.held()[0])
    assert one.client.torrents[stalled().hash].state is State.DOWNLOADING
    assert restored.lines[1] == "Radarr could not be asked: no connection"
