"""Making a search of a Radarr's library: never for what has come, never twice, never beside another one."""

from datetime import timedelta

import pytest
from library_world import LATER, listed, ordered, reasons, search
from radarr_world import TITLE

from qbitrr import LibrarySearch, Unavailable, Want
from qbitrr.testing.arr.grabs import Pending
from qbitrr.testing.http import HTML, Reply

SEARCHING = {"EntrySearch": {"SearchMissing": True}}


@pytest.fixture
def movie(world):
    """A missing movie, in a library that has been read."""
    world.begin(**SEARCHING)
    movie_id = world.radarr.add_movie("Metropolis")
    listed(world)
    world.forget()
    return movie_id


def test_a_search_is_ordered_for_that_movie_alone(world, movie):
    assert search(world, movie) == ("begun", "Radarr searches for Metropolis (2020)")
    assert ordered(world) == [{"name": "MoviesSearch", "movieIds": [movie]}]
    world.settle()
    assert world.radarr.searches == [movie]


def test_a_search_of_another_section_is_not_ours(world, movie):
    other = LibrarySearch(owner="Radarr-4K", media_ids=(movie,), title="it", want=Want.MISSING)
    assert world.plugin.qbitrr_search(other, world.now, None) is None
    assert ordered(world) == []


def comes(world, movie):
    world.radarr.put_file(movie)


def is_unmonitored(world, movie):
    world.radarr.movie(movie).monitored = False


def is_put_off(world, movie):
    changed = world.radarr.movie(movie)
    changed.minimum_availability, changed.in_cinemas = "inCinemas", world.clock.now + 86_400


def is_grabbed(world, movie):
    world.grabbed(media_id=movie)
    world.radarr.refresh()


def waits_to_be_grabbed(world, movie):
    release = world.radarr.add_release(movie, TITLE, torrent="magnet:?xt=urn:btih:" + "b" * 40)
    world.radarr.grabs.pending.append(Pending(release))


def is_deleted(world, movie):
    del world.radarr.movies.by_id[movie]


def is_searched(world, movie):
    world.radarr.movie(movie).last_search_time = world.clock.now - 60


@pytest.mark.parametrize(
    ("happens", "says"),
    [
        (comes, "it has come meanwhile"),
        (is_unmonitored, "Metropolis (2020) is not monitored"),
        (is_put_off, "it is not available yet"),
        (is_grabbed, "it is in the queue"),
        (waits_to_be_grabbed, "it is in the queue"),
        (is_deleted, "Radarr no longer knows it"),
        (is_searched, "Radarr has just searched for it by itself"),
    ],
)
def test_what_has_happened_since_the_list_was_made_is_seen_before_the_search(world, movie, happens, says):
    happens(world, movie)
    world.forget()
    assert search(world, movie) == ("not wanted", says)
    assert world.changes() == []


def test_what_was_seen_before_a_search_is_on_the_next_list(world, movie):
    world.radarr.put_file(movie)
    search(world, movie)
    assert listed(world, 1).media == ()


def test_what_only_waits_to_be_grabbed_is_on_the_list_with_that_reason(world, movie):
    waits_to_be_grabbed(world, movie)
    assert reasons(world, 300) == {"Metropolis (2020)": "it is in the queue"}


def test_a_movie_that_is_gone_is_not_on_the_next_list(world, movie):
    is_deleted(world, movie)
    search(world, movie)
    assert listed(world, 1).media == ()


def test_why_a_movie_is_not_wanted_any_more_is_on_the_next_list(world, movie):
    is_unmonitored(world, movie)
    search(world, movie)
    assert reasons(world, 1) == {"Metropolis (2020)": "Metropolis (2020) is not monitored"}


def test_a_search_by_somebody_else_is_on_the_next_list(world, movie):
    is_searched(world, movie)
    search(world, movie)
    (found,) = listed(world, 1).media
    assert found.searched_at == world.now - timedelta(seconds=61)


def test_while_anybody_else_searches_ours_waits(world, movie):
    world.radarr.settings.search_takes = 20
    other = world.radarr.add_movie("Nosferatu")
    world.radarr.commands.push("MoviesSearch", {"movieIds": [other]}, trigger="manual")
    assert search(world, movie) == ("busy", "Radarr is busy with another search")
    assert ordered(world) == []
    world.settle()
    assert search(world, movie)[0] == "begun"


def test_while_it_goes_on_searching_it_is_asked_only_about_that(world, movie):
    """Somebody may have told it to search for all that is missing, which takes hours."""
    world.radarr.settings.search_takes = 3600
    other = world.radarr.add_movie("Nosferatu")
    world.radarr.commands.push("MoviesSearch", {"movieIds": [other]}, trigger="manual")
    search(world, movie)
    world.forget()
    assert [search(world, movie, seconds=15)[0] for _ in range(3)] == ["busy"] * 3
    assert [request.path for request in world.radarr.requests] == ["/api/v3/command"] * 3
    world.clock.passes(3600)
    world.settle()
    assert search(world, movie)[0] == "begun"


