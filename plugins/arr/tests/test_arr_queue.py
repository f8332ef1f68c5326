"""What the library makes of an app's queue."""

from datetime import UTC, datetime, timedelta

import pytest
from qbitrr_arr.app import ArrApp
from qbitrr_arr.queue import QueueView, joined, read_queue

from qbitrr import DownloadQueue, QueueEntry

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
    queue_options={"includeEpisode": True},
    embedded="episode",
    terminal_states=frozenset({"importFailed"}),
)


class Answers:
    """An edge that answers with one list."""

    app = APP

    def __init__(self, *records):
        self.records = list(records)

    def read_all(self, path, **parameters):
        self.asked = path, parameters
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
    return joined(read_queue(Answers(record(1, state, status))), before, at)


def test_the_records_of_a_pack_are_one_download():
    (item,) = read_queue(Answers(record(2), record(1), record(3))).items.values()
    assert (item.ids, item.media_ids) == ((1, 2, 3), (1, 2, 3))


def test_a_pending_release_is_no_download():
    assert read_queue(Answers({"id": 1, "status": "delay"})) == QueueView()
    assert read_queue(Answers({"id": 1, "episodeId": 7, "status": "delay"})) == QueueView(pending=frozenset({7}))


def test_what_is_null_is_omitted_and_does_no_harm():
    (item,) = read_queue(Answers({"downloadId": HASH.lower()})).items.values()
    assert (item.download_id, item.media_ids, item.tracked_state, item.import_stuck) == (HASH, (), "", False)


def test_an_import_is_stuck_only_after_several_looks_of_the_app():
    queue = seen("importBlocked")
    assert queue.stuck([HASH], NOW) is None
    later = NOW + timedelta(seconds=150)
    queue = seen("importPending", before=queue, at=later)
    assert queue.stuck([HASH], later)


def test_an_import_that_the_app_will_not_try_again_is_stuck_at_once():
    assert seen("importFailed").stuck([HASH], NOW).tracked_state == "importFailed"


def test_the_app_is_asked_for_no_more_than_is_needed():
    answers = Answers()
    read_queue(answers)
    assert answers.asked == ("queue/details", {"includeEpisode": True})


@pytest.mark.parametrize("between", [("importing", "ok"), ("importPending", "ok")])
def test_trying_again_does_not_begin_a_new_count(between):
    queue = seen(*between, before=seen("importBlocked"))
    assert queue.stuck([HASH], NOW + timedelta(hours=1)) is None
    queue = seen("importBlocked", before=queue, at=NOW + timedelta(minutes=3))
    assert queue.stuck([HASH], NOW + timedelta(minutes=3))


def test_a_download_that_went_on_is_not_stuck():
    queue = seen("downloading", "ok", before=seen("importBlocked"))
    assert queue.stuck_since == {}


@pytest.mark.parametrize(
    ("state", "status", "in_trouble"),
    [
        ("importBlocked", "warning", True),
        ("importPending", "warning", True),
        ("importPending", "error", True),
        ("importPending", "ok", False),
        ("importing", "ok", False),
        ("importFailed", "warning", True),
        ("failedPending", "error", True),
        ("downloadFailedPending", "error", True),
        ("downloading", "warning", False),
        ("downloading", "ok", False),
        ("a word of tomorrow", "error", False),
    ],
)
def test_it_is_remembered_since_when_a_download_is_in_trouble(state, status, in_trouble):
    queue = seen(state, status, before=seen(state, status), at=NOW + timedelta(hours=1))
    assert queue.troubled_since([HASH.lower()]) == (NOW if in_trouble else None)
    assert queue.find([HASH]).in_trouble is in_trouble


def test_of_a_download_that_is_not_there_nothing_is_remembered():
    assert seen("importBlocked").troubled_since(["B" * 40]) is None


def test_it_is_what_a_rule_may_ask():
    queue = seen("importBlocked")
    assert isinstance(queue, DownloadQueue)
    assert isinstance(queue.find([HASH]), QueueEntry)


def test_an_equal_queue_is_the_same_object():
    queue = seen("importBlocked")
    assert seen("importBlocked", before=queue, at=NOW + timedelta(minutes=2)) is queue


def test_the_hash_is_found_in_any_case():
    assert read_queue(Answers(record(1))).find(["a" * 40]).download_id == HASH


@pytest.mark.parametrize(
    ("records", "runtime"),
    [
        ([record(1, episode={"runtime": 45})], timedelta(minutes=45)),
        ([record(1, episode={"runtime": 0})], None),
        ([record(1, episode={"runtime": "45"})], None),
        ([record(1, episode=None)], None),
        ([record(1)], None),
        ([record(1, episode={"runtime": 45}), record(2, episode={"runtime": 45})], None),
    ],
)
def test_how_long_its_one_medium_plays_is_told(records, runtime):
    assert read_queue(Answers(*records)).find([HASH]).runtime == runtime
