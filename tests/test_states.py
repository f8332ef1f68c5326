"""What qBittorrent calls things, in our words; and that nothing it can say breaks us."""

from datetime import UTC, datetime, timedelta
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbitrr.clients.rows import from_row, to_row
from qbitrr.clients.states import BEYOND_MEASURE, merge, parse
from qbitrr.domain import State

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HASH = "a" * 40
WHOLE = {
    "name": "Some.Release",
    "category": "radarr",
    "state": "stalledUP",
    "progress": 1,
    "size": 1000,
    "amount_left": 0,
    "added_on": 1_700_000_000,
    "last_activity": 1_700_000_100,
    "completion_on": 1_700_000_050,
    "tags": "a, b",
    "eta": 60,
    "availability": 1.5,
    "has_metadata": True,
}


def torrent(**raw):
    return parse("qBit", HASH, WHOLE | raw, now=NOW)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("metaDL", State.METADATA),
        ("forcedMetaDL", State.METADATA),
        ("downloading", State.DOWNLOADING),
        ("forcedDL", State.DOWNLOADING),
        ("allocating", State.DOWNLOADING),
        ("stalledDL", State.STALLED),
        ("queuedDL", State.QUEUED),
        ("queuedUP", State.QUEUED),
        ("checkingDL", State.CHECKING),
        ("checkingUP", State.CHECKING),
        ("checkingResumeData", State.CHECKING),
        ("moving", State.MOVING),
        ("pausedDL", State.STOPPED),
        ("pausedUP", State.STOPPED),
        ("stoppedDL", State.STOPPED),
        ("stoppedUP", State.STOPPED),
        ("uploading", State.SEEDING),
        ("stalledUP", State.SEEDING),
        ("forcedUP", State.SEEDING),
        ("error", State.ERRORED),
        ("missingFiles", State.MISSING_FILES),
        ("unknown", State.UNKNOWN),
        ("somethingOfVersion9", State.UNKNOWN),
        ("", State.UNKNOWN),
        (None, State.UNKNOWN),
        (["stalledUP"], State.UNKNOWN),
    ],
)
def test_states_have_one_word_for_every_version(said, state):
    assert torrent(state=said).state is state


