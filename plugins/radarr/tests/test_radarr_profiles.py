"""Temporary quality profiles of movies: given while the file is missing, and never left behind."""

import pytest
from library_world import LATER, wants

from qbitrr import Unavailable
from qbitrr.errors import QbitrrError
from qbitrr.testing.http import Reply

HOUR = 3600
DAY = 24 * HOUR


def options(**more):
    mapping = {"UseTempForMissing": True, "QualityProfileMappings": {"Ultra HD": "Any"}}
    return {"EntrySearch": {**mapping, **more}}


@pytest.fixture
def profiles(world):
    """The ids of the profile of its own and the temporary one."""
    return world.radarr.add_profile("Ultra HD"), world.radarr.add_profile("Any")


@pytest.fixture
def movie(world, profiles):
    return world.radarr.movie(world.radarr.add_movie("Metropolis", quality_profile_id=profiles[0]))


def tend(world, seconds=0.0):
    world.clock.passes(seconds)
    return world.plugin.qbitrr_tend(world.now)


def edits(world):
    return [request.json() for request in world.sent("PUT", "editor")]


def test_a_missing_movie_is_given_the_temporary_profile_and_its_own_when_it_has_come(world, movie, profiles):
    own, temporary = profiles
    world.begin(**options())
    assert tend(world) == ["the quality profile Any was given to Metropolis (2020)"]
    assert movie.quality_profile_id == temporary
    assert tend(world, 60) is None
    world.radarr.put_file(movie.id)
    assert tend(world, LATER) == ["the quality profile Ultra HD was given to Metropolis (2020)"]
    assert movie.quality_profile_id == own
    assert tend(world, 60) is None
    assert world.notes.kept.get("temporary profiles") is None


def test_only_the_profile_is_changed(world, movie, profiles):
    world.begin(**options())
    tend(world)
    assert edits(world) == [{"movieIds": [movie.id], "qualityProfileId": profiles[1]}]


def test_many_movies_are_changed_with_few_requests(world, profiles):
    world.begin(**options())
    for number in range(120):
        world.radarr.add_movie(f"Movie {number}", quality_profile_id=profiles[0])
    (said,) = tend(world)
    assert said.endswith("and 117 more")
    assert [len(edit["movieIds"]) for edit in edits(world)] == [50, 50, 20]


@pytest.mark.parametrize(
    "traits",
    [{"monitored": False}, {"minimum_availability": "inCinemas", "in_cinemas": 2e9}, {"quality_profile_id": 1}],
    ids=["unmonitored", "not out", "another profile"],
)
def test_what_is_not_missing_or_has_no_entry_keeps_its_profile(world, profiles, traits):
    world.begin(**options())
    world.radarr.add_movie("Metropolis", **{"quality_profile_id": profiles[0], **traits})
    assert tend(world) is None
    assert edits(world) == []


def test_it_works_without_any_search_and_asks_nothing_when_it_is_off(world, movie):
    world.begin()
    asked = world.count_requests()
    assert tend(world) is None
    assert asked == []


def test_a_kept_profile_stays(world, movie, profiles):
    world.begin(**options(KeepTempProfile=True))
    tend(world)
    world.radarr.put_file(movie.id)
    assert tend(world, LATER) is None
    assert movie.quality_profile_id == profiles[1]


def test_after_the_time_out_its_own_profile_comes_back_and_rests(world, movie, profiles):
    own, temporary = profiles
    world.begin(**options(TempProfileResetTimeoutMinutes=90))
    tend(world)
    tend(world, 60)
    tend(world, 85 * 60)
    assert movie.quality_profile_id == temporary
    tend(world, LATER)
    assert movie.quality_profile_id == own
    tend(world, LATER)
    assert movie.quality_profile_id == own
    tend(world, DAY)
    assert movie.quality_profile_id == temporary


def test_it_is_given_so_often_and_no_more(world, movie, profiles):
    world.begin(**options(TempProfileResetTimeoutMinutes="1h", ProfileSwitchRetryAttempts=2))
    for _ in range(24 * 10):
        tend(world, HOUR)
    given = [edit for edit in edits(world) if edit["qualityProfileId"] == profiles[1]]
    assert len(given) == 2
    assert movie.quality_profile_id == profiles[0]


