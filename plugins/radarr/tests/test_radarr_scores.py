"""Downloads of movies that are worse than what is there, by their custom-format score."""

from datetime import timedelta

import pytest
from library_world import LATER
from radarr_world import TITLE

from qbitrr import Reject, Verdict
from qbitrr.testing.http import Reply

UNMET = {"CustomFormatUnmetSearch": True}
FORCED = {"ForceMinimumCustomFormat": True}


@pytest.fixture
def downloading(world):
    """A download of a movie, with a score, and what is there already."""

    def begin(*, score, there=None, options=UNMET, minimum=0, done=False):
        profile = world.radarr.add_profile("Formats", min_format_score=minimum, cutoff_format_score=1000)
        movie = world.radarr.add_movie("Metropolis", quality_profile_id=profile)
        if there is not None:
            world.radarr.put_file(movie, score=there)
        world.begin(EntrySearch=options)
        state = "stalledUP" if done else "stalledDL"
        torrent_hash = world.qbittorrent.add(
            TITLE, category="radarr", state=state, files=[(f"{TITLE}/movie.mkv", 1000)]
        )
        world.radarr.grab(movie, torrent_hash.upper(), TITLE, score=score)
        world.radarr.block_import(torrent_hash, "Not a Custom Format upgrade for existing movie file(s)")
        world.radarr.refresh()
        return movie, torrent_hash

    return begin


def report(world, torrent_hash, seconds=0.0):
    """What is said of it after a cycle that looked at what it would replace."""
    world.look(seconds)
    world.report(world.torrent(torrent_hash))
    world.look(1)
    return world.report(world.torrent(torrent_hash))


@pytest.mark.parametrize(
    ("options", "score", "there", "minimum", "why"),
    [
        (UNMET, 49, 50, 0, "its custom-format score of 49 is lower than that of what is there (50)"),
        (UNMET, 50, 50, 0, ""),
        (UNMET, 51, 50, 0, ""),
        (UNMET, -10, None, 0, ""),
        (UNMET, 5, 3, 10, ""),
        (FORCED, 5, 3, 10, "its custom-format score of 5 is below the profile's minimum of 10"),
        (FORCED, 10, 30, 10, ""),
        (FORCED, 5, None, 10, ""),
        (UNMET | FORCED, 5, 30, 10, "its custom-format score of 5 is below the profile's minimum of 10"),
        (UNMET | FORCED, 20, 30, 10, "its custom-format score of 20 is lower than that of what is there (30)"),
        ({"SearchMissing": True}, 1, 50, 10, ""),
    ],
)
def test_a_download_is_compared_with_what_is_there(world, downloading, options, score, there, minimum, why):
    _, torrent_hash = downloading(score=score, there=there, options=options, minimum=minimum)
    said = report(world, torrent_hash)
    assert (said.reason if said else "") == why
    if why:
        assert said.verdict is Verdict.FAILED
        assert said.evidence["score"] == score
        assert (said.patience.strikes, said.patience.apart) == (2, timedelta(minutes=3))


def test_both_scores_are_the_evidence(world, downloading):
    _, torrent_hash = downloading(score=1, there=2)
    assert report(world, torrent_hash).evidence == {"score": 1, "files": {"Metropolis (2020)": 2}, "minimum": None}


def test_nothing_is_asked_while_it_is_off(world, downloading):
    _, torrent_hash = downloading(score=1, there=2, options={})
    world.look()
    asked = world.count_requests()
    world.report(world.torrent(torrent_hash))
    world.look(1)
    assert asked == []


def test_judging_asks_nothing(world, downloading):
    _, torrent_hash = downloading(score=1, there=2)
    world.look()
    asked = world.count_requests()
    world.report(world.torrent(torrent_hash))
    assert asked == []


def test_what_was_learnt_lets_all_be_judged_anew(world, downloading):
    _, torrent_hash = downloading(score=1, there=2)
    world.look()
    world.report(world.torrent(torrent_hash))
    before = world.value("scores")
    world.look(1)
    assert world.value("scores") != before
    learnt = world.value("scores")
    world.look(1)
    assert world.value("scores") is learnt


def test_a_file_that_is_gone_meanwhile_speaks_for_the_download(world, downloading):
    movie, torrent_hash = downloading(score=1, there=2)
    assert report(world, torrent_hash).verdict is Verdict.FAILED
    world.radarr.movie(movie).file = None
    assert report(world, torrent_hash, 150) is None


def test_a_download_that_is_kept_is_looked_at_again_seldom(world, downloading):
    _, torrent_hash = downloading(score=9, there=2)
    assert report(world, torrent_hash) is None
    world.forget()
    for _ in range(10):
        assert report(world, torrent_hash, LATER) is None
    assert world.sent("GET", "moviefile") == []
    report(world, torrent_hash, 2 * 3600)
    assert len(world.sent("GET", "moviefile")) == 1


@pytest.mark.parametrize(
    "fault",
    [{"drop": True}, {"reply": Reply.of({"message": "x"}, 500)}, {"reply": Reply.of({"movies": []})}],
    ids=["silence", "error", "shape"],
)
def test_what_cannot_be_looked_at_is_no_reason(world, downloading, fault):
    _, torrent_hash = downloading(score=1, there=2)
    world.lose("moviefile", **fault)
    assert report(world, torrent_hash) is None


def test_a_download_that_the_app_does_not_know_is_no_ones_to_compare(world):
    world.begin(EntrySearch=UNMET)
    torrent_hash = world.qbittorrent.add("Something", category="radarr", state="stalledDL")
    world.radarr.refresh()
    assert report(world, torrent_hash) is None


def test_a_complete_download_that_waits_for_its_import_is_judged_too(world, downloading):
    _, torrent_hash = downloading(score=1, there=2, done=True)
    worse = report(world, torrent_hash)
    assert worse.verdict is Verdict.FAILED
    assert world.propose(world.torrent(torrent_hash), worse) == Reject(worse.reason)
