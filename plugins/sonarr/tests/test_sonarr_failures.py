"""A failed download of episodes: blocklisted once for all of them, replaced by one search for each season."""

import pytest
from arr_world import ALL_FLAGS, FAILED
from sonarr_world import PACK

from qbitrr import Blocklist, Keep, Reject, Remove
from qbitrr.testing.http import Reply

SEASON_1 = {"name": "SeasonSearch", "seriesId": 1, "seasonNumber": 1}
SEASON_2 = {"name": "SeasonSearch", "seriesId": 1, "seasonNumber": 2}


def test_a_failed_pack_is_removed(world):
    assert world.propose(world.failing(1, 2, 3, 4), FAILED) == Remove(FAILED.reason, failed=True)


def test_a_complete_pack_is_rejected_once_and_stays(world):
    world.finish(world.failing(1, 2, 3, 4).hash)
    (torrent,) = map(world.torrent, world.qbittorrent.torrents)
    assert world.propose(torrent, FAILED) == Reject(FAILED.reason)
    world.blocklist(torrent)
    world.look(60)
    assert isinstance(world.propose(torrent, FAILED), Keep)
    assert isinstance(world.propose(torrent), Keep)


def test_without_a_grab_record_it_is_kept(world):
    torrent_hash = world.qbittorrent.add(PACK, category="sonarr", state="stalledDL")
    world.begin()
    world.look()
    world.propose(world.torrent(torrent_hash), FAILED)
    world.look(5)
    kept = world.propose(world.torrent(torrent_hash), FAILED)
    assert isinstance(kept, Keep)
    assert kept.reason.startswith("Sonarr has no grab record of it")


def test_a_pack_leaves_the_queue_once_with_every_flag_written_out(world):
    torrent = world.failing(1, 2, 3, 4)
    outcome = world.blocklist(torrent)
    assert (outcome.ok, outcome.detail) == (True, f"Sonarr blocklisted {PACK}")
    (flags,) = world.deletes()
    assert set(flags) == ALL_FLAGS
    assert flags["removeFromClient"] == flags["changeCategory"] == ["false"]
    assert (len(world.sonarr.blocklist), len(world.rows("downloadFailed"))) == (1, 4)
    assert torrent.hash in world.qbittorrent.torrents


def test_a_pack_that_left_the_queue_is_blocklisted_through_its_grab(world):
    torrent = world.failing(1, 2, 3, 4, in_queue=False)
    assert world.blocklist(torrent).ok
    (change,) = world.changes()
    assert change.startswith("POST history/failed/")
    assert (len(world.sonarr.blocklist), len(world.rows("downloadFailed"))) == (1, 4)


def test_a_blocklisting_whose_answer_was_lost_is_not_repeated(world):
    torrent = world.failing(1, 2, 3, 4)
    world.lose("queue/", method="DELETE", drop=True, after=True, times=1)
    assert world.blocklist(torrent).ok
    assert world.blocklist(torrent, tried_at=world.now).detail == f"Sonarr had already blocklisted {PACK}"
    assert len(world.deletes()) == 1


def test_a_blocklisting_can_be_taken_back(world):
    torrent = world.failing(1, 2, 3, 4)
    world.blocklist(torrent)
    assert world.unblocklist(torrent).ok
    assert len(world.sonarr.blocklist) == 0


@pytest.mark.parametrize("episodes", [(1, 2, 3, 4), (1, 2), (3,)], ids=["season", "part", "episode"])
@pytest.mark.parametrize("source", ["Search", "InteractiveSearch"])
@pytest.mark.parametrize("in_queue", [True, False])
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("own_after_choice", [True, False])
@pytest.mark.parametrize("replace_it", [True, False])
def test_a_failed_pack_is_searched_for_exactly_once(
    world, episodes, source, in_queue, own, own_after_choice, replace_it
):
    world.sonarr.settings.auto_redownload_failed = own
    world.sonarr.settings.auto_redownload_from_interactive = own_after_choice
    torrent = world.failing(*episodes, in_queue=in_queue, source=source)
    world.begin(ReSearch=replace_it, Category="sonarr")
    world.look()
    listed = world.blocklist(torrent)
    world.look(1)
    searched = world.search(torrent, pack=episodes)
    world.settle()
    assert (listed.ok, searched.ok) == (True, True)
    against_our_wish = "though ReSearch is off" in listed.detail
    expected = [("season", 1, 1)] if len(episodes) == 4 else [("episode", one) for one in episodes]
    assert world.sonarr.searches == (expected if replace_it or against_our_wish else [])
    assert against_our_wish == (
        not replace_it and not in_queue and own and (own_after_choice or source != "InteractiveSearch")
    )


@pytest.mark.parametrize("in_queue", [True, False])
def test_what_is_not_to_be_replaced_is_blocklisted_without_a_search(world, in_queue):
    torrent = world.failing(1, 2, 3, 4, in_queue=in_queue)
    outcome = world.execute(Blocklist("again and again", replace=False), torrent)
    world.settle()
    assert outcome.ok
    assert ("though it is not to be replaced" in outcome.detail) is not in_queue
    assert world.sonarr.searches == ([] if in_queue else [("season", 1, 1)])


@pytest.fixture
def replaced_by_us(world):
    """A function that makes a failed download whose replacement is ours to search for."""

    def fail(*episodes, **traits):
        world.sonarr.settings.auto_redownload_failed = False
        torrent = world.failing(*episodes, **traits)
        world.blocklist(torrent)
        world.look(1)
        world.forget()
        return torrent

    return fail


def test_a_whole_season_is_searched_for_as_one(world, replaced_by_us):
    outcome = world.search(replaced_by_us(1, 2, 3, 4))
    assert (outcome.ok, outcome.detail) == (True, "Sonarr searches for Firefly, season 1")
    assert world.orders() == [SEASON_1]


