"""The seeding rule: each goal on both of its sides, whose limits hold, whom it leaves alone, and what is not known."""

import logging
from dataclasses import replace
from datetime import timedelta
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qbitrr_cleanup.promises.goals import Goal, When, ratio_text, read_when, strictest
from qbitrr_cleanup.promises.seeding_options import Limits, Options
from qbitrr_cleanup.seeding import Seeding

from qbitrr import Classification, Keep, Remove, State, Tracker, TrackerStatus, Verdict, hookimpl
from qbitrr.config.configuration import validate
from qbitrr.testing.builders import NOW, Owner, decide_one, make_complete, make_download, make_torrent

SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
RADARR = Classification("Radarr", 7)
AT_HOME = Tracker("https://tracker.example.org/announce", TrackerStatus.WORKING)


def seeded(**changes):
    """A complete torrent that has not been active for long, with known trackers."""
    fields = {"age": 400 * DAY, "idle": 300 * DAY, "completed": NOW - 390 * DAY, "trackers": (), "private": False}
    return make_complete(**fields | changes)


def imported(torrent, time=0 * DAY, **changes):
    """What is remembered of an imported torrent that was seen seeding for so long."""
    fields = {"imported_at": NOW - 300 * DAY, "seeded": time, "seeding_since": None}
    return make_download(torrent, **fields | changes)


def rule(*rows, **options):
    return Seeding(Options(rows=rows, **options))


def proposed(seeding, torrent, time=0 * DAY, owner=RADARR, **changes):
    return seeding.qbitrr_action(torrent, owner, imported(torrent, time, **changes), NOW)


def opinion(seeding, torrent, time=0 * DAY, owner=RADARR, **changes):
    return seeding.qbitrr_health_check(torrent, owner, imported(torrent, time, **changes), NOW)


# Ratio, time, either, both


@pytest.mark.parametrize(
    ("when", "ratio", "time", "removed"),
    [
        ("ratio", 2.0, 0 * DAY, True),
        ("ratio", 1.999, 99 * DAY, False),
        ("time", 0.0, 7 * DAY, True),
        ("time", 99.0, 7 * DAY - SECOND, False),
        ("either", 2.0, 0 * DAY, True),
        ("either", 0.0, 7 * DAY, True),
        ("either", 1.999, 7 * DAY - SECOND, False),
        ("both", 2.0, 7 * DAY, True),
        ("both", 1.999, 7 * DAY, False),
        ("both", 2.0, 7 * DAY - SECOND, False),
        ("never", 99.0, 99 * DAY, False),
    ],
)
def test_it_goes_when_its_goal_is_reached_and_not_before(when, ratio, time, removed):
    seeding = rule(remove_when=when, max_ratio=2.0, max_seeding_time=7 * DAY)
    assert (proposed(seeding, seeded(ratio=ratio), time) is not None) is removed


def test_it_is_neither_blocklisted_nor_replaced():
    seeding = rule(remove_when="time", max_seeding_time=7 * DAY)
    said = "it has seeded for 8 d at ratio 1.5: 7 d is reached"
    assert proposed(seeding, seeded(ratio=1.5), 8 * DAY) == Remove(said, failed=False)


def test_it_says_what_is_left():
    seeding = rule(remove_when="both", max_ratio=2.0, max_seeding_time=7 * DAY)
    report = opinion(seeding, seeded(ratio=1.9999), 36 * HOUR)
    assert report.verdict is Verdict.HEALTHY
    assert report.reason == "it has seeded for 1 d 12 h at ratio 1.999 of ratio 2 and 7 d"
    assert report.evidence == {"ratio": 1.9999, "seeded_seconds": 129600}


@pytest.mark.parametrize(
    ("when", "ratio", "left"),
    [("time", 0.0, 5 * DAY), ("either", 0.0, 5 * DAY), ("both", 2.0, 5 * DAY), ("both", 1.9, None), ("ratio", 0, None)],
)
def test_it_is_looked_at_again_when_time_alone_completes_it(when, ratio, left):
    seeding = rule(remove_when=when, max_ratio=2.0, max_seeding_time=7 * DAY)
    report = opinion(seeding, seeded(ratio=ratio), 1 * DAY, seeding_since=NOW - DAY)
    assert report.look_again == (NOW + left if left else None)


