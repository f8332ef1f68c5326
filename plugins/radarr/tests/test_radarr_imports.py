"""When and how a complete download is handed to Radarr."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from qbitrr_arr.imports import Tries
from radarr_world import TITLE

from qbitrr import Import, Keep, Stage, State, Unavailable, Verdict
from qbitrr.testing.arr.settings import PathMapping
from qbitrr.testing.http import Reply


@pytest.fixture
def complete(world):
    """A download that is complete and that Radarr has not yet looked at."""
    _, torrent_hash = world.grabbed()
    world.radarr.refresh()
    world.begin()
    world.look()
    world.look(600)
    world.app_looks()
    world.finish(torrent_hash)
    world.forget()
    return world.torrent(torrent_hash)


def test_a_complete_download_is_imported(world, complete):
    assert world.propose(complete) == Import("complete, and Radarr has not imported it")


@pytest.mark.parametrize("state", [State.CHECKING, State.MOVING, State.ERRORED, State.MISSING_FILES, State.UNKNOWN])
def test_a_download_that_is_being_changed_is_not_imported(world, complete, state):
    torrent = world.torrent(complete.hash, state=state)
    assert world.propose(torrent) is None


def test_an_unfinished_download_is_not_imported(world):
    _, torrent_hash = world.grabbed()
    world.begin()
    world.look()
    assert world.propose(world.torrent(torrent_hash)) is None


def test_what_radarr_has_imported_is_not_imported_again(world, complete):
    world.radarr.refresh()
    world.look(60)
    assert world.value("history").imported(complete.hashes) is not None
    assert world.propose(complete) is None


def test_what_was_imported_long_ago_is_not_imported_because_that_is_not_yet_known(world):
    _, torrent_hash = world.grabbed(done=True)
    world.radarr.refresh()
    world.clock.passes(90 * 86_400)
    world.begin()
    world.look()
    torrent = world.torrent(torrent_hash)
    assert world.propose(torrent) is None
    world.look(1)
    assert world.propose(torrent) is None
    assert world.value("history").imported(torrent.hashes)


def test_nothing_is_imported_while_the_history_is_not_known(world, complete):
    world.lose(drop=True)
    with pytest.raises(Unavailable):
        world.look(3600)
    assert world.propose(complete) is None


def test_an_import_is_one_order_to_look(world, complete):
    outcome = world.do_import(complete)
    assert (outcome.ok, outcome.detail) == (True, "Radarr was asked to look at its downloads")
    assert world.orders() == [{"name": "RefreshMonitoredDownloads"}]
    world.look(5)
    assert world.value("history").imported(complete.hashes)


def test_many_imports_of_one_cycle_are_one_order(world):
    movies = [world.radarr.add_movie(f"Movie {number}") for number in range(5)]
    hashes = [
        world.grabbed(done=True, media_id=movie, title=f"Movie.{movie}.2020.1080p.WEB.H264-GRP")[1] for movie in movies
    ]
    world.begin()
    world.look()
    world.forget()
    outcomes = [world.do_import(world.torrent(one)) for one in hashes]
    assert all(outcome.ok for outcome in outcomes)
    assert world.orders() == [{"name": "RefreshMonitoredDownloads"}]
    world.look(1)
    world.do_import(world.torrent(hashes[0]))
    assert len(world.orders()) == 2


@pytest.mark.parametrize("mode", ["Auto", "Copy", "Hardlink", "Move", "move"])
def test_an_app_that_does_not_import_by_itself_is_told_to_and_never_to_move(world, complete, mode):
    world.radarr.settings.completed_handling = False
    world.begin(importMode=mode)
    world.look()
    outcome = world.do_import(complete)
    assert outcome.ok
    assert "by link or copy" in outcome.detail
    assert world.orders() == [
        {
            "name": "DownloadedMoviesScan",
            "path": complete.content_path,
            "downloadClientId": complete.hash.upper(),
            "importMode": "copy",
        }
    ]


@pytest.fixture
def told(world):
    """A Radarr that does not import by itself; it has not yet looked at what is complete."""
    world.radarr.settings.completed_handling = False

    def begin(hash_):
        world.begin()
        world.look()
        world.forget()
        return world.torrent(hash_)

    return begin


def imports_of(world, torrent, seconds):
    """Have it imported as a worker does; at which second what was ordered."""
    since, given = world.now, []
    for second in range(seconds):
        stage = Stage.IMPORTING if given else Stage.COMPLETED
        if world.propose(torrent, stage=stage, stage_since=since):
            world.forget()
            world.do_import(torrent)
            given += [(second, order["name"]) for order in world.orders()]
        world.radarr.tick()
        world.look(1)
    return given


def test_an_app_is_told_to_scan_only_what_it_has_seen(world, told):
    """What it does not know yet it would import as well, but as nobody's: that is never confirmed."""
    torrent = told(world.grabbed(done=True)[1])
    assert imports_of(world, torrent, 120) == [(0, "RefreshMonitoredDownloads"), (5, "DownloadedMoviesScan")]
    assert world.value("history").imported(torrent.hashes)