def test_a_season_that_has_begun_is_whole_when_all_that_aired_has_failed(world, replaced_by_us):
    world.sonarr.add_episode(1, 1, 5, airs=world.clock.now + 86_400)
    world.sonarr.add_episode(1, 1, 6, airs=None)
    world.search(replaced_by_us(1, 2, 3, 4))
    assert world.orders() == [SEASON_1]


def test_of_a_season_that_is_not_whole_the_episodes_that_are_wanted_are_searched_for(world, replaced_by_us):
    world.sonarr.add_episode(1, 1, 5, airs=world.clock.now - 86_400)
    world.sonarr.put_file(2)
    world.sonarr.episode(4).monitored = False
    world.search(replaced_by_us(1, 2, 3, 4))
    assert world.orders() == [{"name": "EpisodeSearch", "episodeIds": [1, 3]}]


def test_the_episodes_are_those_that_sonarr_grabbed(world, replaced_by_us):
    world.search(replaced_by_us(1, 2), media_id=1)
    assert world.orders() == [{"name": "EpisodeSearch", "episodeIds": [1, 2]}]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda sonarr: sonarr.put_file(1, 2, 3, 4), "Firefly, season 1: it has a file already"),
        (
            lambda sonarr: setattr(sonarr.series(1), "monitored", False),
            "Firefly, season 1: the series is not monitored",
        ),
        (lambda sonarr: sonarr.shows.by_id.clear(), "Sonarr no longer knows the series"),
    ],
)
def test_what_is_not_wanted_is_not_searched_for(world, replaced_by_us, change, says):
    torrent = replaced_by_us(1, 2, 3, 4)
    change(world.sonarr)
    outcome = world.search(torrent)
    assert (outcome.ok, outcome.detail) == (True, f"not searched: {says}")
    assert world.changes() == []


def test_an_episode_that_is_gone_does_no_harm_to_the_others(world, replaced_by_us):
    torrent = replaced_by_us(1, 2)
    del world.sonarr.shows.episodes[2]
    assert world.search(torrent).ok
    assert world.orders() == [{"name": "EpisodeSearch", "episodeIds": [1]}]


def resume(world, torrent, tried_at):
    """Try again as the core does: with the time of the last try."""
    world.look(60)
    return world.search(torrent, tried_at=tried_at), world.now


def test_several_seasons_are_replaced_one_after_the_other(world, replaced_by_us):
    torrent = replaced_by_us(1, 2, 3, 4, 5, 6)
    world.sonarr.settings.search_takes = 100
    first, tried_at = world.search(torrent), world.now
    assert (first.ok, first.detail) == (
        False,
        "Sonarr searches for Firefly, season 1; Sonarr is busy with another search",
    )
    assert world.orders() == [SEASON_1]
    second, tried_at = resume(world, torrent, tried_at)
    assert (second.ok, len(world.orders())) == (False, 1)
    third, tried_at = resume(world, torrent, tried_at)
    assert (third.ok, third.detail) == (
        True,
        "Sonarr has searched for Firefly, season 1 already; Sonarr searches for 2 episodes of Firefly, season 2",
    )
    assert world.orders() == [SEASON_1, {"name": "EpisodeSearch", "episodeIds": [5, 6]}]


@pytest.mark.parametrize("pause", [60, 1800])
def test_however_often_it_is_taken_up_no_season_is_searched_for_twice(world, replaced_by_us, pause):
    """After a while Sonarr has forgotten the commands, and says when it searched for the episodes."""
    torrent = replaced_by_us(1, 2, 3, 4, 5, 6, 7)
    world.sonarr.settings.search_takes = 30
    outcome, tried_at = world.search(torrent), world.now
    for _ in range(6):
        world.begin(Category="sonarr")  # the process begins anew each time
        world.look(pause)
        outcome, tried_at = world.search(torrent, tried_at=tried_at), world.now
    world.settle()
    assert outcome.ok
    assert world.orders() == [SEASON_1, SEASON_2]
    assert world.sonarr.searches == [("season", 1, 1), ("season", 1, 2)]


def test_a_search_whose_answer_was_lost_is_not_repeated(world, replaced_by_us):
    torrent = replaced_by_us(1, 2, 3, 4)
    world.lose("command", method="POST", drop=True, after=True, times=1)
    assert world.search(torrent).ok
    world.settle()
    assert world.search(torrent, tried_at=world.now).detail == "Sonarr has searched for Firefly, season 1 already"
    assert world.sonarr.searches == [("season", 1, 1)]


def test_a_search_that_did_not_begin_is_not_called_done(world, replaced_by_us):
    torrent = replaced_by_us(1, 2, 3, 4)
    world.lose("command", method="POST", reply=Reply.of({"message": "oh"}, 500))
    assert not world.search(torrent).ok


@pytest.mark.parametrize(("name", "body"), [("SeriesSearch", {"seriesId": 1}), ("MissingEpisodeSearch", {})])
def test_a_search_of_anybody_is_waited_for(world, replaced_by_us, name, body):
    torrent = replaced_by_us(1, 2, 3, 4)
    world.sonarr.settings.search_takes = 100
    world.sonarr.commands.push(name, body)
    outcome = world.search(torrent)
    assert (outcome.ok, outcome.detail, world.orders()) == (False, "Sonarr is busy with another search", [])


def test_the_same_search_by_a_person_is_enough(world, replaced_by_us):
    torrent = replaced_by_us(1, 2, 3, 4)
    world.sonarr.settings.search_takes = 100
    world.sonarr.commands.push("SeasonSearch", {"seriesId": 1, "seasonNumber": 1})
    assert world.search(torrent).detail == "Sonarr is searching for Firefly, season 1"
    assert world.orders() == []