def test_what_does_not_seed_is_completed_by_no_time():
    seeding = rule(remove_when="time", max_seeding_time=7 * DAY)
    assert opinion(seeding, seeded(state=State.STOPPED), 6 * DAY, seeding_since=None).look_again is None


def test_patience_beyond_every_calendar_is_borne():
    seeding = rule(remove_when="time", max_seeding_time=timedelta.max)
    assert opinion(seeding, seeded(), seeding_since=NOW).verdict is Verdict.HEALTHY


# What counts as time


def test_the_longer_of_the_clients_count_and_ours_counts():
    seeding = rule(remove_when="time", max_seeding_time=7 * DAY)
    assert proposed(seeding, seeded(seeding_time=7 * DAY), 1 * DAY)
    assert proposed(seeding, seeded(seeding_time=1 * DAY), 7 * DAY)
    assert proposed(seeding, seeded(seeding_time=4 * DAY), 4 * DAY) is None


def test_time_goes_on_while_it_is_seen_seeding():
    seeding = rule(remove_when="time", max_seeding_time=7 * DAY)
    assert proposed(seeding, seeded(), 6 * DAY, seeding_since=NOW - DAY)
    assert proposed(seeding, seeded(), 6 * DAY, seeding_since=NOW - DAY + SECOND) is None


def test_the_age_of_a_torrent_is_not_seeding_time():
    seeding = rule(remove_when="time", max_seeding_time=7 * DAY)
    assert proposed(seeding, seeded(age=400 * DAY, state=State.STOPPED), 0 * DAY) is None


# Whom it leaves alone


@pytest.mark.parametrize("state", State)
def test_only_what_seeds_or_was_stopped_or_queued_after_it_goes(state):
    seeding = rule(remove_when="ratio", max_ratio=1.0)
    allowed = state in (State.SEEDING, State.STOPPED, State.QUEUED)
    assert (proposed(seeding, seeded(state=state, ratio=5.0)) is not None) is allowed


@pytest.mark.parametrize(
    "spared",
    [
        {"forced": True},
        {"super_seeding": True},
        {"progress": 0.999, "left": 1000},
        {"size": 0},
        {"has_metadata": False},
    ],
)
def test_what_is_forced_or_super_seeding_or_incomplete_stays(spared):
    seeding = rule(remove_when="ratio", max_ratio=1.0)
    assert proposed(seeding, seeded(ratio=5.0)) is not None
    assert proposed(seeding, seeded(ratio=5.0, **spared)) is None


def test_it_stays_until_its_import_is_confirmed():
    seeding = rule(remove_when="ratio", max_ratio=1.0)
    assert proposed(seeding, seeded(ratio=5.0), imported_at=None) is None
    assert opinion(seeding, seeded(ratio=5.0), imported_at=None).reason == "its import is not confirmed: it seeds on"


def test_where_nothing_is_imported_no_import_is_waited_for():
    seeding = rule(remove_when="ratio", max_ratio=1.0)
    owner = Classification("seeds", library=False)
    assert proposed(seeding, seeded(ratio=5.0), owner=owner, imported_at=None)
    assert proposed(seeding, seeded(ratio=0.5), owner=owner, imported_at=None) is None


def test_of_an_unfinished_torrent_it_has_no_opinion():
    assert opinion(rule(remove_when="ratio", max_ratio=1.0), make_torrent()) is None


# No limits


@pytest.mark.parametrize("when", ["ratio", "time", "either", "both"])
def test_without_limits_nothing_goes_and_that_is_said_once(caplog, when):
    seeding = rule(remove_when=when)
    caplog.set_level(logging.WARNING)
    assert proposed(seeding, seeded(ratio=99.0, name="A.Film"), 999 * DAY) is None
    assert proposed(seeding, seeded(ratio=99.0, name="B.Film"), 999 * DAY) is None
    assert caplog.messages == [
        "A.Film is never removed after seeding, and perhaps others: RemoveWhen needs limits that nobody has set"
    ]


