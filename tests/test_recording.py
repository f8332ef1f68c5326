"""What a section records: only what changes, coarse where it changes all the time, and nothing that is secret."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbitrr.domain import State, Torrent, TorrentFile, Tracker, TrackerStatus
from qbitrr.ports import ServerState
from qbitrr.recording import packing, recorder, remembering
from qbitrr.recording.batch import Appeared, Batch, Begun, Changed, Ended, Known, Off, ServerSaid, Unreadable, events_of
from qbitrr.testing.builders import NOW, make_complete, make_download, make_torrent
from tests.section_world import DAY, FAILED, REMOVE, Says, World, complete, stalled

MINUTE = timedelta(minutes=1)
FILES = tuple(TorrentFile(index=n, path=f"A/{n}.mkv", size=10, progress=0.5) for n in range(3))


@pytest.fixture
def world(tmp_path):
    worlds = []

    def make(*torrents, **settings):
        (tmp_path / str(len(worlds))).mkdir()
        worlds.append(World(tmp_path / str(len(worlds)), *torrents, **settings))
        return worlds[-1]

    yield make
    for one in worlds:
        one.close()


def rows(one):
    return list(one.store.recordings.since("Radarr", NOW - DAY))


def events(one, kind):
    found = [event for row in rows(one) for event in events_of(row.content, row.at)]
    return [event for event in found if isinstance(event, kind)]


def changed(one):
    """What was written of changes, without what only moves."""
    return [dict(event.values) for event in events(one, Changed)]


def move(one, number=0, **changes):
    one.client.put(replace(one.client.torrents[f"{number:040x}"], **changes))


def test_every_field_of_a_torrent_is_recorded():
    assert {field.name for field in fields(Torrent)} == {"client", "hash", *packing.AT_ONCE, *packing.MOVING}


def test_a_torrent_comes_back_as_it_was():
    torrent = make_complete(
        tags=frozenset({"b", "a"}),
        eta=timedelta(hours=2),
        ratio_limit=1.5,
        seeding_time_limit=timedelta(days=3),
        availability=0.5,
        files=FILES,
        trackers=(Tracker("https://tracker.example/", TrackerStatus.REFUSED, "unregistered", 1),),
        tracker="https://tracker.example/",
    )
    assert packing.torrent_of("qBit", torrent.hash, packing.whole(torrent)) == torrent


@given(
    st.builds(
        make_torrent,
        name=st.text(),
        category=st.text(),
        state=st.sampled_from(State),
        progress=st.floats(min_value=0, max_value=1),
        size=st.integers(min_value=0, max_value=1 << 50),
        ratio=st.floats(min_value=0, max_value=9999),
        seeds=st.integers(min_value=0, max_value=100_000),
        availability=st.none() | st.floats(min_value=0, max_value=1e6),
        eta=st.none() | st.timedeltas(min_value=timedelta(0), max_value=100 * DAY),
        tags=st.frozensets(st.text()),
        private=st.none() | st.booleans(),
        completed=st.none() | st.datetimes(timezones=st.just(UTC), min_value=datetime(1971, 1, 1)),  # noqa: DTZ001
    )
)
def test_any_torrent_comes_back_as_it_was(torrent):
    batch = Batch([Appeared(NOW, 1, "qBit", torrent.hash, packing.whole(torrent), {})])
    (event,) = events_of(batch.packed(NOW), NOW)
    back = packing.torrent_of("qBit", torrent.hash, event.values)
    assert replace(back, completed=None, eta=None) == replace(torrent, completed=None, eta=None)
    assert (back.completed is None) is (torrent.completed is None)
    assert back.completed is None or abs(back.completed - torrent.completed) < timedelta(milliseconds=1)
    assert back.eta is None or abs(back.eta - torrent.eta) < timedelta(milliseconds=1)


def test_the_timers_of_a_download_come_back_as_they_were():
    torrent = make_complete()
    kept = make_download(
        torrent, imported_at=NOW, completed_at=NOW, seeding_since=NOW, seeded=timedelta(hours=3), category="movies"
    )
    assert remembering.download_of(torrent, "Radarr", remembering.packed(kept)) == kept


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://tracker.example/0123passkey/announce", "https://tracker.example/"),
        ("udp://tracker.example:6969/announce?key=1", "udp://tracker.example:6969/"),
        ("http://user:word@tracker.example/a", "http://tracker.example/"),
        ("** [DHT] **", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_a_trackers_passkey_is_not_kept(url, kept):
    assert packing.without_path(url) == kept


@given(st.integers(min_value=0, max_value=1 << 60), st.sampled_from([(5, 6), (3, 20)]))
def test_a_coarse_number_is_never_more_than_it_was_nor_much_less(number, kept):
    bits, percent = kept
    coarse = packing.coarse(number, bits=bits)
    assert number * (100 - percent) <= coarse * 100 <= number * 100


@given(st.floats(min_value=0, max_value=1))
def test_a_coarse_share_is_whole_only_when_it_is(share):
    left = 0 if share == 1 else 1
    kept = packing.moving_of(make_torrent(progress=share, left=left, availability=share))
    assert (kept[packing.MOVING.index("progress")] == 1) is (share == 1)
    assert (kept[packing.MOVING.index("availability")] == 1) is (share == 1)


def test_events_come_back_in_the_order_of_their_time():
    said = [
        Off(NOW - 9 * MINUTE),
        Begun(NOW - 8 * MINUTE),
        ServerSaid(NOW - 8 * MINUTE, "qBit", {"complete": True}),
        Known(NOW - 8 * MINUTE, {"Radarr": "no answer"}, ()),
        Appeared(NOW - 8 * MINUTE, 1, "qBit", "a" * 40, {"name": "ä\ud800"}, {}),
        Changed(NOW - 3 * MINUTE, 1, {"left": 1}),
        Changed(NOW - 2 * MINUTE, 1, {"left": 0, "state": "seeding"}),
        Ended(NOW, 1, "gone"),
    ]
    assert events_of(Batch(said).packed(NOW), NOW) == [
        replace(one, partial=[]) if isinstance(one, Known) else one for one in said
    ]


@pytest.mark.parametrize(
    "content", [b"", b"no", b"x\x9cK\xccJ\x01\x00\x02k\x01&", Batch([Begun(NOW)]).packed(NOW)[:-3]]
)
def test_a_damaged_row_is_told_from_others(content):
    with pytest.raises(Unreadable):
        events_of(content, NOW)


def test_nothing_is_written_when_nothing_changes(world):
    one = world(*map(stalled, range(5)), *map(complete, range(5, 9)))
    one.turn()
    assert len(rows(one)) == 1
    one.turns(300)
    assert len(rows(one)) == 1
    assert len(events(one, Appeared)) == 9


def test_a_day_in_which_nothing_changed_is_not_written_anew(world):
    one = world(stalled())
    one.turn()
    one.turns(50, apart=3600)
    assert [row.whole for row in rows(one)] == [True]
    move(one, left=1)
    one.turns(2)
    assert [row.whole for row in rows(one)] == [True, False, True]


def test_movement_is_written_once_a_minute(world):
    one = world(stalled(state=State.DOWNLOADING, left=1000))
    one.turn()
    for second in range(1, 121):
        move(one, left=1000 - second)
        one.turn(1)
    assert [event.values["left"] for event in events(one, Changed)] == [940, 880]


def test_the_end_of_a_movement_keeps_its_own_time(world):
    one = world(stalled(state=State.DOWNLOADING, left=1000))
    one.turn()
    move(one, left=999)
    one.turn(7)
    one.turns(2)
    (event,) = events(one, Changed)
    assert event.at == NOW + timedelta(seconds=7)


def test_a_state_is_written_with_its_time_though_it_has_passed(world):
    one = world(stalled())
    one.turn()
    for state in (State.CHECKING, State.DOWNLOADING):
        move(one, state=state)
        one.turn(5)
    one.turn(60)
    assert [(event.at - NOW, event.values["state"]) for event in events(one, Changed)] == [
        (timedelta(seconds=5), "checking"),
        (timedelta(seconds=10), "downloading"),
    ]


def test_a_torrent_that_flaps_is_written_a_few_times_a_minute_at_most(world):
    one = world(stalled())
    one.turn()
    for second in range(60 * 5):
        move(one, state=(State.STALLED, State.DOWNLOADING)[second % 2])
        one.turn(1)
    assert len(events(one, Changed)) <= 5 * (recorder.FLAPPING + 1)


def test_what_is_complete_moves_seldom(world):
    one = world(complete())
    one.turn()
    for minute in range(100):
        move(one, upload_speed=1000 * (minute + 1))
        one.turn(60)
    assert len(events(one, Changed)) == 100 // recorder.SELDOM


def test_files_are_written_whole_once_and_then_only_what_differs(world):
    one = world(stalled(files=FILES))
    one.turn()
    move(one, files=(*FILES[:2], replace(FILES[2], progress=0.7)))
    one.turns(2)
    move(one, files=(*FILES[:2], replace(FILES[2], progress=0.75)))
    one.turns(2)
    assert changed(one) == [{"some_files": [[2, 7, 1]]}]
    move(one, files=FILES[:2])
    one.turns(2)
    assert changed(one)[-1] == {"files": packing.files(FILES[:2])}


def test_a_files_choice_and_a_trackers_answer_are_written(world):
    one = world(stalled(files=FILES))
    one.turn()
    move(one, files=(replace(FILES[0], wanted=False), *FILES[1:]))
    one.turns(2)
    move(one, trackers=(Tracker("https://tracker.example/key", TrackerStatus.FAILED, "x" * 999),))
    one.turns(2)
    assert changed(one) == [
        {"some_files": [[0, 5, 0]]},
        {"trackers": [["https://tracker.example/", "failed", "x" * 200, 0]]},
    ]


def test_the_server_and_who_could_not_say_are_written(world):
    one = world(stalled())
    one.turn()
    one.client.server = ServerState(connection_status="disconnected", free_space=1000, alternative_speed=True)
    one.arr.away = "no answer"
    one.turns(2)
    one.client.server = replace(one.client.server, free_space=1001)
    one.turns(2)
    assert [event.said["connection_status"] for event in events(one, ServerSaid)] == ["connected", "disconnected"]
    assert [dict(event.missing) for event in events(one, Known)] == [{}, {"Radarr": "no answer"}]


def test_what_the_owner_knows_is_written(world):
    one = world(complete())
    one.turn()
    one.arr.imported[complete().hash] = NOW
    one.turns(2)
    assert {"imported": NOW.timestamp()} in changed(one)


def test_what_is_taken_away_ends(world):
    one = world(stalled(), complete(1), rule=Says(lambda torrent: None if torrent.complete else FAILED, REMOVE))
    one.plugins["rule"].action = lambda torrent: None if torrent.complete else REMOVE
    one.turn()
    one.turn(60)
    one.client.lose([complete(1).hash])
    one.turns(2)
    assert [event.how for event in events(one, Ended)] == ["held", "gone"]


def test_what_is_somebody_elses_is_not_recorded(world):
    one = world(stalled(), stalled(1, category="other"))
    one.turn()
    assert [event.hash for event in events(one, Appeared)] == [stalled().hash]


def test_a_restart_is_a_gap_and_begins_anew(world):
    one = world(stalled())
    one.turn()
    one.turn(30)
    one.cycling.stop()
    one.begin()
    one.turn(3600)
    assert [event.at - NOW for event in events(one, Off)] == [timedelta(seconds=30), timedelta(seconds=30)]
    assert [event.at - NOW for event in events(one, Begun)] == [timedelta(0), timedelta(seconds=3630)]


def test_after_a_kill_the_gap_begins_when_the_client_was_last_seen(world):
    one = world(stalled())
    one.turn()
    one.turns(10)
    one.begin()
    one.turn(3600)
    assert [event.at - NOW for event in events(one, Off)] == [10 * MINUTE]


def test_nothing_is_recorded_when_it_is_switched_off(world):
    one = world(stalled())
    one.settings = one.settings.model_copy(update={"record_for": timedelta(0)})
    one.begin()
    one.turns(3)
    one.cycling.stop()
    assert rows(one) == []


def test_it_stays_within_its_bound(world, monkeypatch):
    monkeypatch.setattr(recorder, "MOST", 20_000)
    monkeypatch.setattr(recorder, "WHOLE_AFTER", 2_500)
    one = world(*(stalled(number, state=State.DOWNLOADING) for number in range(20)))
    one.turn()
    for minute in range(300):
        for number in range(20):
            move(one, number, left=10**9 - minute * 1_000_003 - number, download_speed=1000 * minute)
        one.turn(60)
    assert one.store.recordings.size("Radarr") < 25_000
    assert next(one.store.recordings.since("Radarr", NOW - timedelta(days=1))).whole
