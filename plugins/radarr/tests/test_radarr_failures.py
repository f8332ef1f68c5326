"""A failed download: removal proposed, release blocklisted, another searched for once."""

import pytest
from radarr_world import ALL_FLAGS, FAILED, TITLE

from qbitrr import Blocklist, Keep, Remove, Unavailable
from qbitrr.testing.http import Fault, Reply


@pytest.fixture
def failing(world):
    """A download in Radarr's queue that does not go on."""
    _, torrent_hash = world.grabbed()
    world.radarr.refresh()
    world.begin()
    world.look()
    world.forget()
    return world.torrent(torrent_hash)


def deletes(world):
    return [request.query for request in world.sent("DELETE", "queue/")]


def failed_rows(world):
    return [row for row in world.radarr.history.rows if row.event == "downloadFailed"]


def settle(world):
    """Let Radarr do what it has ordered itself to do."""
    for _ in range(3):
        world.clock.passes(10)
        world.radarr.tick()


def test_a_failed_download_is_removed(world, failing):
    assert world.propose(failing, FAILED) == Remove(FAILED.reason, failed=True)


def test_without_a_grab_record_it_is_kept(world):
    torrent_hash = world.qbittorrent.add("By.Hand.2020.1080p", category="radarr", state="stalledDL")
    world.begin()
    world.look()
    torrent = world.torrent(torrent_hash)
    not_known = world.propose(torrent, FAILED)
    assert isinstance(not_known, Keep)
    assert "not known yet" in not_known.reason
    world.look(5)
    kept = world.propose(torrent, FAILED)
    assert isinstance(kept, Keep)
    assert kept.reason.startswith("Radarr has no grab record of it: it could neither blocklist nor replace it")


def test_what_was_imported_is_not_called_failed(world):
    _, torrent_hash = world.grabbed(done=True)
    world.radarr.refresh()
    world.begin()
    world.look()
    assert world.propose(world.torrent(torrent_hash), FAILED) is None


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("replace_it", [True, False])
def test_a_download_in_the_queue_is_blocklisted_with_every_flag_written_out(world, failing, own, replace_it):
    world.radarr.settings.auto_redownload_failed = own
    world.begin(ReSearch=replace_it)
    world.look()
    outcome = world.blocklist(failing)
    assert (outcome.ok, outcome.detail) == (True, f"Radarr blocklisted {TITLE}")
    (flags,) = deletes(world)
    assert set(flags) == ALL_FLAGS
    assert flags["removeFromClient"] == flags["changeCategory"] == ["false"]
    assert flags["blocklist"] == ["true"]
    assert flags["skipRedownload"] == (["false"] if own and replace_it else ["true"])
    assert len(world.radarr.blocklist) == 1
    assert failing.hash in world.qbittorrent.torrents


@pytest.mark.parametrize("in_queue", [True, False])
def test_what_is_not_to_be_replaced_is_blocklisted_without_a_search(world, failing, in_queue):
    if not in_queue:
        world.radarr.restart()
        world.look(60)
    outcome = world.execute(Blocklist("it fails again and again", replace=False), failing)
    settle(world)
    warning = "" if in_queue else "; Radarr searches for another by itself, though it is not to be replaced"
    assert (outcome.ok, outcome.detail) == (True, f"Radarr blocklisted {TITLE}{warning}")
    assert [flags["skipRedownload"] for flags in deletes(world)] == ([["true"]] if in_queue else [])
    assert world.radarr.searches == ([] if in_queue else [1])


def test_a_download_that_left_the_queue_is_blocklisted_through_its_grab(world, failing):
    world.radarr.restart()
    world.look(60)
    outcome = world.blocklist(failing)
    assert outcome.ok
    assert deletes(world) == []
    assert world.changes() == ["POST history/failed/1"]
    assert len(world.radarr.blocklist) == 1


def test_a_download_that_leaves_the_queue_meanwhile_is_blocklisted_through_its_grab(world, failing):
    world.lose("queue/", method="DELETE", reply=Reply.of({"message": "NotFound"}, 404))
    assert world.blocklist(failing).ok
    assert len(world.radarr.blocklist) == 1