def test_half_of_both_is_not_both():
    assert proposed(rule(remove_when="both", max_ratio=1.0), seeded(ratio=9.0), 999 * DAY) is None
    report = opinion(rule(remove_when="both", max_ratio=1.0), seeded(ratio=9.0), 999 * DAY)
    assert report.reason.endswith("of ratio 1 and a time that nobody has set")


def test_when_nothing_is_to_be_removed_it_has_no_opinion():
    assert opinion(rule(max_ratio=1.0), seeded(ratio=9.0)) is None
    assert opinion(rule(Limits(category="movies", max_ratio=1.0)), seeded(ratio=9.0)) is None


# The torrent's own limits


@pytest.mark.parametrize(("ratio", "removed"), [(2.999, False), (3.0, True)])
def test_its_own_ratio_limit_can_only_lengthen(ratio, removed):
    seeding = rule(remove_when="ratio", max_ratio=2.0)
    assert (proposed(seeding, seeded(ratio=ratio, ratio_limit=3.0)) is not None) is removed
    assert proposed(seeding, seeded(ratio=1.5, ratio_limit=1.0)) is None


@pytest.mark.parametrize(("time", "removed"), [(9 * DAY - SECOND, False), (9 * DAY, True)])
def test_its_own_time_limit_can_only_lengthen(time, removed):
    seeding = rule(remove_when="time", max_seeding_time=7 * DAY)
    assert (proposed(seeding, seeded(seeding_time_limit=9 * DAY), time) is not None) is removed
    assert proposed(seeding, seeded(seeding_time_limit=60 * SECOND), 2 * HOUR) is None


def test_its_own_limit_shortens_nothing_where_either_is_enough():
    seeding = rule(remove_when="either", max_seeding_time=7 * DAY)
    assert proposed(seeding, seeded(ratio=9.0, ratio_limit=1.0), 6 * DAY) is None
    assert proposed(seeding, seeded(ratio=9.0, ratio_limit=1.0), 7 * DAY)


@pytest.mark.parametrize(
    ("when", "own", "removed"),
    [
        ("ratio", {"ratio_limit": 1.0}, True),
        ("ratio", {"seeding_time_limit": DAY}, False),
        ("time", {"seeding_time_limit": DAY}, True),
        ("either", {"ratio_limit": 1.0}, True),
        ("either", {"ratio_limit": 3.0}, False),
        ("both", {"ratio_limit": 1.0}, False),
        ("both", {"ratio_limit": 1.0, "seeding_time_limit": DAY}, True),
        ("ratio", {"ratio_limit": 0.0}, False),
        ("time", {"seeding_time_limit": 0 * DAY}, False),
    ],
)
def test_where_nobody_has_set_limits_here_its_own_are_the_goal(when, own, removed):
    assert (proposed(rule(remove_when=when), seeded(ratio=2.0, **own), 2 * DAY) is not None) is removed


NO_RATIO, NO_TIME = {"ratio_limit": inf}, {"seeding_time_limit": timedelta.max}


