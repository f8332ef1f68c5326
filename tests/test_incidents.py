"""What has cost users of such tools their data, played through with every rule on and impatient: nothing is removed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qbitrr import Import, Reject, Remove, ServerState, Stage, State, Tracker, TrackerStatus, Verdict
from qbitrr.hookspecs import hookimpl
from qbitrr.safety import Limits
from qbitrr.testing.builders import NOW
from qbitrr.testing.fake_client import FakeClient
from tests.every_rule import every_rule
from tests.section_world import MANY, Arr, World, complete, stalled

GONE = {"stop", "delete", "delete_without_data"}
DEFAULT = Limits()


class ActingArr(Arr):
    """An owner that imports what is complete and is rid of what failed, as an app's plugin is."""

    @hookimpl
    def qbitrr_action(self, torrent, classification, download, reports):
        if download.imported_at or classification.owner != self.name:
            return None
        failed = next((one for one in reports if one.verdict is Verdict.FAILED), None)
        if failed and torrent.complete:
            return Reject(failed.reason)
        if failed:
            return Remove(failed.reason)
        return Import("complete") if torrent.complete and download.stage is not Stage.IMPORTING else None


@pytest.fixture
def world(tmp_path):
    """Every rule on, no quarantine, and no limit on how much may go, unless a test says otherwise."""
    made = []

    def make(*torrents, **options):
        rules = every_rule(**options.pop("rules", {}))
        fields = {"arr": ActingArr(), "retention": timedelta(0), "limits": MANY, **options}
        one = World(tmp_path, *torrents, **fields, **rules)
        one.client.server = ServerState(connection_status="connected", free_space=1 << 40)
        one.cycling.start()
        made.append(one)
        return one

    yield make
    for one in made:
        one.cycling.stop()
        one.close()


def library(number=10):
    """As many torrents that seed and were imported, of which the rules want to be rid."""
    return [complete(index, content_path=f"/downloads/Film.{index}", ratio=9.0) for index in range(number)]


def imported(one):
    one.arr.imported = {torrent.hash: NOW - timedelta(days=1) for torrent in one.client.torrents.values()}


def nothing_went(one):
    return not [call for call, _ in one.client.calls if call in GONE] and not [
        kind for kind, _ in one.arr.done if kind == "blocklist"
    ]


def went(one):
    return [call for call, _ in one.client.calls if call in GONE]


# That these rules do remove


def test_without_an_incident_a_stalled_download_goes(world):
    one = world(stalled())
    one.turns(5)
    assert one.client.torrents == {}


def test_without_an_incident_what_has_seeded_goes_once_it_is_imported(world):
    one = world(*library(3))
    one.turns(5)
    assert nothing_went(one)
    imported(one)
    one.turns(5)
    assert one.client.torrents == {}


# Silence


def test_an_empty_reply_is_not_an_empty_client(world):
    one = world(*library(), rules={"seeding": None})
    one.turns(2)
    imported(one)
    kept = dict(one.client.torrents)
    one.client.lose()
    one.turns(5)
    one.client.put(*kept.values())
    one.turns(5)
    assert nothing_went(one)
    assert {download.stage for download in one.pipeline.downloads.values()} == {Stage.SEEDING}


def test_a_short_page_is_not_a_whole_list(world):
    one = world(*library())
    one.turns(2)
    imported(one)
    one.client.lose(torrent.hash for torrent in library()[3:])
    one.turns(5)
    assert nothing_went(one)


def test_an_incomplete_list_removes_nothing(world):
    one = world(*library(), stalled(99))
    one.client.complete = False
    imported(one)
    one.turns(12)
    assert nothing_went(one)


@pytest.mark.parametrize("state", [State.CHECKING, State.UNKNOWN, State.MOVING])
def test_a_client_that_has_just_started_is_left_in_peace(world, state):
    one = world(*library(), *(stalled(50 + number) for number in range(5)))
    imported(one)
    one.client.put(*(replace(torrent, state=state) for torrent in one.client.torrents.values()))
    one.turns(12)
    assert nothing_went(one)


def test_an_app_that_is_away_costs_no_torrent(world):
    one = world(*(stalled(number) for number in range(5)), complete(9))
    one.arr.away = "the app answers 503"
    one.turns(12)
    assert nothing_went(one)


def test_an_app_whose_history_is_incomplete_costs_no_torrent(world):
    one = world(*library(), stalled(99))
    imported(one)
    one.arr.complete = False
    one.turns(12)
    assert nothing_went(one)


# An outage is not a bad torrent


def test_a_client_without_a_connection_punishes_nobody(world):
    one = world(*(stalled(number) for number in range(8)))
    one.client.server = ServerState(connection_status="disconnected", free_space=1 << 40)
    one.turns(20)
    assert nothing_went(one)
    assert all(not download.strikes for download in one.pipeline.downloads.values())