def test_a_hybrid_torrent_is_blocklisted_by_the_hash_of_its_grab(world):
    """Radarr's queue has the client's hash, its grab the other one; blocklisting through the queue would do nothing."""
    movie = world.radarr.add_movie("Metropolis")
    seen_as, grabbed_as = "c" * 40, "a" * 40
    world.qbittorrent.add(TITLE, hash=seen_as, category="radarr", state="stalledDL", infohash_v1=grabbed_as)
    world.radarr.grab(movie, grabbed_as.upper(), TITLE)
    world.radarr.refresh()
    world.begin()
    world.look()
    assert world.value("queue").find([seen_as])
    world.forget()
    assert world.blocklist(world.torrent(seen_as)).ok
    assert world.changes() == ["POST history/failed/1"]
    assert len(world.radarr.blocklist) == 1


def test_without_a_grab_record_nothing_is_sent(world):
    torrent_hash = world.qbittorrent.add("By.Hand.2020.1080p", category="radarr", state="stalledDL")
    world.radarr.refresh()
    world.begin()
    world.look()
    outcome = world.blocklist(world.torrent(torrent_hash))
    assert (outcome.ok, world.changes()) == (False, [])
    assert "no grab record" in outcome.detail


def test_a_blocklisting_that_left_no_trace_is_not_believed(world, failing):
    world.lose("queue/", method="DELETE", reply=Reply(200, b"", ""))
    outcome = world.blocklist(failing)
    assert (outcome.ok, outcome.detail) == (False, "Radarr did not blocklist it")


def test_a_blocklisting_whose_answer_was_lost_is_not_repeated(world, failing):
    world.lose("queue/", method="DELETE", drop=True, after=True, times=1)
    assert world.blocklist(failing).ok
    assert len(failed_rows(world)) == 1
    outcome = world.blocklist(failing, tried_at=world.now)
    assert (outcome.ok, outcome.detail) == (True, f"Radarr had already blocklisted {TITLE}")
    assert len(deletes(world)) == 1


def test_a_release_that_was_grabbed_again_is_blocklisted_again(world, failing):
    world.blocklist(failing)
    world.radarr.grab(1, failing.hash.upper(), TITLE)
    world.radarr.refresh()
    assert world.blocklist(failing).detail == f"Radarr blocklisted {TITLE}"
    assert len(world.radarr.blocklist) == 2


@pytest.mark.parametrize("source", ["Search", "InteractiveSearch"])
@pytest.mark.parametrize("in_queue", [True, False])
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("own_after_choice", [True, False])
@pytest.mark.parametrize("replace_it", [True, False])
def test_a_failed_download_is_searched_for_exactly_once(world, source, in_queue, own, own_after_choice, replace_it):
    movie, torrent_hash = world.grabbed(source=source)
    world.radarr.settings.auto_redownload_failed = own
    world.radarr.settings.auto_redownload_from_interactive = own_after_choice
    if in_queue:
        world.radarr.refresh()
    else:
        world.radarr.client.category = "elsewhere"
    world.begin(ReSearch=replace_it, Category="radarr")
    world.look()
    torrent = world.torrent(torrent_hash)
    listed = world.blocklist(torrent)
    world.look(1)
    searched = world.search(torrent, media_id=movie)
    settle(world)
    assert (listed.ok, searched.ok) == (True, True)
    against_our_wish = "though ReSearch is off" in listed.detail
    assert world.radarr.searches == ([movie] if replace_it or against_our_wish else [])
    assert against_our_wish == (
        not replace_it and not in_queue and own and (own_after_choice or source != "InteractiveSearch")
    )


@pytest.fixture
def replaced_by_us(world, failing):
    """A failed download whose replacement is ours to search for."""
    world.radarr.settings.auto_redownload_failed = False
    world.look(1)
    world.blocklist(failing)
    world.look(1)
    world.forget()
    return failing


@pytest.mark.parametrize(
    ("traits", "says"),
    [
        ({"monitored": False}, "Metropolis is not monitored"),
        ({"minimum_availability": "released"}, "Metropolis is not available yet"),
    ],
)
def test_what_is_not_wanted_is_not_searched_for(world, replaced_by_us, traits, says):
    for name, value in traits.items():
        setattr(world.radarr.movie(1), name, value)
    outcome = world.search(replaced_by_us, media_id=1)
    assert (outcome.ok, outcome.detail, outcome.searches) == (True, f"not searched: {says}", 0)
    assert world.changes() == []


def test_a_movie_with_a_file_is_not_searched_for(world, replaced_by_us):
    world.grabbed(done=True, media_id=1, title="Metropolis.2020.720p.WEB.H264-GRP")
    world.radarr.refresh()
    world.look(10)
    outcome = world.search(replaced_by_us, media_id=1)
    assert (outcome.ok, outcome.detail) == (True, "not searched: Metropolis has a file already")