def test_what_it_has_seen_since_the_grab_it_is_told_to_scan_at_once(world, told):
    torrent = told(world.grabbed(done=True)[1])
    world.clock.passes(1)
    world.app_looks()
    assert imports_of(world, torrent, 120) == [(0, "DownloadedMoviesScan")]


def test_what_a_person_put_into_the_client_is_scanned_after_a_look_of_our_own(world, told):
    """Nobody knows when it came into the category: an earlier look may have been too early."""
    world.radarr.add_movie("Metropolis")
    files = [(f"{TITLE}/movie.mkv", 1000)]
    torrent = told(world.qbittorrent.add(TITLE, category="radarr", state="stalledUP", files=files))
    world.app_looks()
    assert imports_of(world, torrent, 120) == [(0, "RefreshMonitoredDownloads"), (5, "DownloadedMoviesScan")]
    assert world.value("history").imported(torrent.hashes)


def test_a_look_that_lasts_is_waited_for(world, told):
    world.radarr.settings.command_takes = 12
    torrent = told(world.grabbed(done=True)[1])
    given = imports_of(world, torrent, 120)
    assert given[-1] == (15, "DownloadedMoviesScan")
    assert {name for _, name in given[:-1]} == {"RefreshMonitoredDownloads"}


def test_an_app_that_was_restarted_must_look_again(world, told):
    torrent = told(world.grabbed(done=True)[1])
    world.do_import(torrent)
    world.look(5)
    world.radarr.restart()
    world.clock.passes(60)
    world.forget()
    assert "is told to import this one when it has" in world.do_import(torrent).detail
    assert world.orders() == [{"name": "RefreshMonitoredDownloads"}]


def test_move_is_refused_with_a_warning(world, caplog):
    world.begin(importMode="Move")
    assert "Radarr: importMode Move is not followed: files that seed are linked or copied." in caplog.messages


def test_the_app_is_told_the_path_as_it_calls_it(world, complete):
    world.radarr.settings.completed_handling = False
    folder = complete.save_path
    world.radarr.settings.path_mappings = [PathMapping("127.0.0.1", folder, "/data")]
    world.begin()
    world.look()
    world.do_import(complete)
    assert world.orders()[0]["path"] == complete.content_path.replace(folder, "/data")


@pytest.mark.parametrize("path", ["", "a.film.mkv", "{folder}", "{folder}/"])
def test_a_scan_needs_a_place_of_the_torrents_own(world, complete, path):
    """An early answer of 4.5 has a relative path; several files without a folder lie in the downloads folder itself."""
    world.radarr.settings.completed_handling = False
    world.begin()
    world.look()
    outcome = world.do_import(replace(complete, content_path=path.format(folder=complete.save_path)))
    assert (outcome.ok, world.orders()) == (False, [])
    assert "no folder or file of its own" in outcome.detail


def test_our_own_mapping_comes_before_the_apps(world, complete):
    world.radarr.settings.completed_handling = False
    world.begin(PathMappings=[{"Client": complete.save_path, "Arr": "/mnt"}])
    world.look()
    world.do_import(complete)
    assert world.orders()[0]["path"].startswith("/mnt/")


def test_a_scan_whose_fate_is_unknown_is_looked_for_before_it_is_repeated(world, complete):
    world.radarr.settings.completed_handling = False
    world.begin()
    world.look()
    world.lose("command", method="POST", drop=True, after=True, times=1)
    with pytest.raises(Unavailable):
        world.do_import(complete)
    tried_at = world.now
    world.look(5)
    outcome = world.do_import(complete, tried_at=tried_at)
    assert (outcome.ok, len(world.orders())) == (True, 1)


def test_an_import_is_not_repeated_while_its_confirmation_may_come(world, complete):
    world.radarr.settings.import_takes = 10_000
    since = world.now
    world.do_import(complete)
    importing = {"stage": Stage.IMPORTING, "stage_since": since}
    world.look(59)
    assert world.propose(complete, **importing) is None
    world.look(120)
    assert world.value("queue").find(complete.hashes).tracked_state == "importing"
    assert world.propose(complete, **importing) is None


def test_an_import_that_is_not_confirmed_is_repeated_with_growing_pauses(world, complete):
    world.lose("command", method="POST", reply=Reply.of({"id": 1}, 201))  # an order that is accepted and lost
    since = world.now
    times = []
    importing = {}
    for second in range(0, 3600, 5):
        world.look(5)
        if world.propose(complete, **importing):
            world.do_import(complete)
            times.append(second)
            importing = {"stage": Stage.IMPORTING, "stage_since": since}
    pauses = [later - sooner for sooner, later in pairwise(times)]
    assert pauses == sorted(pauses)
    assert pauses[0] >= 60
    assert len(times) <= 7


@pytest.fixture
def looking(world, complete):
    """The app begins to look at its downloads, which takes so many seconds."""

    def begin(seconds, trigger="scheduled"):
        world.radarr.settings.command_takes = seconds
        begun = world.radarr.commands.push("RefreshMonitoredDownloads", trigger=trigger)
        world.radarr.tick()
        world.radarr.settings.command_takes = 0.0
        assert begun.status == "started"

    return begin


