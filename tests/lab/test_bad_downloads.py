"""The rules for bad downloads judge real torrents in each state, as each version of the client shows them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from qbitrr_cleanup.errors import Errors
from qbitrr_cleanup.metadata import Metadata
from qbitrr_cleanup.slow import Slow
from qbitrr_cleanup.stalled import Stalled
from qbitrr_cleanup.unavailable import Unavailable

from qbitrr import Host, Outcome, Recheck, ServerState, State, Verdict
from qbitrr.domain import Classification
from qbitrr.paths import PathMapping
from qbitrr.testing.builders import make_facts, make_hooks
from qbitrr.tracking import first_sight
from tests.lab.states import RECIPES
from tests.lab.test_gateway import gateway, until  # noqa: F401 -- the fixture

pytestmark = pytest.mark.lab

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
OWNER = Classification("Radarr", 7)
ILL = {
    "stalledDL": {"stalled", "unavailable"},
    "stalledDL with absent seeds": {"stalled", "unavailable"},
    "stalledDL unregistered": {"stalled", "unavailable"},
    "stalledDL half done": {"stalled", "unavailable"},
    "metaDL": {"metadata"},
    "missingFiles": {"errors"},
    "missingFiles after restart": {"errors"},
    "error writing": {"errors"},
}
"""Which rules find fault with a torrent that stays as a recipe left it. With those of all others none does."""


class Kept(dict):
    """Notes in memory."""

    def put(self, key, value):
        self[key] = value


def make_errors(*paths, **options):
    """The rule, which looks at disks when it is told to."""
    rule = Errors(Errors.Config(**options))
    rule._disks._sights._begin = lambda: None
    rule.qbitrr_worker_start(Host(name="errors", worker="Radarr", notes=Kept(), paths=paths))
    return rule


def make_rules():
    return {
        "stalled": Stalled(Stalled.Config()),
        "slow": Slow(Slow.Config(MinSpeed="50K", MaxETA="1h")),
        "unavailable": Unavailable(Unavailable.Config(Window="30m")),
        "metadata": Metadata(Metadata.Config()),
        "errors": make_errors(),
    }


def watched(torrent, rules, *, begin=None, lasting=60, **remembered):
    """Each rule's last report of a torrent that stays as it is, looked at every minute from a day after now."""
    begin = begin or datetime.now(UTC) + DAY
    hooks, facts = make_hooks(**rules), make_facts(torrent, server=ServerState("connected"))
    download = replace(first_sight(torrent, OWNER, begin), **remembered)
    for minute in range(lasting + 1):
        now = begin + minute * MINUTE
        hooks.cycle_start(now)
        said = hooks.health_check(torrent, OWNER, download, facts, now)
        proposed = hooks.action(torrent, OWNER, download, (), facts, now)
        assert (said.failed, proposed.failed) == ((), ())
        if "errors" in rules:
            rules["errors"]._disks._sights.work(wait=False)
    return dict(said.given), dict(proposed.given)


def shown(gateway, torrent_hash):  # noqa: F811
    return until(gateway, lambda found: torrent_hash in found)[torrent_hash]


@pytest.mark.parametrize("name", [name for name, recipe in RECIPES.items() if not recipe.slow])
def test_each_state_is_judged_by_its_rules(lab_swarm, gateway, name):  # noqa: F811
    recipe = RECIPES[name]
    reports, _ = watched(shown(gateway, recipe.cook(lab_swarm)["hash"]), make_rules())
    assert {rule for rule, report in reports.items() if report.verdict is not Verdict.HEALTHY} == ILL.get(name, set())


def test_an_error_that_a_recheck_does_not_heal_fails(lab_swarm, gateway):  # noqa: F811
    hash_ = RECIPES["error writing"].cook(lab_swarm)["hash"]
    elsewhere = PathMapping(str(lab_swarm.client.folder), "/only-in-another-container")
    torrent, rule = shown(gateway, hash_), make_errors(elsewhere)
    _, proposed = watched(torrent, {"errors": rule}, lasting=2)
    assert isinstance(proposed["errors"], Recheck)
    gateway.recheck(hash_)
    rule.qbitrr_post_action(Outcome(proposed["errors"], ok=True), torrent)
    again = until(gateway, lambda found: found[hash_].state is State.ERRORED)[hash_]
    reports, proposed = watched(again, {"errors": rule}, begin=datetime.now(UTC) + DAY + 5 * MINUTE, lasting=20)
    assert (reports["errors"].verdict, proposed) == (Verdict.FAILED, {})


def test_an_error_of_a_folder_that_cannot_be_is_held_against_no_torrent(lab_swarm, gateway):  # noqa: F811
    torrent = shown(gateway, RECIPES["error writing"].cook(lab_swarm)["hash"])
    reports, proposed = watched(torrent, {"errors": make_errors()})
    assert (reports["errors"].verdict, proposed) == (Verdict.DEGRADED, {})
    assert reports["errors"].reason == "it has an error, and its folder is not there, as far as qbitrr sees"


def test_missing_files_fail_only_beside_a_marker(lab_swarm, gateway):  # noqa: F811
    torrent = shown(gateway, RECIPES["missingFiles"].cook(lab_swarm)["hash"])
    marker = lab_swarm.client.downloads / ".here"
    reports, _ = watched(torrent, {"errors": make_errors(Markers=[str(marker)])})
    assert reports["errors"].verdict is Verdict.DEGRADED
    marker.touch()
    reports, _ = watched(torrent, {"errors": make_errors(Markers=[str(marker)])})
    marker.unlink()
    assert reports["errors"].verdict is Verdict.FAILED


def test_files_that_are_missing_from_a_complete_torrent_never_fail(lab_swarm, gateway):  # noqa: F811
    """qbitrr remembers that it was complete: a client that is stopped soon after may have forgotten."""
    torrent = shown(gateway, RECIPES["missingFiles after restart"].cook(lab_swarm)["hash"])
    marker = lab_swarm.client.downloads / ".here"
    marker.touch()
    rules = {"errors": make_errors(Markers=[str(marker)])}
    reports, _ = watched(torrent, rules, lasting=120, completed_at=datetime.now(UTC))
    marker.unlink()
    assert reports["errors"].reason == "its files are missing; it was complete: a person must see to it"
