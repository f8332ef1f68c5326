"""What each rule says of each state that any version of the client can give, under the client's own names."""

from datetime import timedelta

import pytest
from qbitrr_cleanup.errors import Errors
from qbitrr_cleanup.metadata import Metadata
from qbitrr_cleanup.slow import Slow
from qbitrr_cleanup.stalled import Stalled
from qbitrr_cleanup.unavailable import Unavailable

from qbitrr import ServerState, Verdict
from qbitrr.clients.states import STATES, parse
from qbitrr.testing.builders import NOW, make_download, make_facts

MINUTE = timedelta(minutes=1)
OLD = int((NOW - timedelta(days=1)).timestamp())
RULES = {
    "stalled": lambda: Stalled(Stalled.Config()),
    "slow": lambda: Slow(Slow.Config(MinSpeed="50K")),
    "unavailable": lambda: Unavailable(Unavailable.Config(Window="30m")),
    "metadata": lambda: Metadata(Metadata.Config()),
    "errors": lambda: Errors(Errors.Config()),
}

ILL = {
    "stalledDL": {"stalled", "slow", "unavailable"},
    "downloading": {"stalled", "slow", "unavailable"},
    "allocating": {"stalled", "slow", "unavailable"},
    "metaDL": {"metadata"},
    "error": {"errors"},
    "missingFiles": {"errors"},
}
"""Which rules find fault with an unfinished torrent of a state. With those of all other states nobody does."""

VERSIONS = {
    "4.x": {"pausedDL", "pausedUP"},
    "5.x": {"stoppedDL", "stoppedUP"},
}


def row(state, **changes):
    """A torrent that has come in at a trickle for a day, as the client writes it."""
    fields = {
        "name": "A.Film.2030.1080p.WEB-DL.x264-GRP",
        "state": state,
        "progress": 0.5,
        "size": 1_000_000_000,
        "amount_left": 500_000_000,
        "added_on": OLD,
        "last_activity": OLD,
        "availability": 0.6,
        "completion_on": -1,
        "content_path": "/downloads/A.Film",
        "force_start": state.startswith("forced"),
        "eta": 8_640_000,
    }
    return fields | changes


def trickle(left, minute):
    """A byte a minute comes in, as long as any is left."""
    return {"amount_left": left - minute} if left and minute else {}


def opinions(state, **changes):
    """The verdict of each rule that has watched it for long; None is no opinion."""
    said = {}
    for name, begin in RULES.items():
        hook = begin().qbitrr_health_check
        for minute in range(31):
            now = NOW + minute * MINUTE
            left = changes.get("amount_left", 500_000_000)
            torrent = parse("qBit", "a" * 40, row(state, **changes | trickle(left, minute)), now=now)
            values = {
                "torrent": torrent,
                "download": make_download(torrent, state_since=NOW - timedelta(days=1)),
                "facts": make_facts(torrent, server=ServerState("connected")),
                "now": now,
            }
            wanted = hook.__code__.co_varnames[1 : hook.__code__.co_argcount]
            report = hook(**{argument: values[argument] for argument in wanted})
        said[name] = report.verdict if report else None
    return said


@pytest.mark.parametrize("state", sorted(STATES))
def test_an_unfinished_torrent_is_judged_by_the_rules_for_its_state(state):
    said = opinions(state)
    ill = {name for name, verdict in said.items() if verdict not in (None, Verdict.HEALTHY)}
    assert ill == ILL.get(state, set())


@pytest.mark.parametrize("state", sorted(STATES))
def test_only_what_the_swarm_decides_has_failed(state):
    """An error is checked again first, and missing files need a proof."""
    failed = {name for name, verdict in opinions(state).items() if verdict is Verdict.FAILED}
    assert failed == ILL.get(state, set()) - {"errors"}


@pytest.mark.parametrize("state", sorted(STATES))
def test_a_forced_torrent_is_judged_by_none(state):
    assert set(opinions(state, force_start=True).values()) <= {None, Verdict.HEALTHY}


@pytest.mark.parametrize("state", sorted(set(STATES) - {"error", "missingFiles"}))
def test_a_complete_torrent_is_judged_by_none(state):
    complete = {"progress": 1, "amount_left": 0, "availability": -1, "completion_on": OLD}
    assert set(opinions(state, **complete).values()) == {None}


@pytest.mark.parametrize("state", ["error", "missingFiles"])
def test_of_a_complete_torrent_in_trouble_a_person_decides(state):
    lost = {"progress": 0, "amount_left": 1_000_000_000, "completion_on": OLD}
    said = opinions(state, **lost)
    assert said["errors"] is Verdict.DEGRADED
    assert {said[name] for name in said if name != "errors"} == {Verdict.HEALTHY}


@pytest.mark.parametrize("state", ["of a later version", "", "Error"])
def test_a_state_that_is_not_known_is_judged_by_none(state):
    assert set(opinions(state).values()) <= {None, Verdict.HEALTHY}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_stopped_torrent_is_left_alone_by_any_name(version):
    assert VERSIONS[version] <= STATES.keys()
    for state in VERSIONS[version]:
        assert set(opinions(state).values()) <= {None, Verdict.HEALTHY}