def test_a_person_who_chooses_another_profile_wins(world, movie, profiles):
    world.begin(**options())
    tend(world)
    tend(world, 60)
    movie.quality_profile_id = 1
    for _ in range(5):
        tend(world, LATER)
    assert movie.quality_profile_id == 1
    movie.quality_profile_id = profiles[0]
    tend(world, LATER)
    assert movie.quality_profile_id == profiles[0]


def test_profiles_are_reset_at_the_start_if_asked(world, movie, profiles):
    world.begin(**options())
    tend(world)
    tend(world, 60)
    world.begin(**options(ForceResetTempProfiles=True))
    assert tend(world, 60) == ["the quality profile Ultra HD was given to Metropolis (2020)"]
    assert movie.quality_profile_id == profiles[0]
    tend(world, LATER)
    assert movie.quality_profile_id == profiles[0]


def test_what_was_given_is_taken_back_when_the_option_is_switched_off(world, movie, profiles):
    world.begin(**options())
    tend(world)
    world.begin()
    tend(world, 60)
    assert movie.quality_profile_id == profiles[0]
    assert tend(world, 60) is None
    assert world.notes.kept.get("temporary profiles") is None


def test_a_crash_between_the_note_and_the_change_is_finished(world, movie, profiles):
    world.begin(**options())
    world.lose("editor", drop=True)
    with pytest.raises(QbitrrError):
        tend(world)
    assert world.notes.kept["temporary profiles"]
    world.radarr.heal()
    world.begin(**options())
    tend(world, 60)
    assert movie.quality_profile_id == profiles[1]


def test_a_crash_before_a_change_that_is_no_longer_wanted_is_forgotten(world, movie, profiles):
    world.begin(**options())
    world.lose("editor", drop=True)
    with pytest.raises(QbitrrError):
        tend(world)
    world.radarr.heal()
    world.radarr.put_file(movie.id)
    world.begin(**options())
    assert tend(world, 60) is None
    assert movie.quality_profile_id == profiles[0]
    assert world.notes.kept.get("temporary profiles") is None


@pytest.mark.parametrize("come", [False, True])
def test_a_change_whose_answer_was_lost_is_not_stuck(world, movie, profiles, come):
    world.begin(**options())
    world.lose("editor", drop=True, after=True, times=1)
    with pytest.raises(QbitrrError):
        tend(world)
    assert movie.quality_profile_id == profiles[1]
    if come:
        world.radarr.put_file(movie.id)
    world.begin(**options())
    tend(world, 60)
    tend(world, 60)
    assert movie.quality_profile_id == profiles[0 if come else 1]
    assert len(edits(world)) == (2 if come else 1)


def test_nothing_is_changed_that_could_not_be_noted(world, movie, profiles, monkeypatch):
    world.begin(**options())

    def full(_key, _value):
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(world.notes, "put", full)
        with pytest.raises(OSError, match="full"):
            tend(world)
    assert edits(world) == []
    tend(world, 60)
    assert movie.quality_profile_id == profiles[1]


def test_unknown_names_are_complained_of_once(world, movie, caplog):
    world.begin(**options(QualityProfileMappings={"Ultra HD": "Nonesuch"}))
    for _ in range(3):
        assert tend(world, LATER) is None
    complaints = [record for record in caplog.records if "no quality profile named" in record.message]
    assert [record.levelname for record in complaints] == ["ERROR"]
    assert "Nonesuch" in complaints[0].message
    assert "Ultra HD" in complaints[0].message


def test_a_movie_that_was_deleted_is_forgotten(world, movie):
    world.begin(**options())
    tend(world)
    del world.radarr.movies.by_id[movie.id]
    tend(world, LATER)
    assert world.notes.kept.get("temporary profiles") is None


