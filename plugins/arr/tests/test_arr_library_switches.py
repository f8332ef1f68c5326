"""How a temporary quality profile goes on, whatever is seen: the table of its life."""

from datetime import UTC, datetime, timedelta

import pytest
from qbitrr_arr.library.switches import Phase, Rules, Seen, Switch, read_switches, step, take_back, written

NOW = datetime(2030, 1, 10, 12, tzinfo=UTC)
OWN, TEMPORARY, ANOTHER = 1, 2, 3
EARLIER = NOW - timedelta(hours=2)


def switch(phase, **changes):
    return Switch(**{"own": OWN, "temporary": TEMPORARY, "phase": phase, "at": EARLIER, "since": EARLIER} | changes)


def after(before, *, profile=OWN, missing=True, mapped=TEMPORARY, at=NOW, timeout=0, attempts=3, keep=False, now=NOW):
    """The phase that follows, or None."""
    seen = Seen(profile=profile, missing=missing, at=at, mapped=mapped)
    rules = Rules(timeout=timedelta(minutes=timeout), attempts=attempts, keep=keep)
    found = step(before, seen, rules, now)
    return found and found.phase


@pytest.mark.parametrize(
    ("missing", "mapped", "phase"),
    [(True, TEMPORARY, Phase.GIVING), (True, None, None), (False, TEMPORARY, None)],
)
def test_a_profile_is_given_to_what_lacks_something_if_there_is_one_for_it(missing, mapped, phase):
    assert after(None, missing=missing, mapped=mapped) == phase


@pytest.mark.parametrize("phase", [Phase.GIVING, Phase.RETURNING])
@pytest.mark.parametrize("profile", [OWN, TEMPORARY, ANOTHER])
def test_what_was_ordered_is_not_judged_before_it_is_read_again(phase, profile):
    assert after(switch(phase), profile=profile, at=EARLIER) == phase


def test_what_was_ordered_before_the_clock_was_set_back_is_judged_all_the_same():
    assert after(switch(Phase.GIVING, at=NOW + timedelta(days=1)), profile=TEMPORARY) == Phase.GIVEN


@pytest.mark.parametrize(
    ("phase", "profile", "missing", "becomes"),
    [
        (Phase.GIVING, TEMPORARY, True, Phase.GIVEN),
        (Phase.GIVING, TEMPORARY, False, Phase.RETURNING),
        (Phase.GIVING, OWN, True, Phase.GIVING),
        (Phase.GIVING, OWN, False, None),
        (Phase.GIVING, ANOTHER, True, Phase.THEIRS),
        (Phase.GIVEN, TEMPORARY, True, Phase.GIVEN),
        (Phase.GIVEN, TEMPORARY, False, Phase.RETURNING),
        (Phase.GIVEN, OWN, True, Phase.THEIRS),
        (Phase.GIVEN, ANOTHER, True, Phase.THEIRS),
        (Phase.GIVEN, ANOTHER, False, None),
        (Phase.RETURNING, OWN, True, Phase.RETURNED),
        (Phase.RETURNING, OWN, False, None),
        (Phase.RETURNING, TEMPORARY, True, Phase.RETURNING),
        (Phase.RETURNING, TEMPORARY, False, Phase.RETURNING),
        (Phase.RETURNING, ANOTHER, True, Phase.THEIRS),
        (Phase.RETURNED, OWN, True, Phase.RETURNED),
        (Phase.RETURNED, OWN, False, None),
        (Phase.RETURNED, ANOTHER, True, Phase.THEIRS),
        (Phase.THEIRS, OWN, True, Phase.THEIRS),
        (Phase.THEIRS, TEMPORARY, True, Phase.THEIRS),
        (Phase.THEIRS, OWN, False, None),
        (Phase.KEPT, TEMPORARY, False, Phase.KEPT),
        (Phase.KEPT, TEMPORARY, True, Phase.KEPT),
        (Phase.KEPT, OWN, True, None),
    ],
)
def test_what_follows_from_what_is_seen(phase, profile, missing, becomes):
    assert after(switch(phase), profile=profile, missing=missing) == becomes


def test_it_is_kept_when_nothing_is_missing_if_asked():
    assert after(switch(Phase.GIVEN), profile=TEMPORARY, missing=False, keep=True) is Phase.KEPT


@pytest.mark.parametrize(("timeout", "becomes"), [(121, Phase.GIVEN), (120, Phase.RETURNING), (0, Phase.GIVEN)])
def test_it_is_taken_back_after_the_time_out(timeout, becomes):
    assert after(switch(Phase.GIVEN), profile=TEMPORARY, timeout=timeout) is becomes


@pytest.mark.parametrize("mapped", [None, ANOTHER])
def test_it_is_taken_back_when_it_is_no_longer_the_one_for_it(mapped):
    assert after(switch(Phase.GIVEN), profile=TEMPORARY, mapped=mapped) is Phase.RETURNING
    assert after(switch(Phase.GIVING), profile=OWN, mapped=mapped) is None


@pytest.mark.parametrize("phase", [Phase.KEPT, Phase.RETURNED, Phase.THEIRS])
def test_what_needs_no_more_care_is_forgotten_when_there_is_no_temporary_profile_for_it(phase):
    assert after(switch(phase), profile=TEMPORARY if phase is Phase.KEPT else OWN, mapped=None) is None


@pytest.mark.parametrize(
    ("days", "count", "timeout", "becomes"),
    [
        (0.9, 1, 60, Phase.RETURNED),
        (1, 1, 60, Phase.GIVING),
        (1, 2, 60, Phase.GIVING),
        (1, 3, 60, Phase.RETURNED),
        (500, 3, 60, Phase.RETURNED),
        (2, 1, 3 * 24 * 60, Phase.RETURNED),
        (3, 1, 3 * 24 * 60, Phase.GIVING),
    ],
)
def test_after_a_rest_it_is_given_again_so_often_and_no_more(days, count, timeout, becomes):
    before = switch(Phase.RETURNED, at=NOW - timedelta(days=days), count=count)
    assert after(before, timeout=timeout) is becomes


def test_each_time_counts():
    seen = Seen(profile=OWN, missing=True, at=NOW, mapped=TEMPORARY)
    rules = Rules(timeout=timedelta(), attempts=9, keep=False)
    again = step(switch(Phase.RETURNED, at=NOW - timedelta(days=2), count=4), seen, rules, NOW)
    assert (again.count, again.since, again.ordered) == (5, NOW, TEMPORARY)


@pytest.mark.parametrize("phase", Phase)
def test_a_reset_takes_back_what_has_the_temporary_profile(phase):
    given = phase in (Phase.GIVING, Phase.GIVEN, Phase.KEPT)
    assert take_back(switch(phase), NOW).phase is (Phase.RETURNING if given else phase)


def test_what_is_written_down_is_read_the_same():
    switches = {number: switch(phase, count=number) for number, phase in enumerate(Phase, 1)}
    assert read_switches(written(switches)) == switches
    assert written({}) is None


@pytest.mark.parametrize("noted", [None, [], {"x": {}}, {"1": None}, {"1": {"own": 1}}, {"1": {"phase": "no"}}])
def test_notes_that_cannot_be_understood_are_left_out(noted):
    assert read_switches(noted) == {}