@pytest.mark.parametrize(
    ("when", "ours", "own", "removed"),
    [
        ("ratio", {"max_ratio": 1.0}, NO_RATIO, False),
        ("ratio", {"max_ratio": 1.0}, NO_TIME, True),
        ("time", {"max_seeding_time": DAY}, NO_TIME, False),
        ("time", {"max_seeding_time": DAY}, NO_RATIO, True),
        ("either", {"max_ratio": 1.0, "max_seeding_time": DAY}, NO_RATIO, True),
        ("either", {"max_ratio": 1.0, "max_seeding_time": 999 * DAY}, NO_RATIO, False),
        ("either", {"max_ratio": 1.0, "max_seeding_time": DAY}, NO_TIME, True),
        ("either", {"max_ratio": 1.0, "max_seeding_time": DAY}, NO_RATIO | NO_TIME, False),
        ("either", {"max_ratio": 1.0}, NO_TIME, True),
        ("either", {"max_ratio": 1.0}, NO_RATIO, False),
        ("both", {"max_ratio": 1.0, "max_seeding_time": DAY}, NO_RATIO, False),
        ("both", {"max_ratio": 1.0, "max_seeding_time": DAY}, NO_TIME, False),
        ("both", {"max_ratio": 1.0}, NO_TIME, False),
        ("ratio", {}, NO_RATIO, False),
        ("time", {}, NO_TIME, False),
        ("either", {}, NO_RATIO | {"seeding_time_limit": DAY}, True),
        ("either", {}, NO_TIME | {"ratio_limit": 1.0}, True),
        ("either", {}, NO_RATIO | NO_TIME, False),
        ("both", {}, NO_RATIO | {"seeding_time_limit": DAY}, False),
    ],
)
def test_what_is_without_a_limit_on_purpose_seeds_for_ever_by_that_measure(caplog, when, ours, own, removed):
    torrent = seeded(ratio=9998.0, **own)
    assert (proposed(rule(remove_when=when, **ours), torrent, 998 * DAY, seeding_since=NOW) is not None) is removed
    assert opinion(rule(remove_when=when, **ours), torrent, 998 * DAY, seeding_since=NOW).verdict is Verdict.HEALTHY
    half_of_both = "both" in when and len(ours | own) < 2
    assert bool(caplog.messages) is half_of_both


def test_even_a_ratio_beyond_measure_is_less_than_no_limit():
    assert proposed(rule(remove_when="ratio", max_ratio=1.0), seeded(ratio=9999.0, ratio_limit=inf)) is None


def test_what_seeds_for_ever_says_so_and_awaits_no_date():
    seeding = rule(remove_when="both", max_ratio=1.0, max_seeding_time=DAY)
    report = opinion(seeding, seeded(ratio=2.0, **NO_RATIO, **NO_TIME), 2 * DAY, seeding_since=NOW)
    assert report.reason == "it has seeded for 2 d at ratio 2 of a ratio without limit and a time without limit"
    assert report.look_again is None


def test_what_is_never_to_stop_for_being_inactive_needs_not_be_so():
    """Nothing is removed for being inactive here. Older clients say it beside a limit of another kind."""
    torrent = seeded(ratio=2.0, idle=0 * DAY, inactive_seeding_time_limit=timedelta.max)
    assert proposed(rule(remove_when="ratio", max_ratio=1.0), torrent)


@pytest.mark.parametrize(("idle", "removed"), [(HOUR - SECOND, False), (HOUR, True)])
def test_what_has_an_inactivity_limit_of_its_own_must_be_inactive_too(idle, removed):
    seeding = rule(remove_when="ratio", max_ratio=1.0)
    torrent = seeded(ratio=2.0, idle=idle, inactive_seeding_time_limit=HOUR)
    assert (proposed(seeding, torrent) is not None) is removed
    again = opinion(seeding, torrent).look_again
    assert again == (None if removed else NOW - idle + HOUR)


def test_what_was_never_active_is_inactive_since_its_completion():
    seeding = rule(remove_when="ratio", max_ratio=1.0)
    torrent = seeded(ratio=2.0, idle=9000 * DAY, completed=NOW - HOUR, inactive_seeding_time_limit=2 * HOUR)
    assert proposed(seeding, torrent) is None
    assert proposed(seeding, replace(torrent, completed=NOW - 2 * HOUR))


# Rows


def by_time(*rows, **options):
    return rule(*rows, **{"remove_when": "time", "max_seeding_time": 7 * DAY} | options)