def test_an_empty_answer_is_not_taken_for_an_empty_library(world, movie, profiles):
    world.begin(**options())
    tend(world)
    world.lose("/movie", method="GET", reply=Reply.of([]), times=1)
    tend(world, LATER)
    assert world.notes.kept["temporary profiles"]
    world.radarr.put_file(movie.id)
    tend(world, LATER)
    assert movie.quality_profile_id == profiles[0]


def test_nothing_is_changed_while_the_app_is_lost(world, movie):
    world.begin(**options())
    world.lose("", drop=True)
    with pytest.raises(Unavailable):
        world.look()
    assert tend(world, 60) is None


def test_the_search_goes_on_beside_it(world, movie):
    world.begin(**options(SearchMissing=True))
    tend(world)
    assert wants(world, 60) == [("Metropolis (2020)", "missing")]


def test_what_a_person_has_chosen_just_before_the_time_out_stays(world, movie):
    world.begin(**options(TempProfileResetTimeoutMinutes=90))
    tend(world)
    tend(world, LATER)
    tend(world, 85 * 60 - LATER)
    movie.quality_profile_id = 1
    tend(world, 6 * 60)
    assert movie.quality_profile_id == 1


def test_a_movie_that_cannot_be_read_holds_no_other_back(world, movie, profiles):
    world.begin(**options())
    broken = world.radarr.movie(world.radarr.add_movie("Nosferatu", quality_profile_id=profiles[0]))
    tend(world)
    broken.title = ""
    world.radarr.put_file(movie.id)
    world.lose(f"movie/{broken.id}", reply=Reply.of({"message": "NullReference"}, 500))
    world.begin(**options())
    tend(world, 60)
    assert movie.quality_profile_id == profiles[0]
    assert str(broken.id) in world.notes.kept["temporary profiles"]


def test_a_profile_that_is_refused_holds_no_other_back(world, movie, profiles, caplog):
    """The app lets a person delete a profile that nothing has at the moment."""
    own, temporary = profiles
    gone = world.radarr.add_profile("Gone")
    world.begin(**options(QualityProfileMappings={"Gone": "Any", "Ultra HD": "Any"}))
    first = world.radarr.add_movie("Nosferatu", quality_profile_id=gone)
    tend(world)
    answer = world.radarr.answer

    def refuses(request):
        refused = request.method == "PUT" and request.json()["qualityProfileId"] == gone
        return Reply.of([{"errorMessage": "Quality profile does not exist"}], 400) if refused else answer(request)

    world.radarr.answer = refuses
    world.radarr.put_file(movie.id)
    world.radarr.put_file(first)
    assert tend(world, LATER) == ["the quality profile Ultra HD was given to Metropolis (2020)"]
    assert movie.quality_profile_id == own
    assert world.radarr.movie(first).quality_profile_id == temporary
    (said,) = [record.message for record in caplog.records if "does not exist" in record.message]
    assert "Gone" in said
    assert "Nosferatu (2020)" in said


def test_a_reset_that_could_not_be_noted_is_made_up_for(world, movie, profiles, monkeypatch):
    world.begin(**options())
    tend(world)
    tend(world, 60)
    world.begin(**options(ForceResetTempProfiles=True))

    def full(_key, _value):
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(world.notes, "put", full)
        with pytest.raises(OSError, match="full"):
            tend(world, 60)
    tend(world, 60)
    assert movie.quality_profile_id == profiles[0]


def test_a_reset_leaves_alone_what_a_person_has_chosen(world, movie):
    world.begin(**options())
    tend(world)
    tend(world, 60)
    movie.quality_profile_id = 1
    world.begin(**options(ForceResetTempProfiles=True))
    assert tend(world, 60) is None
    assert movie.quality_profile_id == 1


def test_what_is_refused_is_not_tried_again_before_the_library_is_read_again(world, movie):
    world.begin(**options())
    world.lose("editor", reply=Reply.of([{"errorMessage": "Quality profile does not exist"}], 400))
    tend(world)
    asked = world.count_requests()
    assert [tend(world, 60) for _ in range(5)] == [None] * 5
    assert asked == []
