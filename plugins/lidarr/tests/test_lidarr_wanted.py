"""What of a Lidarr's library is wanted, and what a search of it orders."""

import pytest
from library_world import LATER, listed, ordered, reasons, search, titles, wants

from qbitrr import Want
from qbitrr.testing.http import Reply

DAY = 86_400


@pytest.fixture
def lidarr(world):
    """A Lidarr with one artist without albums."""
    world.lidarr.artists.by_id.clear()
    world.lidarr.artists.albums.clear()
    return world.lidarr


def searching(**options):
    return {"EntrySearch": {"SearchMissing": True, **options}}


def artist(lidarr, name="Nina Simone", **traits):
    return lidarr.add_artist(name, **traits)


def test_what_is_monitored_out_and_lacks_a_track_is_missing(world, lidarr):
    world.begin(**searching())
    nina = artist(lidarr)
    whole, part = (lidarr.add_album(nina, title) for title in ("Whole", "Part"))
    lidarr.add_album(nina, "Nothing")
    lidarr.put_file(whole)
    lidarr.put_file(part, tracks=range(1, 10))
    found = listed(world)
    assert [one.title for one in found.media] == ["Nina Simone: Part", "Nina Simone: Nothing"]
    assert found.satisfied == 1


def test_what_may_not_be_searched_for_is_listed_with_the_reason(world, lidarr):
    world.begin(**searching())
    nina = artist(lidarr)
    lidarr.add_album(nina, "Missing")
    lidarr.add_album(nina, "Unmonitored", monitored=False)
    lidarr.add_album(nina, "Future", released=world.clock.now + DAY)
    lidarr.add_album(nina, "Undated", released=None)
    found = reasons(world)
    assert found["Nina Simone: Unmonitored"] == "it is not monitored"
    assert found["Nina Simone: Future"].startswith("it is not out before ")
    assert found["Nina Simone: Undated"] == "it has no release date"
    assert titles(world) == ["Nina Simone: Missing"]


def test_an_album_of_an_artist_that_is_not_monitored_is_not_searched_for(world, lidarr):
    world.begin(**searching())
    nina = artist(lidarr, monitored=False)
    lidarr.add_album(nina, "Missing")
    assert titles(world) == []


def test_unmonitored_albums_are_searched_for_if_asked(world, lidarr):
    world.begin(**searching(Unmonitored=True))
    lidarr.add_album(artist(lidarr), "Unmonitored", monitored=False)
    assert titles(world) == ["Nina Simone: Unmonitored"]


@pytest.mark.parametrize(
    ("flag", "found"),
    [
        ("QualityUnmetSearch", [("Nina Simone: Poor", "cutoff unmet")]),
        ("CustomFormatUnmetSearch", [("Nina Simone: Uneven", "custom format unmet")]),
        ("DoUpgradeSearch", [(f"Nina Simone: {title}", "upgrade") for title in ("Poor", "Uneven", "Good")]),
    ],
)
def test_each_search_for_better_files_works_on_its_own_by_the_worst_track(world, lidarr, flag, found):
    world.begin(EntrySearch={flag: True})
    profile = lidarr.add_profile("Formats", cutoff_format_score=100)
    nina = artist(lidarr, quality_profile_id=profile)
    poor, uneven, good, _ = (lidarr.add_album(nina, title) for title in ("Poor", "Uneven", "Good", "Missing"))
    for album in (poor, uneven, good):
        lidarr.put_file(album, score=100)
    lidarr.put_file(poor, [3], bit_rate=320, score=100)
    lidarr.put_file(uneven, [7], score=99)
    assert wants(world) == found
    first = next(one for one in listed(world).media if not one.why_not)
    assert search(world, first.media_id, want=first.want)[0] == "begun"


def test_the_order_is_the_year_of_the_release(world, lidarr):
    world.begin(**searching())
    nina = artist(lidarr)
    for title, years in (("Old", 30), ("New", 1), ("Middle", 10)):
        lidarr.add_album(nina, title, released=world.clock.now - years * 365 * DAY)
    assert titles(world) == ["Nina Simone: New", "Nina Simone: Middle", "Nina Simone: Old"]