@pytest.mark.parametrize(
    ("row", "torrent"),
    [
        (Limits(host="example.org", max_seeding_time=DAY), seeded(trackers=(AT_HOME,))),
        (Limits(category="movies", max_seeding_time=DAY), seeded(category="movies/4k")),
        (Limits(tag="short", max_seeding_time=DAY), seeded(tags=frozenset({"short"}))),
        (Limits(private=True, max_seeding_time=DAY), seeded(private=True)),
    ],
)
def test_a_row_has_limits_of_its_own(row, torrent):
    assert proposed(by_time(row), torrent, DAY)
    assert proposed(by_time(row), torrent, DAY - SECOND) is None
    other = seeded(category="tv", trackers=(), tags=frozenset(), private=False)
    assert proposed(by_time(row), other, 7 * DAY - SECOND) is None
    assert proposed(by_time(row), other, 7 * DAY)


@pytest.mark.parametrize(("tracker", "category"), [(3 * DAY, 5 * DAY), (5 * DAY, 3 * DAY)])
def test_the_longer_of_tracker_and_category_holds(tracker, category):
    seeding = by_time(
        Limits(host="example.org", max_seeding_time=tracker, priority=9),
        Limits(category="movies", max_seeding_time=category),
    )
    torrent = seeded(trackers=(AT_HOME,))
    assert proposed(seeding, torrent, 5 * DAY - SECOND) is None
    assert proposed(seeding, torrent, 5 * DAY)


def test_of_nested_categories_the_longest_rules():
    seeding = by_time(Limits(category="tv", max_seeding_time=9 * DAY), Limits(category="tv/old", max_seeding_time=DAY))
    assert proposed(seeding, seeded(category="tv/old"), DAY)
    assert proposed(seeding, seeded(category="tv"), 9 * DAY - SECOND) is None


def test_what_a_row_does_not_say_is_as_for_all():
    seeding = rule(Limits(category="movies", max_ratio=1.0), remove_when="both", max_ratio=9.0, max_seeding_time=DAY)
    assert proposed(seeding, seeded(ratio=1.0), DAY)
    assert proposed(seeding, seeded(ratio=1.0), DAY - SECOND) is None


def test_a_row_may_keep_its_torrents_for_ever():
    seeding = by_time(Limits(category="movies", remove_when="never"))
    assert proposed(seeding, seeded(), 999 * DAY) is None
    assert proposed(seeding, seeded(category="tv"), 999 * DAY)


def test_a_row_alone_may_remove_its_torrents():
    seeding = rule(Limits(category="movies", remove_when="time", max_seeding_time=DAY))
    assert proposed(seeding, seeded(), DAY)
    assert proposed(seeding, seeded(category="tv"), 999 * DAY) is None


def test_a_torrent_put_somewhere_to_be_rechecked_is_still_of_its_own_category():
    seeding = by_time(Limits(category="movies", max_seeding_time=9 * DAY))
    torrent = seeded(category="recheck")
    assert proposed(seeding, torrent, 8 * DAY, category="movies") is None
    assert proposed(seeding, torrent, 8 * DAY, category="recheck")


# What is not known


def test_while_its_trackers_are_not_known_it_stays():
    seeding = by_time(Limits(host="example.org", max_seeding_time=DAY))
    torrent = seeded(trackers=None)
    assert proposed(seeding, torrent, 999 * DAY) is None
    assert opinion(seeding, torrent, 999 * DAY).reason == "its trackers are not known yet"


def test_trackers_that_no_row_asks_for_need_not_be_known():
    seeding = by_time(Limits(host="example.org", category="tv", max_seeding_time=9 * DAY))
    assert proposed(seeding, seeded(trackers=None, category="movies"), 7 * DAY)


def test_trackers_are_read_only_for_rows_that_ask_for_them():
    assert by_time(Limits(host="example.org")).needs == {"trackers"}
    assert by_time(Limits(private=True)).needs == {"trackers"}
    assert by_time(Limits(category="movies")).needs == frozenset()


@pytest.mark.parametrize(("private", "public"), [(9 * DAY, 3 * DAY), (3 * DAY, 9 * DAY)])
def test_while_its_privacy_is_not_known_it_seeds_as_long_as_in_either_case(private, public):
    """Before 5.0 a list does not say it."""
    seeding = by_time(Limits(private=True, max_seeding_time=private), Limits(private=False, max_seeding_time=public))
    assert proposed(seeding, seeded(private=None), 9 * DAY - SECOND) is None
    assert proposed(seeding, seeded(private=None), 9 * DAY)


