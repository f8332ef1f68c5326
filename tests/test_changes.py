"""The changes to a torrent that can be undone: each is one journalled step at its client."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qbitrr import (
    Categorize,
    Deselect,
    EditTrackers,
    Expire,
    Limit,
    Promote,
    Reannounce,
    Reject,
    Remove,
    SuperSeed,
    Tag,
    TorrentFile,
    Tracker,
    TrackerStatus,
    actions,
)
from qbitrr.config.settings import MappedPath
from qbitrr.intents import action_context, action_of
from qbitrr.store.journal import Intent
from qbitrr.testing.builders import NOW
from qbitrr.testing.fake_client import FakeClient
from tests.section_world import FAILED, Says, complete, stalled

FILES = (TorrentFile(index=0, path="film.mkv", size=10), TorrentFile(index=1, path="film.exe", size=1))
OLD = Tracker("https://old.example/announce", TrackerStatus.WORKING)
CHANGES = [
    (Categorize("back where it was", "films"), {"category": "films"}),
    (Deselect("an executable", frozenset({1})), {"files": (FILES[0], replace(FILES[1], wanted=False))}),
    (Limit("its tracker's limits", download=1024, upload=0), {"download_limit": 1024, "upload_limit": 0}),
    (SuperSeed("its tracker's wish"), {"super_seeding": True}),
    (SuperSeed("its tracker's wish", on=False), {"super_seeding": False}),
    (
        EditTrackers("as configured", add=("https://new.example/announce",), remove=(OLD.url,)),
        {"trackers": (Tracker("https://new.example/announce", TrackerStatus.WAITING),)},
    ),
    (Tag("its tracker's tag", add=frozenset({"hd"})), {"tags": frozenset({"hd"})}),
]


@pytest.mark.parametrize(("action", "after"), CHANGES, ids=lambda one: type(one).__name__)
def test_each_change_is_made_at_the_client(world, action, after):
    torrent = stalled(files=FILES, trackers=(OLD,), upload_limit=5, position=3)
    one = world(torrent, rule=Says(None, action))
    one.turn()
    changed = one.client.torrents[torrent.hash]
    assert {name: getattr(changed, name) for name in after} == after


@pytest.mark.parametrize("action", [*(action for action, _ in CHANGES), Reannounce("it is fresh")], ids=type)
def test_in_a_dry_run_no_change_is_made(world, action):
    one = world(stalled(files=FILES, trackers=(OLD,)), rule=Says(None, action), dry_run=True)
    one.turn()
    assert one.client.calls == []


@pytest.mark.parametrize("action", [*(action for action, _ in CHANGES), Reannounce("it is fresh")], ids=type)
def test_what_a_person_protects_is_not_changed(world, action):
    one = world(stalled(files=FILES, trackers=(OLD,), tags=frozenset({"qbitrr-keep"})), rule=Says(None, action))
    one.turn()
    assert one.client.calls == []


EVERY_ACTION = [
    *(action for action, _ in CHANGES),
    Reannounce("it is fresh"),
    Promote("a tracker first"),
    Reject("a fake", replace=False),
    Remove("no progress", failed=False, at_once=True, told=True),
    Expire("room is needed"),
]


@pytest.mark.parametrize("action", EVERY_ACTION, ids=type)
def test_the_journal_gives_every_action_back_as_it_was(action):
    assert action_of(intent(type(action).__name__, action.reason, action_context(action))) == action


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Explode", {}), ("Limit", {"download": "fast"}), ("Deselect", {"files": 3}), ("dataclass", {})],
)
def test_what_the_journal_cannot_give_back_is_a_clear_error(name, kept):
    with pytest.raises(LookupError, match=name):
        action_of(intent(name, "", kept))


def test_every_action_is_known_to_the_journal_by_its_name():
    kinds = {kind for kind in vars(actions).values() if isinstance(kind, type) and issubclass(kind, actions.Action)}
    assert {type(action) for action in EVERY_ACTION} <= kinds


def intent(action, reason, values):
    return Intent(
        id=1,
        owner="Radarr",
        client="qBit",
        hash="a" * 40,
        action=action,
        steps=(),
        step="",
        step_state="",
        begun_at=NOW,
        step_at=NOW,
        context={"reason": reason, "action": values},
    )


# Rejecting


def test_a_rejected_download_is_blocklisted_and_replaced_and_stays(world):
    one = world(complete(), rule=Says(FAILED, Reject("it is an executable")))
    one.turn()
    assert [kind for kind, _ in one.arr.done] == ["blocklist", "search"]
    assert one.client.calls == []
    assert one.store.quarantine.held() == []


# Data that another torrent has too


@pytest.mark.parametrize(
    ("other", "call"),
    [
        ("/downloads/Film", "delete_without_data"),
        ("/downloads/Film/part", "delete_without_data"),
        ("/downloads", "delete_without_data"),
        ("/downloads/Film 2", "delete"),
    ],
)
def test_data_that_another_torrent_has_too_stays(world, other, call):
    one = world(
        stalled(content_path="/downloads/Film"),
        stalled(number=1, content_path=other, category="other"),
        rule=Says(FAILED, Remove("no progress")),
        retention=timedelta(0),
    )
    one.turn()
    assert (call, stalled().hash) in one.client.calls


@pytest.mark.parametrize(
    ("other", "call"), [("/box/Film/part", "delete_without_data"), ("/box/Film 2", "delete"), ("/data/Film", "delete")]
)
def test_so_it_does_where_the_other_client_calls_it_differently(world, other, call):
    seedbox = FakeClient(stalled(1, client="seedbox", content_path=other, category="other"), name="seedbox")
    one = world(
        stalled(content_path="/downloads/Film"),
        clients=[seedbox],
        rule=Says(FAILED, Remove("no progress")),
        retention=timedelta(0),
    )
    mapped = (
        MappedPath(client="/downloads", here="/mnt/pool", instance="qBit"),
        MappedPath(client="/box", here="/mnt/pool", instance="seedbox"),
        MappedPath(client="/data", here="/mnt/else"),
    )
    one.settings = one.settings.model_copy(update={"path_mappings": mapped})
    one.begin()
    one.turn()
    assert (call, stalled().hash) in one.client.calls


def test_while_it_is_not_known_who_shares_the_data_nothing_is_deleted(world):
    one = world(stalled(content_path=""), rule=Says(FAILED, Remove("no progress")), retention=timedelta(0))
    one.turns(5)
    assert stalled().hash in one.client.torrents
    assert not [call for call, _ in one.client.calls if call.startswith("delete")]