def test_the_movie_is_known_from_the_grab(world, replaced_by_us):
    world.search(replaced_by_us)
    assert world.orders() == [{"name": "MoviesSearch", "movieIds": [1]}]


def test_a_movie_that_is_being_searched_for_is_not_searched_for_again(world, replaced_by_us):
    world.radarr.settings.search_takes = 100
    world.search(replaced_by_us)
    assert world.search(replaced_by_us).detail == "Radarr is searching for it"
    assert len(world.orders()) == 1


def test_a_search_whose_answer_was_lost_is_not_repeated(world, replaced_by_us):
    world.lose("command", method="POST", drop=True, after=True, times=1)
    assert world.search(replaced_by_us).ok
    settle(world)
    assert world.search(replaced_by_us, tried_at=world.now).ok
    assert world.radarr.searches == [1]


def test_a_search_before_a_crash_is_not_repeated(world, replaced_by_us):
    tried_at = world.now
    world.search(replaced_by_us)
    settle(world)
    world.begin()
    world.look(600)
    world.forget()
    outcome = world.search(replaced_by_us, tried_at=tried_at)
    assert (outcome.ok, outcome.detail) == (True, "Radarr has searched for it already")
    assert world.changes() == []


def test_a_search_that_did_not_begin_is_not_called_done(world, replaced_by_us):
    world.lose("command", method="POST", reply=Reply.of({"message": "oh"}, 500))
    assert not world.search(replaced_by_us).ok


@pytest.mark.parametrize("command", ["MoviesSearch", "MissingMoviesSearch"])
def test_a_busy_app_is_not_given_another_search(world, replaced_by_us, command):
    world.radarr.settings.search_takes = 100
    world.radarr.commands.push(command, {"movieIds": [world.radarr.add_movie("One")]})
    outcome = world.search(replaced_by_us)
    assert (outcome.ok, outcome.detail) == (False, "Radarr is busy with another search")
    assert world.orders() == []


def test_when_it_is_no_longer_busy_the_search_is_made_once(world, replaced_by_us):
    world.radarr.settings.search_takes = 50
    world.radarr.commands.push("MoviesSearch", {"movieIds": [world.radarr.add_movie("One")]})
    tried_at = world.now
    assert not world.search(replaced_by_us).ok
    settle(world)
    world.look(60)
    assert world.search(replaced_by_us, tried_at=tried_at).detail == "Radarr searches for another release"
    assert world.orders() == [{"name": "MoviesSearch", "movieIds": [1]}]


def test_a_search_since_the_failure_counts_whoever_asked_for_it(world, replaced_by_us):
    world.search(replaced_by_us)
    settle(world)
    world.look(1200)  # the command is forgotten; the movie has its time
    world.forget()
    outcome = world.search(replaced_by_us, tried_at=world.now)
    assert (outcome.detail, world.changes()) == ("Radarr has searched for it already", [])


def test_a_movie_that_was_deleted_is_not_searched_for(world, replaced_by_us):
    del world.radarr.movies.by_id[1]
    outcome = world.search(replaced_by_us)
    assert (outcome.ok, outcome.detail) == (True, "not searched: Radarr no longer knows it")


def test_a_blocklisting_can_be_taken_back(world, failing):
    world.blocklist(failing)
    outcome = world.unblocklist(failing)
    assert outcome.ok
    assert len(world.radarr.blocklist) == 0
    assert world.changes()[-1] == "DELETE blocklist/1"


def test_only_the_entry_of_this_failure_is_taken_back(world, failing):
    world.radarr.blocklist.add({"movieId": 1}, TITLE, "f" * 40, "Indexer", "long ago")
    world.clock.passes(86_400)
    world.blocklist(failing)
    world.unblocklist(failing)
    assert [entry.message for entry in world.radarr.blocklist.entries] == ["long ago"]


def test_what_was_not_blocklisted_needs_no_taking_back(world, failing):
    outcome = world.unblocklist(failing)
    assert (outcome.ok, world.changes()) == (True, [])


def test_what_is_not_ours_is_not_carried_out(world, failing):
    assert world.execute(Remove("failed"), failing) is None
    assert world.execute(Keep("because"), failing) is None


def test_a_dead_radarr_is_not_said_to_have_refused(world, failing):
    world.radarr.fail(Fault(drop=True))
    with pytest.raises(Unavailable):
        world.blocklist(failing)