def test_a_look_that_had_begun_before_is_told_from_one_that_was_asked_for(world, complete, looking):
    """The app answers with the look that it has begun, which may have read the client's list too early."""
    looking(4)
    assert "looking at its downloads already" in world.do_import(complete).detail
    world.look(5)
    assert "was asked to look" in world.do_import(complete).detail


def test_an_order_that_is_carried_out_at_once_was_heard(world, complete, looking):
    looking(4, trigger="manual")
    assert "was asked to look" in world.do_import(complete).detail


def test_our_own_last_order_may_have_passed_by_as_well(world, complete, looking):
    looking(600, trigger="manual")
    world.do_import(complete)
    world.look(5)
    assert "looking at its downloads already" in world.do_import(complete).detail


def test_what_is_left_while_the_app_imports_others_is_asked_for_soon(world):
    """It processes the list that it had when it began, and an order to process is no other while it does."""
    first, second = (world.grabbed(media_id=world.radarr.add_movie(name), title=name)[1] for name in ("One", "Two"))
    world.radarr.refresh()
    world.begin()
    world.radarr.settings.import_takes = 20
    world.finish(first)
    world.radarr.refresh()
    world.finish(second)
    world.look(1)
    torrent, since = world.torrent(second), world.now
    world.do_import(torrent)
    times = []
    for second_ in range(1, 60):
        world.look(1)
        if world.propose(torrent, stage=Stage.IMPORTING, stage_since=since):
            world.do_import(torrent)
            times.append(second_)
        if world.value("queue").find(torrent.hashes).tracked_state == "importing":
            break
    assert times[0] <= 10
    assert second_ < 30


def test_once_the_app_has_heard_it_is_given_its_time(world):
    heard = Tries().again(world.now, passed_by=True).again(world.now, passed_by=True).again(world.now, passed_by=False)
    assert heard.next_at(world.now) == world.now + timedelta(seconds=60)


def test_while_one_look_lasts_the_app_is_asked_less_and_less_often(world, complete, looking):
    looking(600)
    since, times = world.now, []
    for second in range(0, 600, 5):
        if world.propose(complete, stage=Stage.IMPORTING if times else Stage.COMPLETED, stage_since=since):
            world.do_import(complete)
            times.append(second)
        world.look(5)
    assert times == [0, 5, 15, 35, 75, 155, 315]


def test_an_import_that_radarr_blocks_is_kept_and_says_why(world, complete):
    world.radarr.block_import(complete.hash, "Movie title mismatch")
    since = world.now
    world.do_import(complete)
    importing = {"stage": Stage.IMPORTING, "stage_since": since}
    answers = []
    for _ in range(14):
        world.radarr.refresh()
        world.look(30)
        answers.append(world.propose(complete, **importing))
    assert not any(isinstance(answer, Keep) for answer in answers[:4])
    last = answers[-1]
    assert isinstance(last, Keep)
    assert last.reason.startswith("Radarr cannot import it: import")
    assert "Movie title mismatch" in last.reason
    assert "a person must look" in last.reason
    assert world.report(complete, **importing).verdict is Verdict.DEGRADED


def test_what_was_blocked_is_imported_when_the_cause_is_gone(world, complete):
    world.radarr.block_import(complete.hash, "Movie title mismatch")
    for _ in range(10):
        world.radarr.refresh()
        world.look(60)
    assert isinstance(world.propose(complete), Keep)
    world.radarr.allow_import(complete.hash)
    world.radarr.refresh()
    world.look(150)
    assert world.value("history").imported(complete.hashes)


def test_a_download_that_waits_says_when_to_look_again(world, complete):
    report = world.report(complete, stage=Stage.IMPORTING, stage_since=world.now)
    assert (report.verdict, report.look_again) == (Verdict.HEALTHY, world.now + timedelta(seconds=60))


def test_a_download_that_has_waited_long_is_not_looked_at_all_the_time(world, complete):
    report = world.report(complete, stage=Stage.IMPORTING, stage_since=world.now - timedelta(days=1))
    assert report.look_again == world.now + timedelta(seconds=30)


def test_an_ignored_download_is_left_to_a_person(world, complete):
    item = world.value("queue").find(complete.hashes)
    world.radarr.history.add("downloadIgnored", {"movieId": 1}, complete.name, complete.hash.upper(), {})
    world.look(60)
    assert item is not None
    assert "ignored" in world.propose(complete).reason


def test_without_the_apps_settings_nothing_is_ordered(world, complete):
    world.begin()
    assert not world.do_import(complete).ok
    assert world.orders() == []


def test_a_lost_radarr_is_not_asked_to_import(world, complete):
    world.lose(drop=True)
    with pytest.raises(Unavailable):
        world.look(3600)
    asked = world.count_requests()
    with pytest.raises(Unavailable):
        world.do_import(complete)
    assert asked == []
