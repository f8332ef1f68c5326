"""Hit and run: what is owed on both sides of each limit, what is remembered, what ends it, and what is not known."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qbitrr_cleanup.obligations import Obligations, Options
from qbitrr_cleanup.promises.terms import Deeds, Mode, Terms, owed

from qbitrr import Delete, Host, Keep, Outcome, Reject, Remove, State, Tracker, TrackerStatus, Verdict, hookimpl
from qbitrr.bench import Bench
from qbitrr.config.configuration import validate
from qbitrr.reconsider import reconsider
from qbitrr.testing.builders import (
    NOW,
    Owner,
    decide_one,
    make_complete,
    make_download,
    make_facts,
    make_hooks,
    make_torrent,
)
from qbitrr.testing.notes import FakeNotes

SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
URL = "https://tracker.example.org/announce"


def saying(message, status=TrackerStatus.FAILED, url=URL):
    return Tracker(url, status, message)


AT_HOME = saying("", TrackerStatus.WORKING)
ELSEWHERE = saying("", TrackerStatus.WORKING, "https://other.net/announce")
GONE = saying("unregistered torrent")


def complete(**changes):
    """A complete torrent of the tracker."""
    return make_complete(**{"age": 90 * DAY, "trackers": (AT_HOME,), "completed": NOW - 80 * DAY} | changes)


def partial(**changes):
    """A torrent of the tracker that was never complete."""
    return make_torrent(**{"age": 90 * DAY, "trackers": (AT_HOME,)} | changes)


def remembered(torrent, time=0 * DAY, **changes):
    """What is remembered of a torrent that was seen seeding for so long."""
    return make_download(torrent, **{"seeded": time, "seeding_since": None, "imported_at": NOW - DAY} | changes)


def rule(*rows, notes=None, **options):
    """The rule with these rows, at the tracker where they say nothing else."""
    rows = [Terms(**{"Host": "example.org"} | row) for row in rows]
    obligations = Obligations(Options(rows=rows, **options))
    if notes is not None:
        obligations.qbitrr_worker_start(Host(name="obligations", worker="Radarr", notes=notes))
    return obligations


def kept(obligations, torrent, time=0 * DAY, now=NOW, **changes):
    """Why it must stay, or None."""
    keep = obligations.qbitrr_action(torrent, remembered(torrent, time, **changes), now)
    if keep is None:
        return None
    assert keep.obligation is True
    return keep.reason


def report(obligations, torrent, time=0 * DAY, now=NOW, **changes):
    return obligations.qbitrr_health_check(torrent, remembered(torrent, time, **changes), now)


BOTH = {"MinRatio": 1.0, "MinSeedingTime": "10d"}


# What is owed


@pytest.mark.parametrize(
    ("mode", "ratio", "time", "owes"),
    [
        ("and", 1.0, 10 * DAY, None),
        ("and", 0.999, 10 * DAY, "ratio 1"),
        ("and", 1.0, 10 * DAY - SECOND, "10 d of seeding"),
        ("and", 0.999, 10 * DAY - SECOND, "ratio 1 and 10 d of seeding"),
        ("or", 1.0, 0 * DAY, None),
        ("or", 0.0, 10 * DAY, None),
        ("or", 0.999, 10 * DAY - SECOND, "ratio 1 or 10 d of seeding"),
        (True, 0.999, 10 * DAY, "ratio 1"),
        ("disabled", 0.0, 0 * DAY, None),
        (False, 0.0, 0 * DAY, None),
    ],
)
def test_a_complete_torrent_owes_what_its_row_asks_until_it_is_done(mode, ratio, time, owes):
    obligations = rule(BOTH | {"Mode": mode})
    assert kept(obligations, complete(ratio=ratio), time) == (owes and f"it owes example.org {owes}")


@pytest.mark.parametrize(
    ("row", "ratio", "time", "owes"),
    [
        ({"MinRatio": 2}, 1.99, 99 * DAY, True),
        ({"MinRatio": 2}, 2.0, 0 * DAY, False),
        ({"MinSeedingTime": "1d"}, 99.0, DAY - SECOND, True),
        ({"MinSeedingTime": "1d"}, 0.0, DAY, False),
        ({"MinSeedingTime": "1d", "Mode": "or"}, 99.0, DAY - SECOND, True),
        ({"MinSeedingTime": "1d", "Mode": "or"}, 0.0, DAY, False),
    ],
)
def test_what_is_not_asked_for_is_not_owed_and_frees_of_nothing(row, ratio, time, owes):
    assert bool(kept(rule(row), complete(ratio=ratio), time)) is owes


def test_the_longer_of_the_clients_count_and_ours_counts():
    row = {"MinSeedingTime": "10d"}
    assert kept(rule(row), complete(seeding_time=10 * DAY), 1 * DAY) is None
    assert kept(rule(row), complete(seeding_time=1 * DAY), 10 * DAY) is None
    assert kept(rule(row), complete(seeding_time=6 * DAY), 6 * DAY)


@pytest.mark.parametrize(
    ("time", "owes"), [(10 * DAY, True), (10 * DAY + 2 * HOUR - SECOND, True), (10 * DAY + 2 * HOUR, False)]
)
def test_the_tracker_counts_later_so_it_seeds_longer(time, owes):
    obligations = rule({"MinSeedingTime": "10d", "TrackerBuffer": "2h"})
    assert bool(kept(obligations, complete(), time)) is owes


def test_patience_beyond_every_calendar_is_borne():
    obligations = rule({"MinSeedingTime": timedelta.max, "TrackerBuffer": timedelta.max})
    assert kept(obligations, complete(), 99 * DAY, seeding_since=NOW)


@pytest.mark.parametrize("state", State)
def test_it_holds_in_every_state(state):
    assert kept(rule(BOTH), complete(state=state, ratio=0.5))
    assert kept(rule(BOTH), partial(state=state, ratio=0.5))


# Partial downloads


@pytest.mark.parametrize(
    ("share", "owes"), [(0.0999, None), (0.1, "ratio 1 for the part that was loaded"), (0.99, "ratio 1 for")]
)
def test_of_which_little_was_loaded_that_owes_nothing(share, owes):
    reason = kept(rule(BOTH), partial(progress=share))
    assert reason is None if owes is None else owes in reason


@pytest.mark.parametrize(("share", "owes"), [(0.2899, False), (0.29, True)])
def test_how_little_can_be_set(share, owes):
    assert bool(kept(rule(BOTH | {"MinDownload": "29 %"}), partial(progress=share))) is owes


def test_where_anything_at_all_is_owed_nothing_is_too_little():
    assert kept(rule(BOTH | {"MinDownload": 0}), partial(progress=0.0))


@pytest.mark.parametrize(("ratio", "owes"), [(0.499, True), (0.5, False)])
def test_a_partial_download_is_safe_at_its_own_ratio(ratio, owes):
    obligations = rule(BOTH | {"PartialRatio": 0.5})
    assert bool(kept(obligations, partial(progress=0.6, ratio=ratio))) is owes


def test_what_was_loaded_and_lost_counts_too():
    """A recheck may drop progress; the client still knows what it has loaded."""
    assert kept(rule(BOTH), partial(progress=0.0, downloaded=100_000_000))
    assert kept(rule(BOTH), partial(progress=0.0, downloaded=99_999_000)) is None


def test_what_was_loaded_twice_and_never_completed_is_partial():
    reason = kept(rule(BOTH), partial(progress=0.5, downloaded=9_000_000_000))
    assert reason == "it owes example.org ratio 1 for the part that was loaded"


def test_what_was_complete_once_owes_as_a_complete_one():
    """A client that misses files, or has an error while it reads them, shows no progress."""
    lost = partial(state=State.MISSING_FILES, progress=0.0, completed=NOW - DAY, ratio=1.0)
    assert kept(rule(BOTH), lost) == "it owes example.org 10 d of seeding"
    assert kept(rule(BOTH), partial(progress=0.0, ratio=1.0), completed_at=NOW - DAY)


@pytest.mark.parametrize("state", [State.CHECKING, State.UNKNOWN])
def test_while_it_is_not_known_how_much_was_loaded_it_stays(state):
    reason = kept(rule(BOTH), partial(state=state, progress=0.01))
    assert reason == "it owes example.org what depends on how much of it was loaded, which is not known"


def test_a_dropped_progress_does_not_end_what_was_owed():
    notes = FakeNotes()
    assert kept(rule(BOTH, notes=notes), partial(progress=0.4))
    assert kept(rule(BOTH, notes=notes), partial(progress=0.01))
    assert kept(rule(BOTH, notes=notes), complete(ratio=1.0, completed=None))
    assert kept(rule(BOTH, notes=notes), partial(progress=0.01, ratio=1.0)) == "it owes example.org 10 d of seeding"


# Whose


def test_other_torrents_owe_nothing():
    obligations = rule(BOTH, BOTH | {"Category": "tv"}, BOTH | {"Tag": "hnr"}, BOTH | {"Private": True})
    assert kept(obligations, complete(trackers=(ELSEWHERE,), private=False)) is None
    assert report(obligations, complete(trackers=(ELSEWHERE,), private=False)) is None


@pytest.mark.parametrize(
    "row", [{"Category": "movies", "Host": ""}, {"Tag": "hnr", "Host": ""}, {"Private": True, "Host": ""}]
)
def test_a_row_may_be_for_a_category_a_tag_or_what_is_private(row):
    torrent = complete(category="movies/4k", tags=frozenset({"hnr"}), private=True, trackers=())
    assert kept(rule(BOTH | row), torrent)


def test_every_row_that_matches_must_be_met():
    obligations = rule(
        {"MinRatio": 1, "Priority": 9},
        {"MinSeedingTime": "3d", "Host": "other.net", "Priority": -9},
        {"MinRatio": 3, "Host": "third.net"},
    )
    torrent = complete(trackers=(AT_HOME, ELSEWHERE), ratio=0.5)
    both = "it owes example.org ratio 1; it owes other.net 3 d of seeding"
    assert kept(obligations, torrent, 2 * DAY) == both
    torrent = replace(torrent, ratio=1.0)
    assert kept(obligations, torrent, 2 * DAY) == "it owes other.net 3 d of seeding"
    assert kept(obligations, torrent, 3 * DAY) is None


def test_what_was_put_somewhere_to_be_done_with_owes_as_before():
    obligations = rule(BOTH | {"Category": "movies", "Host": ""})
    assert kept(obligations, complete(category="failed", hash="b" * 40), category="failed") is None
    assert kept(obligations, complete(category="failed"), category="movies")
    assert kept(obligations, complete(category="elsewhere"), category="elsewhere")


# What is not known


def test_while_its_trackers_are_not_known_it_stays():
    assert kept(rule(BOTH), complete(trackers=None)) == (
        "it may owe example.org ratio 1 and 10 d of seeding: its trackers are not known"
    )


def test_what_would_be_met_in_any_case_need_not_be_known():
    assert kept(rule(BOTH), complete(trackers=None, ratio=1.0), 10 * DAY) is None
    assert kept(rule(BOTH), partial(trackers=None, progress=0.01)) is None
    assert kept(rule(BOTH | {"Category": "tv"}), complete(trackers=None)) is None


@pytest.mark.parametrize("private", [True, False])
def test_while_it_is_not_known_whether_it_is_private_it_stays(private):
    reason = kept(rule(BOTH | {"Private": private, "Host": ""}), complete(private=None))
    assert reason.endswith("whether it is private is not known")


def test_what_only_may_have_been_owed_is_not_remembered():
    notes = FakeNotes()
    assert kept(rule(BOTH, notes=notes), complete(trackers=None))
    assert kept(rule(BOTH, notes=notes), complete(trackers=(ELSEWHERE,))) is None


def test_a_ratio_that_is_no_number_is_not_reached():
    assert kept(rule({"MinRatio": 0.1}), complete(ratio=float("nan")))


# What is remembered


def test_once_met_it_stays_met():
    notes = FakeNotes()
    assert kept(rule(BOTH, notes=notes), complete(ratio=1.0), 10 * DAY) is None
    assert kept(rule(BOTH, notes=notes), complete(ratio=0.2), 1 * DAY) is None


def test_it_says_since_when_it_is_safe():
    notes = FakeNotes()
    assert kept(rule(BOTH, notes=notes), complete(ratio=1.0), 10 * DAY) is None
    said = report(rule(BOTH, notes=notes), complete(ratio=1.0), 11 * DAY, now=NOW + DAY)
    assert said.reason == "it owes nothing any more since 01 Jan 2030 00:00 UTC"
    assert said.evidence == {"safe_since": NOW.isoformat()}


def test_what_was_met_as_a_part_is_not_met_as_a_whole():
    notes = FakeNotes()
    assert kept(rule(BOTH, notes=notes), partial(ratio=1.0)) is None
    assert kept(rule(BOTH, notes=notes), partial(ratio=0.9)) is None
    assert kept(rule(BOTH, notes=notes), complete(ratio=0.9))


def test_other_terms_must_be_met_anew():
    notes = FakeNotes()
    assert kept(rule(BOTH, notes=notes), complete(ratio=1.0), 10 * DAY) is None
    assert kept(rule(BOTH | {"MinRatio": 2.0}, notes=notes), complete(ratio=1.0), 10 * DAY)
    assert kept(rule(BOTH, notes=notes), complete(ratio=1.0), 10 * DAY) is None


def test_what_is_owed_stays_owed_when_the_tracker_is_taken_away():
    notes = FakeNotes()
    assert kept(rule(BOTH, notes=notes), complete())
    assert kept(rule(BOTH, notes=notes), complete(trackers=())) == "it owes example.org ratio 1 and 10 d of seeding"


def test_what_was_never_owed_does_not_begin_without_the_tracker():
    notes = FakeNotes()
    assert kept(rule(BOTH, notes=notes), partial(progress=0.01)) is None
    assert kept(rule(BOTH, notes=notes), complete(trackers=())) is None


def test_a_row_that_a_person_takes_away_is_owed_no_more():
    notes = FakeNotes()
    assert kept(rule(BOTH, notes=notes), complete())
    assert kept(rule(BOTH | {"Host": "other.net"}, notes=notes), complete()) is None
    assert kept(rule(BOTH | {"Mode": "disabled"}, notes=notes), complete()) is None


def test_nothing_is_written_while_nothing_changes():
    notes = FakeNotes()
    obligations = rule(BOTH, notes=notes)
    for step in range(50):
        torrent = partial(progress=0.2 + step / 100, ratio=step / 100)
        now = NOW + step * HOUR
        report(obligations, torrent, now=now)
        kept(obligations, torrent, now=now)
    assert notes.written == 1


def test_of_a_torrent_that_owes_nothing_nothing_is_written():
    notes = FakeNotes()
    kept(rule(BOTH | {"Category": "tv"}, notes=notes), partial(progress=0.05))
    assert notes.written == 0


def test_a_deleted_torrent_is_forgotten():
    notes = FakeNotes()
    obligations = rule(BOTH, notes=notes)
    kept(obligations, complete(ratio=1.0), 10 * DAY)
    obligations.qbitrr_post_action(Outcome(Delete("over"), ok=False), complete())
    obligations.qbitrr_post_action(Outcome(Remove("seeded"), ok=True), complete())
    assert notes
    obligations.qbitrr_post_action(Outcome(Delete("over"), ok=True), complete())
    assert notes == {}
    assert kept(obligations, complete(ratio=0.2))


@pytest.mark.parametrize("nonsense", [[], "x", {"rows": {"a": {}}}, {"share": "much"}])
def test_a_ledger_that_cannot_be_read_frees_of_nothing(nonsense, caplog):
    notes = FakeNotes()
    notes.put(f"qBit/{'a' * 40}", nonsense)
    caplog.set_level(logging.WARNING)
    assert kept(rule(BOTH, notes=notes), complete(name="A.Film"))
    assert caplog.messages == ["A.Film: what it owes could not be read back, so it is counted anew"]


# A tracker that has it no more


def hear(obligations, *looks):
    """What is owed after each look: so long from now, with these trackers."""
    return [kept(obligations, complete(trackers=trackers), now=NOW + span) is not None for span, trackers in looks]


@pytest.mark.parametrize(("span", "owes"), [(DAY - SECOND, True), (DAY, False)])
def test_a_tracker_that_has_it_no_more_is_believed_after_a_while(span, owes):
    assert hear(rule(BOTH), (0 * DAY, (GONE,)), (span, (GONE,))) == [True, owes]


def test_how_long_it_takes_can_be_set():
    assert hear(rule(BOTH, dead_for=0 * DAY), (0 * DAY, (GONE,))) == [False]


@pytest.mark.parametrize(
    "between",
    [
        saying("", TrackerStatus.WORKING),
        saying("Service Unavailable"),
        saying("unregistered torrent", TrackerStatus.WORKING),
    ],
)
def test_it_must_have_said_so_all_the_time(between):
    obligations = rule(BOTH)
    looks = [(0 * DAY, (GONE,)), (DAY - HOUR, (between,)), (DAY, (GONE,)), (2 * DAY, (GONE,))]
    assert hear(obligations, *looks) == [True, True, True, False]


@pytest.mark.parametrize("silence", [(), None, (saying("", TrackerStatus.WAITING),)])
def test_silence_neither_frees_nor_begins_anew(silence):
    """A client that was started again, or has stopped the torrent, has forgotten what was said."""
    looks = [(0 * DAY, (GONE,)), (2 * DAY, silence), (3 * DAY, (GONE,)), (4 * DAY, silence)]
    assert hear(rule(BOTH), *looks) == [True, True, False, False]


def test_a_tracker_that_has_it_again_is_owed_again():
    looks = [(0 * DAY, (GONE,)), (DAY, (GONE,)), (2 * DAY, (AT_HOME,))]
    assert hear(rule(BOTH), *looks) == [True, False, True]


@pytest.mark.parametrize(
    "trackers",
    [
        (GONE, saying("", TrackerStatus.WORKING, "https://www.example.org/announce")),
        (GONE, saying("", TrackerStatus.WAITING, "https://www.example.org/announce")),
        (saying("unregistered torrent", url="https://other.net/announce"), saying("Connection refused")),
        (saying("unregistered torrent", TrackerStatus.DISABLED),),
        (saying("Connection refused"),),
    ],
)
def test_all_trackers_of_the_row_must_say_it(trackers):
    assert hear(rule(BOTH), (0 * DAY, trackers), (99 * DAY, trackers)) == [True, True]


def test_other_trackers_may_say_what_they_like():
    trackers = (GONE, ELSEWHERE)
    assert hear(rule(BOTH), (0 * DAY, trackers), (DAY, trackers)) == [True, False]
    row = BOTH | {"Host": "", "Category": "movies"}
    assert hear(rule(row), (0 * DAY, trackers), (DAY, trackers)) == [True, True]


def test_more_messages_can_be_known():
    trackers = (saying("Torrent unbekannt"),)
    assert hear(rule(BOTH), (0 * DAY, trackers), (DAY, trackers)) == [True, True]
    taught = rule(BOTH, dead_messages=("TORRENT unbekannt",))
    assert hear(taught, (0 * DAY, trackers), (DAY, trackers)) == [True, False]


def test_a_dead_tracker_may_free_of_nothing():
    obligations = rule(BOTH | {"DeadTrackerRelease": False})
    assert hear(obligations, (0 * DAY, (GONE,)), (99 * DAY, (GONE,))) == [True, True]


def test_it_is_remembered_over_a_restart_what_a_tracker_said():
    notes = FakeNotes()
    assert hear(rule(BOTH, notes=notes), (0 * DAY, (GONE,))) == [True]
    assert hear(rule(BOTH, notes=notes), (DAY, (GONE,))) == [False]


# What ends by time


@pytest.mark.parametrize(("span", "owes"), [(10 * DAY - SECOND, True), (10 * DAY, False)])
def test_it_can_end_so_long_after_the_completion(span, owes):
    torrent = complete(completed=NOW)
    assert bool(kept(rule(BOTH | {"ReleaseAfter": "10d"}), torrent, now=NOW + span)) is owes


@pytest.mark.parametrize(("span", "owes"), [(10 * DAY - SECOND, True), (10 * DAY, False)])
def test_of_what_was_never_complete_it_ends_so_long_after_it_began(span, owes):
    obligations = rule(BOTH | {"ReleaseAfter": "10d"})
    assert kept(obligations, partial())
    assert bool(kept(obligations, partial(), now=NOW + span)) is owes


def test_nothing_else_ends_it_by_age():
    assert kept(rule(BOTH), complete(), now=NOW + 9999 * DAY)


# What it says


def test_it_says_what_is_owed_since_when_and_until_when():
    said = report(rule({"MinSeedingTime": "10d"}), complete(ratio=0.5), 4 * DAY, seeding_since=NOW - DAY)
    assert said.verdict is Verdict.HEALTHY
    assert said.reason == "it owes example.org 10 d of seeding, until 06 Jan 2030 00:00 UTC"
    assert said.look_again == NOW + 5 * DAY
    assert said.evidence == {
        "ratio": 0.5,
        "owed": [
            {
                "what": "it owes example.org 10 d of seeding",
                "since": NOW.isoformat(),
                "safe_from": (NOW + 5 * DAY).isoformat(),
            }
        ],
    }


@pytest.mark.parametrize(
    ("row", "torrent", "seeding", "again"),
    [
        (BOTH, complete(ratio=1.0), True, 10 * DAY),
        (BOTH, complete(ratio=0.9), True, None),
        (BOTH | {"Mode": "or"}, complete(ratio=0.9), True, 10 * DAY),
        (BOTH, complete(ratio=1.0), False, None),
        ({"MinRatio": 1.0}, complete(ratio=0.9), True, None),
        (BOTH, partial(), False, None),
        (BOTH | {"ReleaseAfter": "3d"}, partial(), False, 3 * DAY),
        (BOTH, complete(trackers=(GONE,)), False, DAY),
        (BOTH, complete(trackers=None), False, None),
    ],
)
def test_it_is_looked_at_again_when_time_alone_may_change_it(row, torrent, seeding, again):
    said = report(rule(row), torrent, seeding_since=NOW if seeding else None)
    assert said.look_again == (NOW + again if again else None)


def test_a_reason_stays_the_same_while_nothing_is_done():
    obligations = rule(BOTH)
    first = kept(obligations, complete(ratio=0.1), 1 * DAY)
    assert kept(obligations, complete(ratio=0.9), 9 * DAY, now=NOW + DAY) == first


def test_trackers_are_read_only_for_rows_that_ask_for_them():
    assert rule(BOTH).needs == {"trackers"}
    assert rule(BOTH | {"Host": "", "Tag": "hnr"}).needs == {"trackers"}
    assert rule(BOTH | {"Host": "", "Tag": "hnr", "DeadTrackerRelease": False}).needs == frozenset()


# Through the core


class Wants:
    """A plugin that wants it gone."""

    def __init__(self, action):
        self.action = action

    @hookimpl
    def qbitrr_action(self):
        return self.action


REMOVALS = [
    Remove("it has failed"),
    Remove("it has seeded", failed=False),
    Remove("a person said so", told=True),
    Remove("now", at_once=True),
    Reject("it is no good"),
]


@pytest.mark.parametrize("removal", REMOVALS)
def test_no_removal_gets_past_it(removal):
    torrent = complete(ratio=0.5)
    bare = decide_one(torrent, download=remembered(torrent), radarr=Owner(), other=Wants(removal))
    assert isinstance(bare.action, Remove | Reject)
    decision = decide_one(
        torrent, download=remembered(torrent), radarr=Owner(), other=Wants(removal), obligations=rule(BOTH)
    )
    assert decision.action is None
    assert decision.refused == "obligations keeps it: it owes example.org ratio 1 and 10 d of seeding"


def test_the_end_of_a_quarantine_asks_once_more():
    torrent, obligations = complete(ratio=0.5, state=State.STOPPED), rule(BOTH)
    bench = Bench(hooks=make_hooks(radarr=Owner(), obligations=obligations), facts=make_facts(torrent), now=NOW)
    again = reconsider(torrent, bench, told=True)
    assert again.refused == "obligations keeps it: it owes example.org ratio 1 and 10 d of seeding"
    assert again.unsure is False


def test_what_was_safe_when_it_was_removed_is_safe_when_it_is_deleted():
    """Then nobody remembers how long it was seen seeding."""
    torrent, obligations = complete(ratio=1.0), rule(BOTH)
    assert kept(obligations, torrent, 10 * DAY) is None
    bench = Bench(hooks=make_hooks(radarr=Owner(), obligations=obligations), facts=make_facts(torrent), now=NOW)
    assert "obligations" not in reconsider(replace(torrent, state=State.STOPPED), bench, told=True).refused


TERMS = st.builds(
    Terms,
    host=st.sampled_from(["", "example.org", "other.net"]),
    category=st.sampled_from(["", "movies", "tv"]),
    private=st.sampled_from([None, None, True, False]),
    mode=st.sampled_from([Mode.AND, Mode.OR]),
    min_ratio=st.floats(0.1, 3),
    min_seeding_time=st.integers(0, 20).map(lambda days: days * DAY),
    min_download=st.integers(0, 100),
    partial_ratio=st.floats(0.1, 2),
    tracker_buffer=st.sampled_from([0 * DAY, HOUR]),
)


@settings(max_examples=400)
@given(
    rows=st.lists(TERMS, min_size=1, max_size=3),
    removal=st.sampled_from(REMOVALS),
    state=st.sampled_from(State),
    progress=st.sampled_from([0.0, 0.05, 0.5, 1.0]) | st.floats(0, 1),
    ratio=st.floats(0, 4),
    time=st.integers(0, 25).map(lambda days: days * DAY),
    trackers=st.sampled_from([None, (), (AT_HOME,), (ELSEWHERE,), (AT_HOME, ELSEWHERE), (GONE,)]),
    private=st.sampled_from([None, True, False]),
)
def test_while_anything_is_owed_it_is_never_removed(rows, removal, state, progress, ratio, time, trackers, private):
    torrent = make_torrent(
        state=state, progress=progress, ratio=ratio, trackers=trackers, private=private, age=90 * DAY
    )
    decision = decide_one(
        torrent,
        download=remembered(torrent, time),
        radarr=Owner(),
        other=Wants(removal),
        obligations=Obligations(Options(rows=rows)),
    )
    hosts = {tracker.host for tracker in trackers or ()}
    for row in rows:
        at_host = not row.host or trackers is None or any(host.endswith(row.host) for host in hosts)
        is_private = row.private is None or private is None or row.private is private
        if not at_host or not is_private or row.category not in ("", "movies"):
            continue
        done = ratio >= row.min_ratio, not row.min_seeding_time or time >= row.min_seeding_time + row.tracker_buffer
        if progress < 1:
            met = ratio >= row.partial_ratio or (progress * 100 < row.min_download and state not in UNSEEN)
        elif row.mode is Mode.AND or not row.min_seeding_time:
            met = all(done)
        else:
            met = any(done)
        if not met:
            assert decision.action is None
            assert decision.refused.startswith("obligations keeps it: ")


UNSEEN = (State.CHECKING, State.UNKNOWN)


@given(terms=TERMS, ratio=st.floats(0, 4), more=st.floats(0, 4), days=st.integers(0, 40), complete=st.booleans())
def test_who_does_more_owes_no_more(terms, ratio, more, days, complete):
    deeds = Deeds(ratio=ratio, time=days * DAY, share=100 if complete else 50, complete=complete)
    better = replace(deeds, ratio=ratio + more, time=deeds.time + DAY)
    assert owed(terms, deeds) or not owed(terms, better)


# Options


def test_options_are_written_as_users_write_them():
    written = {
        "DeadFor": "12h",
        "DeadMessages": ["gone"],
        "Rows": [
            {"Host": "example.org", "Mode": "or", "MinRatio": 1, "MinSeedingTime": "3d", "ReleaseAfter": -1},
            {"Category": "tv", "Mode": True, "MinRatio": 0.5, "MinDownload": "25%"},
        ],
    }
    options, problems = validate(Options, "Plugins.obligations", written, {})
    assert problems == ()
    assert (options.dead_for, options.dead_messages) == (12 * HOUR, ("gone",))
    first, second = options.rows
    assert (first.mode, first.min_ratio, first.min_seeding_time, first.release_after) == ("or", 1.0, 3 * DAY, None)
    assert (second.mode, second.min_ratio, second.min_download) == ("and", 0.5, 25.0)


def test_rows_of_qbitrr_are_understood():
    written = {
        "URI": "https://tracker.example.org/pass/announce",
        "HitAndRunMode": "and",
        "MinSeedRatio": 1.5,
        "MinSeedingTimeDays": 7,
        "HitAndRunMinimumDownloadPercent": 20,
        "HitAndRunPartialSeedRatio": 0.8,
        "TrackerUpdateBuffer": 3600,
    }
    options, problems = validate(Options, "Plugins.obligations", {"Rows": [written]}, {})
    assert problems == ()
    (row,) = options.rows
    assert (row.host, row.mode, row.min_ratio, row.min_seeding_time) == ("tracker.example.org", "and", 1.5, 7 * DAY)
    assert (row.min_download, row.partial_ratio, row.tracker_buffer) == (20.0, 0.8, HOUR)


@pytest.mark.parametrize(("written", "ratio"), [({}, 1.0), ({"MinSeedRatio": 0}, 0.0)])
def test_a_row_of_qbitrr_asks_for_a_ratio_unless_it_says_otherwise(written, ratio):
    row = Terms.model_validate({"HitAndRunMode": "or", "MinSeedingTimeDays": 0.5} | written)
    assert (row.min_ratio, row.min_seeding_time) == (ratio, DAY / 2)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ({"MinRatio": -1}, "Rows[0].MinRatio"),
        ({"MinRatio": 1, "MinDownload": 101}, "Rows[0].MinDownload"),
        ({"MinRatio": 1, "MinDownload": "much"}, "Rows[0].MinDownload"),
        ({"MinRatio": 1, "Mode": "xor"}, "Rows[0].Mode"),
        ({"MinSeedingTimeDays": -1}, "Rows[0].MinSeedingTime"),
        ({"MinSeedingTimeDays": "many"}, "Rows[0].MinSeedingTime"),
        ({"MinRatio": 1, "MinRation": 1}, "Rows[0].MinRation"),
        ({"Host": "example.org"}, "Rows[0]"),
        ({"Host": "example.org", "TrackerBuffer": "1h"}, "Rows[0]"),
    ],
)
def test_what_means_nothing_is_refused(written, key):
    options, problems = validate(Options, "Plugins.obligations", {"Rows": [written]}, {})
    assert options is None
    assert [problem.key for problem in problems] == [key]


def test_a_row_may_be_switched_off_without_more():
    options, problems = validate(Options, "Plugins.obligations", {"Rows": [{"Mode": False}]}, {})
    assert problems == ()
    assert Obligations(options).needs == frozenset()
    assert Obligations(options).qbitrr_action(complete(), remembered(complete()), NOW) is None


def test_without_rows_it_keeps_nothing():
    torrent = complete()
    assert Obligations(Options()).qbitrr_action(torrent, remembered(torrent), NOW) is None
    assert isinstance(rule(BOTH).qbitrr_action(torrent, remembered(torrent), NOW), Keep)