def test_many_downloads_that_stall_together_have_a_common_cause(world):
    one = world(*(stalled(number) for number in range(20)), limits=DEFAULT)
    one.turns(20)
    assert nothing_went(one)
    assert one.store.freezes.current("Radarr")


def test_a_tracker_that_is_down_does_not_make_its_torrents_bad(world):
    down = (Tracker("https://tracker.example.org/announce", TrackerStatus.FAILED, "Service Unavailable"),)
    seeding = [replace(torrent, trackers=down, private=True) for torrent in library()]
    one = world(*seeding, rules={"seeding": None})
    imported(one)
    one.turns(12)
    assert nothing_went(one)


def test_a_full_disk_makes_no_torrent_bad(world):
    errored = [replace(stalled(number), state=State.ERRORED) for number in range(8)]
    one = world(*errored)
    one.client.server = ServerState(connection_status="connected", free_space=1 << 20)
    one.turns(20)
    assert nothing_went(one)


def test_a_single_download_on_a_full_disk_is_not_bad_either(world):
    one = world(replace(stalled(), state=State.ERRORED))
    one.client.server = ServerState(connection_status="connected", free_space=0)
    one.turns(20)
    assert nothing_went(one)


# The disk


def test_an_unmounted_root_makes_no_torrent_bad(world):
    missing = [replace(torrent, state=State.MISSING_FILES, progress=0.0, left=1) for torrent in library()]
    unfinished = [replace(stalled(50 + number), state=State.MISSING_FILES) for number in range(5)]
    one = world(*missing, *unfinished)
    imported(one)
    one.turns(20)
    assert nothing_went(one)


def test_a_path_that_the_client_moved_costs_nothing(world):
    one = world(*library())
    one.turns(2)
    one.client.put(*(replace(torrent, save_path="/new", content_path=f"/new/{torrent.name}") for torrent in library()))
    one.turns(12)
    assert nothing_went(one)


@pytest.mark.parametrize("rules", [{"links": {}}, {"links": {"KeepShared": True, "KeepLastCopy": True}}])
def test_where_links_cannot_be_counted_everything_counts_as_shared(world, rules):
    one = world(*library(), rules=rules)
    imported(one)
    one.turns(12)
    assert nothing_went(one)


@pytest.mark.parametrize("path", ["/downloads/Film.0", "/downloads/Film.0/CD1", "/downloads"])
def test_the_data_of_a_cross_seed_stays(world, path):
    sibling = complete(77, category="cross-seed", content_path=path)
    one = world(*library(1), sibling)
    one.arr.imported = {library(1)[0].hash: NOW - timedelta(days=1)}
    one.turns(10)
    assert ("delete_without_data", library(1)[0].hash) in one.client.calls
    assert list(one.client.torrents) == [sibling.hash]


def test_the_data_of_a_cross_seed_in_another_client_stays(world):
    sibling = complete(77, client="qBit-seedbox", category="cross-seed", content_path="/downloads/Film.0")
    box = FakeClient(sibling, name="qBit-seedbox")
    one = world(*library(1), clients=[box])
    one.arr.imported = {library(1)[0].hash: NOW - timedelta(days=1)}
    one.turns(10)
    assert ("delete_without_data", library(1)[0].hash) in one.client.calls
    assert box.calls == []


def test_while_another_client_cannot_say_whose_data_it_is_nothing_is_deleted(world):
    box = FakeClient(name="qBit-seedbox")
    box.complete = False
    one = world(*library(1), clients=[box])
    imported(one)
    one.turns(12)
    assert "delete" not in [call for call, _ in one.client.calls]
    assert "delete_without_data" not in [call for call, _ in one.client.calls]


# Brakes


@pytest.mark.parametrize(
    ("limits", "most"),
    [
        (Limits(removals=3, share=1.0, size=1 << 60), 3),
        (Limits(removals=99, share=0.2, size=1 << 60, few=3), 0),
        (Limits(removals=99, share=1.0, size=2_500_000_000), 2),
    ],
)
def test_a_mistake_in_the_configuration_removes_only_so_much(world, limits, most):
    one = world(*library(), limits=limits)
    imported(one)
    one.turns(12)
    assert len(went(one)) <= 2 * most
    assert len(one.client.torrents) >= 10 - most


def test_a_person_can_stop_it_all_with_a_tag(world):
    kept = frozenset({"qbitrr-keep"})
    one = world(*(replace(torrent, tags=kept) for torrent in library()), stalled(99, tags=kept))
    imported(one)
    one.turns(12)
    assert one.client.calls == []


def test_what_is_owed_to_a_tracker_is_kept_by_every_path(world):
    owed = {"obligations": {"Rows": [{"Host": "example.org", "MinSeedingTime": "365d", "Mode": "and"}]}}
    trackers = (Tracker("https://tracker.example.org/announce", TrackerStatus.WORKING),)
    one = world(*(replace(torrent, trackers=trackers) for torrent in library()), rules=owed)
    imported(one)
    one.turns(12)
    assert nothing_went(one)
