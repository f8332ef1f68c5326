"""When a dead child is started again, and what a changed plan asks for: rules without processes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbitrr.processes.children import Changes, ChildSpec, Plan, PlanError, changes
from qbitrr.processes.restart import RestartHistory, RestartPolicy


def delays(policy, *deaths):
    history = RestartHistory(policy)
    return [history.died(now) for now in deaths]


def test_the_first_restart_is_soon_and_each_further_one_waits_twice_as_long():
    assert delays(RestartPolicy(first_delay=0.5), 0, 1, 2, 3) == [0.5, 1, 2, 4]


def test_no_wait_is_longer_than_the_longest():
    assert delays(RestartPolicy(first_delay=4, max_delay=10), 0, 1, 2) == [4, 8, 10]


def test_a_first_delay_longer_than_the_longest_is_kept():
    assert delays(RestartPolicy(first_delay=60, max_delay=30), 0, 1) == [60, 60]


def test_too_many_deaths_within_the_period_are_given_up():
    assert delays(RestartPolicy(intensity=2, period=60), 0, 1, 2)[-1] is None


def test_deaths_older_than_the_period_are_forgotten():
    assert delays(RestartPolicy(intensity=1, period=60, first_delay=1), 0, 60, 120) == [1, 1, 1]


def test_an_intensity_of_zero_never_restarts():
    assert delays(RestartPolicy(intensity=0), 0) == [None]


@given(
    st.builds(RestartPolicy, intensity=st.integers(0, 2000), period=st.floats(0.001, 1e6)),
    st.lists(st.floats(0, 1e6), min_size=1, max_size=50).map(sorted),
)
def test_every_delay_lies_between_the_first_and_the_longest(policy, deaths):
    for delay in delays(policy, *deaths):
        assert delay is None or policy.first_delay <= delay <= policy.max_delay


def test_a_thousand_deaths_overflow_nothing():
    assert delays(RestartPolicy(intensity=5000), *([0] * 3000))[-1] == RestartPolicy().max_delay


def spec(name, fingerprint=""):
    return ChildSpec(name, "tests.nursery:idle", fingerprint=fingerprint)


def test_a_plan_differs_by_names_and_fingerprints():
    present = {one.name: one for one in (spec("same"), spec("changed", "1"), spec("gone"))}
    wanted = (spec("same"), spec("changed", "2"), spec("new"))
    assert changes(present, wanted) == Changes(
        stop=frozenset({"gone"}), start=frozenset({"new"}), replace=frozenset({"changed"})
    )


def test_an_equal_plan_changes_nothing():
    assert changes({"same": spec("same")}, (spec("same"),)) == Changes(frozenset(), frozenset(), frozenset())


def test_two_children_of_one_name_are_refused():
    with pytest.raises(PlanError, match="one name"):
        Plan((spec("same"), spec("same")))
