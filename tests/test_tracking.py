"""What is remembered from one look to the next."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qbitrr import Classification, Stage, State, Verdict
from qbitrr.lifecycle import TRANSITIONS, ImpossibleTransitionError, move
from qbitrr.testing.builders import NOW, make_complete, make_download, make_torrent
from qbitrr.tracking import enter, first_sight, judged, look, unseen

OWNER = Classification("Radarr", 7)
LATER = NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("state", "complete", "stage"),
    [
        (State.DOWNLOADING, False, Stage.DOWNLOADING),
        (State.STALLED, False, Stage.DOWNLOADING),
        (State.STOPPED, False, Stage.PAUSED),
        (State.CHECKING, False, Stage.CHECKING),
        (State.MOVING, True, Stage.MOVING),
        (State.ERRORED, False, Stage.ERRORED),
        (State.MISSING_FILES, True, Stage.MISSING_FILES),
        (State.SEEDING, True, Stage.COMPLETED),
        (State.STOPPED, True, Stage.COMPLETED),
    ],
)
def test_the_stage_follows_the_client(state, complete, stage):
    torrent = make_complete(state=state) if complete else make_torrent(state=state)
    assert look(make_download(), torrent, OWNER, None, LATER).stage is stage


def test_a_confirmed_import_is_followed_by_seeding():
    imported = look(make_download(), make_complete(), OWNER, NOW, LATER)
    assert (imported.stage, imported.imported_at) == (Stage.IMPORTED, NOW)
    assert look(imported, make_complete(), OWNER, NOW, LATER).stage is Stage.SEEDING


def test_importing_lasts_until_it_is_confirmed():
    importing = make_download(make_complete(), stage=Stage.IMPORTING)
    assert look(importing, make_complete(), OWNER, None, LATER).stage is Stage.IMPORTING


def test_staying_in_a_stage_keeps_its_time():
    before = make_download(stage=Stage.DOWNLOADING, stage_since=NOW)
    assert look(before, make_torrent(), OWNER, None, LATER).stage_since == NOW


def test_progress_is_when_less_is_left():
    before = make_download(make_torrent(progress=0.5))
    assert look(before, make_torrent(progress=0.6), OWNER, None, LATER).progress_at == LATER
    assert look(before, make_torrent(progress=0.5), OWNER, None, LATER).progress_at == before.progress_at


@pytest.mark.parametrize("state", [State.STOPPED, State.QUEUED, State.CHECKING, State.MOVING, State.ERRORED])
def test_the_clock_of_a_torrent_starts_again_when_it_may_run_again(state):
    before = make_download(make_torrent(state=state))
    assert look(before, make_torrent(state=State.STALLED), OWNER, None, LATER).progress_at == LATER


def test_a_torrent_seen_for_the_first_time_brings_its_clients_own_dates():
    torrent = make_torrent(idle=timedelta(hours=2))
    assert first_sight(torrent, OWNER, NOW).progress_at == NOW - timedelta(hours=2)


@pytest.mark.parametrize(
    ("verdicts", "stage"),
    [([], Stage.DOWNLOADING), ([Verdict.HEALTHY, Verdict.DEGRADED], Stage.STALLED), ([Verdict.FAILED], Stage.FAILED)],
)
def test_an_unfinished_download_is_as_well_as_its_worst_opinion(verdicts, stage):
    assert judged(make_download(stage=Stage.DETECTED), verdicts, NOW).stage is stage


def test_an_impossible_transition_is_refused():
    with pytest.raises(ImpossibleTransitionError, match="from importing to seeding"):
        enter(make_download(stage=Stage.IMPORTING), Stage.SEEDING, NOW)


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_its_transitions_and_can_be_deleted_or_left(stage):
    assert TRANSITIONS[stage]
    assert move(stage, stage) is stage


# Seeding


def seen_again(before, torrent, now):
    return look(before, torrent, OWNER, None, now)


def test_a_complete_torrent_is_seen_seeding_from_the_first_look_on():
    first = first_sight(make_complete(seeding_time=timedelta(days=3)), OWNER, NOW)
    assert first.seeding_time(NOW) == timedelta(days=3)
    assert first.seeding_time(LATER) == timedelta(days=3, hours=1)


@pytest.mark.parametrize("state", sorted(set(State) - {State.SEEDING}))
def test_only_what_is_offered_to_others_seeds(state):
    first = first_sight(make_complete(state=state), OWNER, NOW)
    assert first.seeding_time(LATER) == timedelta(0)


def test_an_unfinished_torrent_does_not_seed():
    assert first_sight(make_torrent(state=State.SEEDING), OWNER, NOW).seeding_time(LATER) == timedelta(0)


def test_seeding_is_added_up_over_stops():
    seeding = first_sight(make_complete(), OWNER, NOW)
    stopped = seen_again(seeding, make_complete(state=State.STOPPED), LATER)
    assert stopped.seeding_time(LATER + timedelta(days=9)) == timedelta(hours=1)
    again = seen_again(stopped, make_complete(), LATER + timedelta(days=9))
    assert again.seeding_time(LATER + timedelta(days=9, minutes=5)) == timedelta(hours=1, minutes=5)


def test_while_it_seeds_nothing_is_to_be_written():
    seeding = enter(first_sight(make_complete(), OWNER, NOW), Stage.COMPLETED, NOW)
    assert seen_again(replace(seeding, completed_at=NOW), make_complete(), LATER).seeded == seeding.seeded


def test_a_time_in_which_nobody_looked_does_not_count():
    seeding = first_sight(make_complete(), OWNER, NOW)
    bridged = unseen(seeding, NOW + timedelta(minutes=10), LATER)
    assert bridged.seeding_time(LATER) == timedelta(minutes=10)
    assert bridged.seeding_time(LATER + timedelta(minutes=1)) == timedelta(minutes=11)


def test_a_clock_that_was_set_back_takes_no_seeding_away():
    seeding = first_sight(make_complete(seeding_time=timedelta(days=3)), OWNER, NOW)
    assert seeding.seeding_time(NOW - timedelta(days=1)) == timedelta(days=3)
    assert unseen(seeding, NOW - timedelta(days=1), LATER).seeding_time(LATER) == timedelta(days=3)


# Categories


def test_the_category_that_it_came_from_is_remembered():
    first = first_sight(make_torrent(category="movies"), OWNER, NOW)
    moved = look(first, make_torrent(category="recheck"), OWNER, None, LATER, special=("failed", "recheck"))
    assert moved.category == "movies"
    assert look(first, make_torrent(category="films"), OWNER, None, LATER, special=("failed",)).category == "films"