def test_a_search_is_ordered_for_that_album_alone(world, lidarr):
    world.begin(**searching())
    nina = artist(lidarr)
    one, _ = (lidarr.add_album(nina, title) for title in ("One", "Two"))
    listed(world)
    world.forget()
    assert search(world, one) == ("begun", "Lidarr searches for Nina Simone: One")
    assert ordered(world) == [{"name": "AlbumSearch", "albumIds": [one]}]


@pytest.mark.parametrize(
    ("happens", "says"),
    [
        (lambda lidarr: lidarr.put_file(1), "it has come meanwhile"),
        (lambda lidarr: setattr(lidarr.album(1), "monitored", False), "it is not monitored"),
        (lambda lidarr: setattr(lidarr.artist(1), "monitored", False), "Nina Simone is not monitored"),
        (lambda lidarr: lidarr.artists.albums.pop(1), "Lidarr no longer knows it"),
    ],
)
def test_what_has_happened_since_the_list_was_made_is_seen_before_the_search(world, lidarr, happens, says):
    world.begin(**searching())
    lidarr.add_album(artist(lidarr), "One")
    listed(world)
    happens(lidarr)
    assert search(world, 1) == ("not wanted", says)
    assert ordered(world) == []


def test_what_is_in_the_queue_is_not_searched_for(world, lidarr):
    world.begin(**searching())
    album = lidarr.add_album(artist(lidarr, "Joni Mitchell"), "Blue", tracks=2)
    listed(world)
    world.grabbed(album)
    lidarr.refresh()
    assert search(world, album) == ("not wanted", "it is in the queue")
    assert reasons(world, 300) == {"Joni Mitchell: Blue": "it is in the queue"}


def asked(world):
    return [request.path.rpartition("/")[2] for request in world.lidarr.requests]


def test_a_library_is_read_with_one_request_for_each_artist_that_lacks_something(world, lidarr):
    world.begin(**searching())
    for number in range(10):
        album = lidarr.add_album(artist(lidarr, f"Artist {number}"), "Album")
        if number % 2:
            lidarr.put_file(album)
    world.look()
    world.forget()
    world.plugin.qbitrr_wanted(world.facts, world.now)
    assert asked(world) == ["qualityprofile", "artist", *["album"] * 5]
    world.look(LATER)
    world.forget()
    world.plugin.qbitrr_wanted(world.facts, world.now)
    assert asked(world) == ["qualityprofile", "artist"]


def test_an_artist_that_cannot_be_read_is_skipped_and_the_rest_goes_on(world, lidarr):
    world.begin(**searching())
    shown = [artist(lidarr, f"Artist {number}") for number in range(3)]
    for one in shown:
        lidarr.add_album(one, "Album")
    answer = lidarr.answer

    def with_a_broken_one(request):
        broken = request.path.endswith("/album") and request.query.get("artistId") == [str(shown[1])]
        return Reply.of({"message": "NullReference"}, 500) if broken else answer(request)

    lidarr.answer = with_a_broken_one
    found = listed(world)
    assert [one.title for one in found.media] == ["Artist 0: Album", "Artist 2: Album"]
    assert found.why_incomplete == "Artist 1 could not be read (it answered 500: NullReference)"


def test_an_artist_is_given_a_temporary_profile_while_an_album_is_missing(world, lidarr):
    own, temporary = lidarr.add_profile("Best"), lidarr.add_profile("Any kind")
    world.begin(EntrySearch={"UseTempForMissing": True, "QualityProfileMappings": {"Best": "Any kind"}})
    nina = artist(lidarr, quality_profile_id=own)
    album = lidarr.add_album(nina, "One")
    assert world.plugin.qbitrr_tend(world.now) == ["the quality profile Any kind was given to Nina Simone"]
    assert lidarr.artist(nina).quality_profile_id == temporary
    lidarr.put_file(album)
    world.clock.passes(LATER)
    world.plugin.qbitrr_tend(world.now)
    assert lidarr.artist(nina).quality_profile_id == own


def test_a_want_for_better_files_is_not_one_for_what_is_missing(world, lidarr):
    world.begin(EntrySearch={"QualityUnmetSearch": True})
    album = lidarr.add_album(artist(lidarr), "One")
    assert wants(world) == []
    assert search(world, album, want=Want.MISSING)[0] == "not wanted"