def test_what_is_being_searched_for_already_is_not_ordered_again(world, movie):
    world.radarr.settings.search_takes = 20
    world.radarr.commands.push("MoviesSearch", {"movieIds": [movie]}, trigger="manual")
    assert search(world, movie)[0] == "begun"
    assert ordered(world) == []


def test_an_order_whose_answer_was_lost_is_found_and_not_repeated(world, movie):
    world.lose("command", method="POST", drop=True, after=True, times=1)
    assert search(world, movie)[0] == "begun"
    assert len(ordered(world)) == 1


def test_a_try_whose_fate_is_unknown_is_looked_for_first(world, movie):
    tried_at = world.now
    world.lose("command", method="POST", drop=True, after=True)
    world.lose("command", method="GET", times=1)
    world.lose("command", method="GET", drop=True)
    with pytest.raises(Unavailable):
        search(world, movie)
    world.radarr.heal()
    world.settle()
    assert world.radarr.searches == [movie]
    world.forget()
    assert search(world, movie, tried_at=tried_at, seconds=900)[0] == "begun"
    assert ordered(world) == []


def test_a_try_that_never_arrived_is_made_again(world, movie):
    tried_at = world.now
    world.lose("command", method="POST", drop=True)
    with pytest.raises(Unavailable):
        search(world, movie)
    world.radarr.heal()
    assert search(world, movie, tried_at=tried_at, seconds=60)[0] == "begun"
    world.settle()
    assert world.radarr.searches == [movie]


def test_a_try_that_brought_something_counts_although_the_movie_is_there_now(world, movie):
    tried_at = world.now
    search(world, movie)
    world.settle()
    world.radarr.put_file(movie)
    assert search(world, movie, tried_at=tried_at)[0] == "begun"


@pytest.mark.parametrize(
    "fault",
    [{"drop": True}, {"reply": HTML}, {"reply": Reply(503, b"{}")}],
    ids=["silence", "page", "starting"],
)
def test_nothing_is_ordered_while_the_movie_cannot_be_looked_at(world, movie, fault):
    world.lose(f"movie/{movie}", **fault)
    with pytest.raises(Unavailable):
        search(world, movie)
    assert ordered(world) == []


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply.of({"message": "x"}, 500), "it answered 500: x"),
        (Reply.of({"id": 1}), "it has no id, no title, or does not say whether it is monitored"),
    ],
    ids=["error", "fields"],
)
def test_a_movie_that_alone_cannot_be_looked_at_is_passed_over(world, movie, reply, why):
    world.lose(f"movie/{movie}", reply=reply)
    assert search(world, movie) == ("not wanted", f"it cannot be looked at: {why}")
    assert ordered(world) == []


def test_whether_a_try_was_made_cannot_be_said_of_a_movie_that_cannot_be_looked_at(world, movie):
    world.lose(f"movie/{movie}", reply=Reply.of({"message": "x"}, 500))
    with pytest.raises(Unavailable):
        search(world, movie, tried_at=world.now)


def test_nothing_is_asked_while_the_app_is_known_to_be_away(world, movie):
    world.lose("", drop=True)
    world.clock.passes(300)
    with pytest.raises(Unavailable):
        world.look()
    asked = world.count_requests()
    with pytest.raises(Unavailable):
        search(world, movie)
    assert asked == []


def test_an_upgrade_is_searched_for_only_while_the_score_is_too_low(world):
    world.begin(EntrySearch={"CustomFormatUnmetSearch": True})
    profile = world.radarr.add_profile("Formats", cutoff_format_score=50)
    movie = world.radarr.add_movie("Metropolis", quality_profile_id=profile)
    world.radarr.put_file(movie, score=10)
    listed(world)
    assert search(world, movie, want=Want.FORMAT_UNMET)[0] == "begun"
    world.settle()
    world.radarr.put_file(movie, score=50)
    assert search(world, movie, want=Want.FORMAT_UNMET) == ("not wanted", "it has come meanwhile")


def test_a_restarted_worker_judges_without_a_list(world, movie):
    world.begin(EntrySearch={"CustomFormatUnmetSearch": True})
    profile = world.radarr.add_profile("Formats", cutoff_format_score=50)
    world.radarr.movie(movie).quality_profile_id = profile
    world.radarr.put_file(movie, score=10)
    world.look()
    assert search(world, movie, want=Want.FORMAT_UNMET)[0] == "begun"


def test_a_movie_that_was_searched_for_is_read_again_with_its_time(world, movie):
    search(world, movie)
    world.settle()
    began = world.radarr.movie(movie).last_search_time
    (found,) = listed(world, LATER).media
    assert found.searched_at.timestamp() == began
    assert reasons(world) == {}
