"""The gate that every removal passes, and the limits on many."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qbitrr import State, Tracker, TrackerStatus
from qbitrr.safeguards import Protected
from qbitrr.safety import Circumstances, Limits, Load, mass_event, objection
from qbitrr.testing.builders import NOW, make_complete, make_download, make_torrent

CLEAR = Circumstances(now=NOW, young=timedelta(minutes=3))


def asked(torrent, seen=CLEAR, **download):
    return objection(torrent, make_download(torrent, **download), seen)


def test_nothing_speaks_against_an_old_stalled_download():
    assert asked(make_torrent(state=State.STALLED)) == ""


@pytest.mark.parametrize(
    ("torrent", "seen", "download", "words"),
    [
        (make_torrent(), {"protected": "it is protected by its tag qbitrr-keep"}, {}, "protected by its tag"),
        (make_torrent(), {"doubt": "Radarr could not say: refused"}, {}, "Radarr could not say"),
        (make_torrent(), {"broken": "guard does not run (load error)"}, {}, "might have objected"),
        (make_torrent(state=State.CHECKING), {}, {}, "it is checking"),
        (make_torrent(state=State.MOVING), {}, {}, "it is moving"),
        (make_torrent(state=State.UNKNOWN), {}, {}, "it is unknown"),
        (make_complete(), {}, {}, "import is not confirmed"),
        (make_torrent(state=State.STOPPED), {}, {}, "stopped by a person"),
        (make_torrent(age=timedelta(minutes=2)), {}, {}, "added less than"),
    ],
)
def test_each_of_these_alone_keeps_a_torrent(torrent, seen, download, words):
    assert words in asked(torrent, replace(CLEAR, **seen), **download)


def test_an_imported_complete_torrent_may_go():
    assert asked(make_complete(), imported_at=NOW) == ""


@pytest.mark.parametrize(
    ("seen", "goes"),
    [({}, False), ({"told": True}, True), ({"library": False}, True)],
    ids=["unconfirmed", "a person said so", "no library"],
)
def test_an_import_is_confirmed_or_not_needed_or_a_person_says_so(seen, goes):
    assert (asked(make_complete(), replace(CLEAR, **seen)) == "") is goes


@pytest.mark.parametrize("torrent", [make_torrent(state=State.STOPPED), make_complete()])
@pytest.mark.parametrize(
    "seen",
    [{"protected": "it is"}, {"doubt": "away"}, {"broken": "guard does not run"}, {"young": timedelta(hours=7)}],
    ids=lambda seen: next(iter(seen)),
)
def test_a_persons_word_does_not_outweigh_doubt_protection_or_youth(torrent, seen):
    assert asked(torrent, replace(CLEAR, told=True, **seen))


@pytest.mark.parametrize("state", [State.CHECKING, State.MOVING, State.UNKNOWN])
def test_a_persons_word_does_not_hurry_a_busy_client(state):
    assert asked(make_complete(state=state), replace(CLEAR, told=True))


@pytest.mark.parametrize(("age", "goes"), [(179, False), (180, True)])
def test_a_torrent_is_young_for_as_long_as_is_said(age, goes):
    assert (asked(make_torrent(age=timedelta(seconds=age))) == "") is goes


def test_what_qbitrr_itself_has_stopped_may_go():
    assert asked(make_torrent(state=State.STOPPED), replace(CLEAR, stopped_by_us=True)) == ""


LIMITS = Limits(removals=10, share=0.2, size=100, window=timedelta(hours=1), failing_share=0.5, few=3)


def torrents(number, size=1):
    return [make_torrent(size=size, progress=0.0)] * number


@pytest.mark.parametrize(
    ("number", "size", "load", "words"),
    [
        (10, 1, Load(present=1000), ""),
        (11, 1, Load(present=1000), "11 removals within 1 h"),
        (1, 1, Load(present=1000, removed=10), "11 removals within 1 h"),
        (1, 1, Load(present=1000, removed=9), ""),
        (1, 1, Load(present=1000, removed=9, removed_size=99), ""),
        (1, 1, Load(present=1000, removed=9, removed_size=100), "removed within 1 h are more than"),
        (3, 1, Load(present=14), "3 of 14 torrents"),
        (3, 1, Load(present=15), ""),
        (1, 1, Load(present=8, removed=2), "3 of 10 torrents"),
        (1, 1, Load(present=13, removed=2), ""),
        (2, 50, Load(present=1000), ""),
        (2, 51, Load(present=1000), "removed within 1 h are more than"),
        (2, 1, Load(present=4), ""),
        (4, 1, Load(present=20), ""),
        (5, 1, Load(present=20), "5 of 20 torrents"),
        (1, 1, Load(present=100, failing=2, unfinished=2), ""),
        (1, 1, Load(present=100, failing=3, unfinished=6), ""),
        (1, 1, Load(present=100, failing=4, unfinished=6), "a common cause is likely"),
        (0, 1, Load(present=100, failing=90, unfinished=90), ""),
    ],
)
def test_where_a_mass_event_begins(number, size, load, words):
    reason = mass_event(torrents(number, size), load, LIMITS)
    assert (words in reason) if words else reason == ""


PROTECTED = Protected(
    tags=frozenset({"keep", "mine"}),
    categories=frozenset({"movies/old", "tv"}),
    trackers=frozenset({"one.example", "Two.Example"}),
)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ""),
        ({"tags": frozenset({"keep"})}, "it is protected by its tag keep"),
        ({"tags": frozenset({"keep", "mine", "other"})}, "it is protected by its tag keep"),
        ({"tags": frozenset({"Keep", "keeper", "other"})}, ""),
        ({"category": "movies/old"}, "it is protected by its category movies/old"),
        ({"category": "movies/old/silent"}, "it is protected by its category movies/old"),
        ({"category": "movies"}, ""),
        ({"category": "movies/older"}, ""),
        ({"category": "tv"}, "it is protected by its category tv"),
        ({"category": ""}, ""),
        ({"tracker": "http://one.example:8080/announce"}, "it is protected by its tracker one.example"),
        ({"tracker": "udp://tracker.one.example/announce"}, "it is protected by its tracker one.example"),
        ({"tracker": "https://TWO.example/announce"}, "it is protected by its tracker Two.Example"),
        ({"tracker": "http://notone.example/announce"}, ""),
        ({"tracker": "http://one.example.org/announce"}, ""),
        ({"tracker": "http://[::1/announce"}, ""),
        ({"tracker": ""}, ""),
        (
            {"tracker": "", "trackers": (Tracker("http://one.example/announce", TrackerStatus.FAILED),)},
            "it is protected by its tracker one.example",
        ),
        ({"trackers": (Tracker("** [DHT] **", TrackerStatus.WORKING),)}, ""),
        ({"trackers": ()}, ""),
    ],
)
def test_whom_a_person_protects(changes, why):
    assert PROTECTED.why(make_torrent(**changes)) == why


def test_nobody_is_protected_by_nothing():
    assert Protected().why(make_torrent(category="", tags=frozenset(), tracker="")) == ""