def test_a_row_that_keeps_what_is_private_keeps_what_may_be():
    seeding = by_time(Limits(private=True, remove_when="never"))
    assert proposed(seeding, seeded(private=None), 999 * DAY) is None
    assert proposed(seeding, seeded(private=False), 999 * DAY)


def test_a_ratio_that_is_no_number_is_not_reached():
    assert proposed(rule(remove_when="ratio", max_ratio=1.0), seeded(ratio=float("nan"))) is None


# Through the core


class Imports:
    """An owner whose history says that it has imported everything."""

    def __init__(self, *, library=True):
        self.claim = Classification("Radarr", 7, library=library)

    @hookimpl
    def qbitrr_classify(self):
        return self.claim


class Objects:
    @hookimpl
    def qbitrr_action(self):
        return Keep("for a friend")


def test_the_core_removes_what_has_seeded_enough_unless_somebody_objects():
    torrent, seeding = seeded(ratio=2.0), rule(remove_when="ratio", max_ratio=1.0)
    decision = decide_one(torrent, download=imported(torrent), radarr=Owner(), seeding=seeding)
    assert decision.action == Remove("it has seeded for 0 s at ratio 2: ratio 1 is reached", failed=False)
    kept = decide_one(torrent, download=imported(torrent), radarr=Owner(), seeding=seeding, friend=Objects())
    assert kept.action is None


TIMES = st.integers(0, 100).map(lambda days: days * DAY)
MAYBE = st.none() | st.floats(0.1, 5)
MAYBE_TIME = st.none() | st.integers(1, 50).map(lambda days: days * DAY)
ROWS = st.builds(
    Limits,
    host=st.sampled_from(["", "", "example.org"]),
    category=st.sampled_from(["", "movies", "tv"]),
    private=st.sampled_from([None, None, True, False]),
    priority=st.integers(-1, 1),
    max_ratio=MAYBE,
    max_seeding_time=MAYBE_TIME,
)


@settings(deadline=None, max_examples=300)
@given(
    when=st.sampled_from(When),
    limits=st.tuples(MAYBE, MAYBE_TIME),
    rows=st.lists(ROWS, max_size=3),
    state=st.sampled_from(State),
    progress=st.sampled_from([1.0, 1.0, 1.0, 0.9]),
    ratio=st.floats(0, 6),
    time=TIMES,
    confirmed=st.booleans(),
    library=st.booleans(),
    flags=st.tuples(*[st.sampled_from([False, False, False, True])] * 2),
    private=st.sampled_from([None, True, False]),
    trackers=st.sampled_from([None, (), (AT_HOME,)]),
)
def test_nothing_goes_before_a_confirmed_import_nor_below_every_limit_that_may_hold(
    when, limits, rows, state, progress, ratio, time, confirmed, library, flags, private, trackers
):
    forced, super_seeding = flags
    torrent = seeded(
        state=state,
        progress=progress,
        left=0 if progress == 1 else 1,
        ratio=ratio,
        forced=forced,
        super_seeding=super_seeding,
        private=private,
        trackers=trackers,
    )
    download = imported(torrent, time, imported_at=NOW - DAY if confirmed else None)
    seeding = rule(*rows, remove_when=when, max_ratio=limits[0], max_seeding_time=limits[1])
    decision = decide_one(torrent, download=download, radarr=Imports(library=library), seeding=seeding)
    if decision.action is None:
        return
    assert decision.action.failed is False
    assert when is not When.NEVER
    assert torrent.complete
    assert not forced
    assert not super_seeding
    assert confirmed or not library
    assert state in (State.SEEDING, State.STOPPED, State.QUEUED)
    ratios = [limit for limit in (limits[0], *(row.max_ratio for row in rows)) if limit]
    times = [limit for limit in (limits[1], *(row.max_seeding_time for row in rows)) if limit]
    by_ratio, by_time = bool(ratios) and ratio >= min(ratios), bool(times) and time >= min(times)
    assert {"ratio": by_ratio, "time": by_time, "either": by_ratio or by_time, "both": by_ratio and by_time}[when]