@pytest.mark.parametrize(
    ("raw", "field", "value"),
    [
        ({"eta": 8_640_000}, "eta", None),
        ({"eta": -1}, "eta", None),
        ({"eta": 60}, "eta", timedelta(minutes=1)),
        ({"availability": -1}, "availability", None),
        ({"availability": 0}, "availability", 0),
        ({"completion_on": 0}, "completed", None),
        ({"completion_on": -1}, "completed", None),
        ({"completion_on": 4_294_967_295}, "completed", datetime(2106, 2, 7, 6, 28, 15, tzinfo=UTC)),
        ({"completion_on": 10**30}, "completed", None),
        ({"last_activity": -1}, "last_activity", datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        ({"added_on": -1, "last_activity": 0}, "added", NOW),
        ({"tags": ""}, "tags", frozenset()),
        ({"tags": "a, b"}, "tags", frozenset({"a", "b"})),
        ({"tags": "a,b"}, "tags", frozenset({"a", "b"})),
        ({"ratio": -1}, "ratio", BEYOND_MEASURE),
        ({"ratio": float("nan")}, "ratio", 0.0),
        ({"progress": float("inf")}, "progress", 0.0),
        ({"progress": "1"}, "progress", 0.0),
        ({"size": -1}, "size", 0),
        ({"size": True}, "size", 0),
        ({"private": None}, "private", None),
        ({"private": True}, "private", True),
        ({"force_start": True}, "forced", True),
    ],
)
def test_values_that_mean_something_else_are_translated(raw, field, value):
    assert getattr(torrent(**raw), field) == value


@pytest.mark.parametrize(
    ("raw", "field", "value"),
    [
        ({"seeding_time": 90}, "seeding_time", timedelta(seconds=90)),
        ({"seeding_time": -1}, "seeding_time", timedelta(0)),
        ({"ratio_limit": 1.5}, "ratio_limit", 1.5),
        ({"ratio_limit": 0}, "ratio_limit", 0),
        ({"ratio_limit": -2}, "ratio_limit", None),
        ({"ratio_limit": -1}, "ratio_limit", inf),
        ({"ratio_limit": -1.0}, "ratio_limit", inf),
        ({"ratio_limit": -3}, "ratio_limit", None),
        ({"ratio_limit": "-1"}, "ratio_limit", None),
        ({"seeding_time_limit": 90}, "seeding_time_limit", timedelta(minutes=90)),
        ({"seeding_time_limit": 0}, "seeding_time_limit", timedelta(0)),
        ({"seeding_time_limit": -2}, "seeding_time_limit", None),
        ({"seeding_time_limit": -1}, "seeding_time_limit", timedelta.max),
        ({"seeding_time_limit": -3}, "seeding_time_limit", None),
        ({"inactive_seeding_time_limit": -1}, "inactive_seeding_time_limit", timedelta.max),
        ({"inactive_seeding_time_limit": -2}, "inactive_seeding_time_limit", None),
        ({"inactive_seeding_time_limit": 10**12}, "inactive_seeding_time_limit", None),
        ({"dl_limit": 1024}, "download_limit", 1024),
        ({"up_limit": -1}, "upload_limit", 0),
        ({"super_seeding": True}, "super_seeding", True),
        ({"priority": 3}, "position", 3),
        ({"priority": 0}, "position", 0),
        ({"has_tracker_error": True}, "tracker_trouble", True),
        ({"has_tracker_error": False}, "tracker_trouble", False),
        ({}, "tracker_trouble", None),
        ({}, "files", None),
        ({}, "trackers", None),
    ],
)
def test_limits_and_places_are_told_apart_from_none(raw, field, value):
    assert getattr(torrent(**raw), field) == value
    assert getattr(merge(torrent(), raw), field) == value


@pytest.mark.parametrize(
    ("raw", "known"),
    [
        ({"has_metadata": True, "total_size": 10}, True),
        ({"has_metadata": False, "total_size": -1}, False),
        ({"total_size": 10}, True),
        ({"total_size": -1}, False),
    ],
)
def test_a_magnet_without_metadata_is_known_in_every_version(raw, known):
    row = {name: value for name, value in WHOLE.items() if name != "has_metadata"} | raw
    assert parse("qBit", HASH, row, now=NOW).has_metadata is known


@pytest.mark.parametrize(
    "raw",
    [
        {"progress": 0, "size": 0, "amount_left": 0, "state": "stoppedUP"},
        {"progress": 1, "size": 0, "amount_left": 0},
        {"progress": 1, "has_metadata": False},
        {"progress": 1, "amount_left": 5},
    ],
    ids=["no file is chosen", "no size", "no metadata", "something is left"],
)
def test_what_only_looks_finished_is_not_complete(raw):
    assert torrent().complete
    assert not torrent(**raw).complete


def test_what_says_nothing_permits_nothing():
    empty = parse("qBit", HASH, {}, now=NOW)
    assert empty.state is State.UNKNOWN
    assert not empty.complete
    assert empty.added == empty.last_activity == NOW
    assert empty.completed is None


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "\x00\x1b[31m", "\N{CLAPPING HANDS SIGN}\u202e", "a" * 5000, "'; DROP TABLE x; --"]
)
def test_names_are_only_text(name):
    assert torrent(name=name, content_path=name, category=name).name == name


def test_text_can_always_be_written():
    found = torrent(name="a\ud800b", tags="\udfff", category="\ud83d\udc4f")
    assert (found.name, found.tags, found.category) == ("a\ufffdb", {"\ufffd"}, "\N{CLAPPING HANDS SIGN}")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=10),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=3,
)
ROWS = st.dictionaries(
    st.sampled_from([*WHOLE, "force_start", "total_size", "ratio", "num_seeds", "private", "infohash_v1", "tracker"]),
    ANYTHING,
)


@given(ROWS)
def test_nothing_that_it_says_is_an_error(row):
    found = parse("qBit", HASH, row, now=NOW)
    assert from_row(to_row(found)) == found


@given(ROWS, ROWS)
def test_a_delta_says_the_same_as_the_whole(before, delta):
    """But for times: where a later one makes no sense the one before stays."""
    timeless = {name: value for name, value in delta.items() if name not in ("added_on", "last_activity", "total_size")}
    merged = merge(parse("qBit", HASH, before, now=NOW), timeless)
    assert merged == parse("qBit", HASH, before | timeless, now=NOW)


def test_a_delta_without_news_is_the_same_torrent():
    before = torrent()
    assert merge(before, {"time_active": 7, "reannounce": 3, "eta": 60}) is before
