"""What the library makes of an app's answers: queue, history, paths, paces, options."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from qbitrr_arr import fields
from qbitrr_arr.app import ArrApp
from qbitrr_arr.config import ArrConfig, ImportMode
from qbitrr_arr.history import Event, Grab, HistoryView, Row, forget_oldest, join
from qbitrr_arr.paths import PathMapping, to_arr, to_client
from qbitrr_arr.queue import QueueView, read_queue, view
from qbitrr_arr.settings import Rules
from qbitrr_arr.waiting import Waiting

from qbitrr import ImportHistory

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HASH = "A" * 40
APP = ArrApp(
    kind="Sonarr",
    api_version="v3",
    media_key="episodeId",
    media_path="episode",
    search_command="EpisodeSearch",
    search_key="episodeIds",
    scan_command="DownloadedEpisodesScan",
    category_field="tvCategory",
    imported_category_field="tvImportedCategory",
    events={"grabbed": "grabbed", "downloadFailed": "failed"},
)


class Answers:
    """An edge that answers with one list."""

    app = APP

    def __init__(self, *records):
        self.records = list(records)

    def read_all(self, path, **parameters):
        return self.records


def record(number, state="importPending", status="warning", **more):
    return {
        "id": number,
        "episodeId": number,
        "downloadId": HASH,
        "title": "A.Season",
        "trackedDownloadState": state,
        "trackedDownloadStatus": status,
        **more,
    }


def seen(state, status="warning", *, before=None, at=NOW):
    return view(read_queue(Answers(record(1, state, status))), before, at)


def test_the_records_of_a_pack_are_one_download():
    (item,) = read_queue(Answers(record(2), record(1), record(3))).values()
    assert (item.ids, item.media_ids) == ((1, 2, 3), (1, 2, 3))


def test_a_pending_release_is_no_download():
    assert read_queue(Answers({"id": 1, "status": "delay"})) == {}


def test_what_is_null_is_omitted_and_does_no_harm():
    (item,) = read_queue(Answers({"downloadId": HASH.lower()})).values()
    assert (item.download_id, item.media_ids, item.tracked_state, item.import_stuck) == (HASH, (), "", False)


def test_an_import_is_stuck_only_after_several_looks_of_the_app():
    queue = seen("importBlocked")
    assert queue.stuck([HASH], NOW) is None
    later = NOW + timedelta(seconds=150)
    queue = seen("importPending", before=queue, at=later)
    assert queue.stuck([HASH], later)


@pytest.mark.parametrize("between", [("importing", "ok"), ("importPending", "ok")])
def test_trying_again_does_not_begin_a_new_count(between):
    queue = seen(*between, before=seen("importBlocked"))
    assert queue.stuck([HASH], NOW + timedelta(hours=1)) is None
    queue = seen("importBlocked", before=queue, at=NOW + timedelta(minutes=3))
    assert queue.stuck([HASH], NOW + timedelta(minutes=3))


def test_a_download_that_went_on_is_not_stuck():
    queue = seen("downloading", "ok", before=seen("importBlocked"))
    assert queue.stuck_since == {}


def test_an_equal_queue_is_the_same_object():
    queue = seen("importBlocked")
    assert seen("importBlocked", before=queue, at=NOW + timedelta(minutes=2)) is queue


def test_the_hash_is_found_in_any_case():
    assert QueueView(read_queue(Answers(record(1)))).find(["a" * 40]).download_id == HASH


def row(number, kind, download_id=HASH, seconds=0):
    at = NOW + timedelta(seconds=seconds)
    grab = Grab(id=number, download_id=download_id, at=at) if kind == "grabbed" else None
    return Row(download_id, Event(kind, number, at), grab)


KINDS = st.sampled_from(["grabbed", "imported", "failed", "ignored"])


@given(st.lists(KINDS, min_size=1), st.randoms())
def test_history_is_the_same_in_whatever_order_and_however_often_it_is_read(kinds, random):
    rows = [row(number, kind, seconds=number // 2) for number, kind in enumerate(kinds, 1)]
    shuffled = rows + rows[:3]
    random.shuffle(shuffled)
    assert join(HistoryView(), shuffled) == join(HistoryView(), rows)


@given(st.lists(KINDS, min_size=1))
def test_only_the_newest_event_counts(kinds):
    past = join(HistoryView(), [row(number, kind) for number, kind in enumerate(kinds, 1)])
    hashes = frozenset([HASH.lower()])
    assert (past.imported(hashes) is not None) == (kinds[-1] == "imported")
    assert (past.failed(hashes) is not None) == (kinds[-1] == "failed")
    assert (past.grabbed(hashes) is not None) == ("grabbed" in kinds)


def test_a_history_is_what_the_core_asks_for():
    assert isinstance(HistoryView(), ImportHistory)


def test_nothing_new_is_the_same_object():
    past = join(HistoryView(), [row(1, "grabbed")])
    assert join(past, [row(1, "grabbed")]) is past


def test_silence_counts_only_when_all_names_were_asked_for():
    hashes = frozenset(["a" * 40, "b" * 40])
    assert not join(HistoryView(), [], ["a" * 40]).knows(hashes)
    assert join(HistoryView(), [], hashes).knows(hashes)
    assert join(HistoryView(), [row(1, "grabbed")]).knows(hashes)
    assert not HistoryView().knows(hashes)


def test_a_row_without_its_grab_is_not_the_whole_story():
    assert not join(HistoryView(), [row(2, "imported")]).knows([HASH])


def test_what_is_forgotten_is_the_oldest():
    past = join(HistoryView(), [row(number, "grabbed", f"{number:040}") for number in range(1, 101)])
    kept = forget_oldest(past, keep=40)
    assert sorted(kept.pasts) == [f"{number:040}" for number in range(71, 101)]
    assert forget_oldest(kept, keep=40) is kept


@pytest.mark.parametrize(
    ("after_failure", "after_choice", "source", "searches"),
    [
        (True, True, "Search", True),
        (True, False, "Search", True),
        (True, True, "InteractiveSearch", True),
        (True, False, "InteractiveSearch", False),
        (False, True, "Search", False),
        (False, True, "InteractiveSearch", False),
        (None, None, "Search", False),
    ],
)
def test_when_the_app_searches_by_itself(after_failure, after_choice, source, searches):
    rules = Rules(searches_after_failure=after_failure, searches_after_failed_choice=after_choice)
    assert rules.will_search(Grab(id=1, download_id=HASH, at=NOW, release_source=source)) is searches


@pytest.mark.parametrize(
    ("path", "arr"),
    [
        ("/downloads/Film/f.mkv", "/data/torrents/Film/f.mkv"),
        ("/downloads", "/data/torrents"),
        ("/downloads2/Film", "/downloads2/Film"),
        ("/downloads/tv/Show", "/tv/Show"),
        ("D:\\films\\Film", "/films/Film"),
        ("/win/Film/f.mkv", "E:\\win\\Film\\f.mkv"),
    ],
)
def test_a_path_of_the_client_is_translated_by_its_longest_folder(path, arr):
    mappings = [
        PathMapping("/downloads/", "/data/torrents"),
        PathMapping("/downloads/tv", "/tv/"),
        PathMapping("D:\\films", "/films"),
        PathMapping("/win", "E:\\win"),
    ]
    assert to_arr(path, mappings) == arr


NAMES = st.text(st.characters(exclude_characters="/\\", exclude_categories=["Cs"]), min_size=1)


@given(st.lists(NAMES))
def test_a_path_comes_back_as_it_was(parts):
    mappings = [PathMapping("/downloads", "/data")]
    path = "/".join(["/downloads", *parts])
    assert to_client(to_arr(path, mappings), mappings) == path


def test_one_waits_impatiently_for_two_minutes_only():
    waiting, usual = Waiting(), timedelta(minutes=1)
    assert waiting.pace(NOW, usual) == usual
    waiting.add([HASH], NOW)
    assert waiting.pace(NOW, usual) == timedelta(seconds=5)
    waiting.add([HASH], NOW + timedelta(minutes=3))
    assert waiting.pace(NOW + timedelta(minutes=3), usual) == usual
    waiting.add(["b" * 40], NOW + timedelta(minutes=3))
    waiting.done(["B" * 40])
    assert waiting.pace(NOW + timedelta(minutes=3), usual) == usual


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2026-11-20T12:00:00Z", NOW),
        ("2026-11-20T13:00:00+01:00", NOW),
        ("2026-11-20T12:00:00", NOW),
        ("soon", None),
        (None, None),
        (5, None),
    ],
)
def test_dates_are_read_in_utc(raw, moment):
    assert fields.when({"date": raw}, "date") == moment


def test_unknown_is_not_false():
    assert fields.flag({}, "monitored") is None
    assert fields.number({"id": True}, "id") is None


def options(**more):
    return ArrConfig.model_validate({"URI": "http://localhost:7878/", "APIKey": " abc ", **more})


def test_the_least_that_is_needed_is_an_address_and_a_key():
    config = options()
    assert (config.uri, config.api_key.get_secret_value(), config.category) == ("http://localhost:7878", "abc", "")
    assert "abc" not in repr(config)


@pytest.mark.parametrize("mode", ["Auto", "auto", "Copy", "Hardlink", "Move", "MOVE"])
def test_every_import_mode_of_similar_tools_is_accepted(mode):
    assert options(importMode=mode).import_mode is ImportMode(mode.capitalize())


@pytest.mark.parametrize(
    "wrong",
    [
        {"URI": "localhost:7878"},
        {"URI": "http://host:99999"},
        {"URI": "http://"},
        {"URI": "http://host:7878/?apikey=1"},
        {"APIKey": ""},
        {"APIKey": "two words"},
        {"APIKey": "line\nbreak"},
        {"importMode": "Teleport"},
        {"PathMappings": [{"Client": "/downloads"}]},
        {"Categroy": "typo"},
    ],
)
def test_wrong_options_are_refused(wrong):
    with pytest.raises(ValidationError) as caught:
        options(**wrong)
    assert "two words" not in str(caught.value)


def test_keys_of_existing_files_are_known():
    assert {
        "EntrySearch",
        "Torrent",
        "RssSyncTimer",
        "RefreshDownloadsTimer",
        "ArrErrorCodesToBlocklist",
        "MatchSubcategories",
    } <= ArrConfig.not_used_yet


def test_every_option_is_described():
    schema = ArrConfig.model_json_schema(by_alias=True)
    assert all(option.get("description") for option in schema["properties"].values())
    assert {"URI", "APIKey", "SkipTLSVerify", "Category", "ReSearch", "importMode", "QueueEvery"} <= set(
        schema["properties"]
    )