@settings(deadline=None, max_examples=200)
@given(
    when=st.sampled_from(["ratio", "time", "either", "both"]),
    ours=st.tuples(MAYBE, MAYBE_TIME),
    own=st.tuples(MAYBE | st.just(inf), MAYBE_TIME | st.just(timedelta.max)),
    ratio=st.floats(0, 6),
    time=TIMES,
)
def test_its_own_limits_never_let_it_go_earlier_than_ours(when, ours, own, ratio, time):
    bare = Goal(When(when), *ours)
    both = bare.lengthened(seeded(ratio_limit=own[0], seeding_time_limit=own[1]))
    if any(ours) and bare.reachable:
        assert not both.reached(ratio, time) or bare.reached(ratio, time)


# Options


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (-1, "never"),
        (1, "ratio"),
        (2, "time"),
        (3, "either"),
        (4, "both"),
        ("-1", "never"),
        ("Do not remove (-1)", "never"),
        ("On max upload ratio or seeding time (3)", "either"),
        ("Both", "both"),
        (" ratio ", "ratio"),
    ],
)
def test_what_users_of_qbitrr_write_is_understood(written, meant):
    assert read_when(written) == meant
    options, problems = validate(Options, "Plugins.seeding", {"RemoveTorrent": written}, {})
    assert problems == ()
    assert options.remove_when == meant


@pytest.mark.parametrize("written", [0, 5, "5", "sometimes", "when (7)", True, 1.0, None])
def test_what_means_nothing_is_refused(written):
    options, problems = validate(Options, "Plugins.seeding", {"RemoveWhen": written}, {})
    assert options is None
    assert [problem.key for problem in problems] == ["RemoveWhen"]


def test_options_are_written_as_users_write_them():
    written = {
        "RemoveWhen": "either",
        "MaxRatio": 2,
        "MaxSeedingTime": "7d",
        "Rows": [
            {"Tracker": "https://example.org/announce", "MaxUploadRatio": 1.5, "MaxSeedingTime": -1},
            {"Category": "tv", "RemoveTorrent": 4, "MaxRatio": -1, "MaxSeedingTime": 86400},
        ],
    }
    options, problems = validate(Options, "Plugins.seeding", written, {})
    assert problems == ()
    assert (options.remove_when, options.max_ratio, options.max_seeding_time) == ("either", 2.0, 7 * DAY)
    tracker, category = options.rows
    assert (tracker.host, tracker.max_ratio, tracker.max_seeding_time) == ("example.org", 1.5, None)
    assert (category.remove_when, category.max_ratio, category.max_seeding_time) == ("both", None, DAY)


@pytest.mark.parametrize("off", [0, -1, "-1", -2.5])
def test_a_ratio_of_nothing_is_no_limit(off):
    assert Options(max_ratio=off).max_ratio is None


@pytest.mark.parametrize("off", [0, -1, "0s"])
def test_a_time_of_nothing_is_no_limit(off):
    assert Options(max_seeding_time=off).max_seeding_time is None


@pytest.mark.parametrize(
    ("whens", "meant"),
    [
        (["ratio", "ratio"], "ratio"),
        (["ratio", "time"], "both"),
        (["either", "time"], "time"),
        (["either", "either"], "either"),
        (["both", "either"], "both"),
        (["ratio", "never"], "never"),
    ],
)
def test_of_several_the_strictest_is_what_satisfies_all(whens, meant):
    assert strictest(map(When, whens)) == meant


@pytest.mark.parametrize(("ratio", "said"), [(2.0, "2"), (1.9999, "1.999"), (0.1, "0.1"), (float("inf"), "inf")])
def test_a_ratio_is_not_rounded_up(ratio, said):
    assert ratio_text(ratio) == said
