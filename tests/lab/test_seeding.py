"""The seeding and obligations rules judge what real clients of every version show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import inf

import pytest
from qbitrr_cleanup.obligations import Obligations
from qbitrr_cleanup.seeding import Seeding

from qbitrr import Classification, State
from qbitrr.tracking import first_sight, look
from tests.lab.states import MB
from tests.lab.test_gateway import gateway_to, until

pytestmark = pytest.mark.lab

RADARR = Classification("Radarr", 7)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def gateway(lab_client):
    gateway = gateway_to(lab_client)
    yield gateway
    gateway.close()


def removed(torrent, **options):
    """Whether the rule would remove it, once it is imported."""
    now = datetime.now(UTC)
    download = replace(first_sight(torrent, RADARR, now), imported_at=now)
    return Seeding(Seeding.Config(**options)).qbitrr_action(torrent, RADARR, download, now) is not None


def test_a_limit_of_sixty_minutes_is_an_hour(gateway, lab_swarm):
    added = lab_swarm.add_complete()
    gateway.set_limits(added.hash, {"seeding_time_limit": 60})
    torrent = until(gateway, lambda found: _limited_and_seeding(found[added.hash]))[added.hash]
    assert torrent.seeding_time_limit == HOUR
    seeded = replace(torrent, seeding_time=timedelta(seconds=61))
    assert not removed(seeded, RemoveWhen="time", MaxSeedingTime="1m")
    assert removed(replace(torrent, seeding_time=HOUR), RemoveWhen="time", MaxSeedingTime="1m")


def _limited_and_seeding(torrent):
    return torrent.seeding_time_limit is not None and torrent.state is State.SEEDING


def test_no_limit_on_purpose_is_told_apart_from_the_clients_general_one(gateway, lab_swarm):
    added = lab_swarm.add_complete()
    as_added = until(gateway, lambda found: found[added.hash].state is State.SEEDING)[added.hash]
    assert (as_added.ratio_limit, as_added.seeding_time_limit, as_added.inactive_seeding_time_limit) == (None,) * 3
    gateway.set_limits(added.hash, {"ratio_limit": -1, "seeding_time_limit": -1, "inactive_seeding_time_limit": -1})
    torrent = until(gateway, lambda found: found[added.hash].ratio_limit is not None)[added.hash]
    inactive = {"4.5.2": None}.get(lab_swarm.client.version, timedelta.max)
    limits = torrent.ratio_limit, torrent.seeding_time_limit, torrent.inactive_seeding_time_limit
    assert limits == (inf, timedelta.max, inactive)
    old = {"ratio": 5.0, "seeding_time": DAY}
    rules = {"RemoveWhen": "either", "MaxRatio": 1.0, "MaxSeedingTime": "1h"}
    assert removed(replace(as_added, **old), **rules)
    assert not removed(replace(torrent, **old), **rules)
    gateway.set_limits(added.hash, {"ratio_limit": -1, "seeding_time_limit": 120, "inactive_seeding_time_limit": -2})
    torrent = until(gateway, lambda found: found[added.hash].seeding_time_limit == 2 * HOUR)[added.hash]
    assert torrent.ratio_limit == inf
    assert not removed(replace(torrent, ratio=5.0, seeding_time=HOUR), **rules)
    assert removed(replace(torrent, **old), **rules)


def test_what_the_client_has_stopped_at_its_own_ratio_goes(gateway, lab_swarm):
    torrent = lab_swarm.add_complete(MB)
    lab_swarm.peer.leech(torrent, lab_swarm.client.folder / "leeched", peer_port=lab_swarm.client.peer_port)
    until(gateway, lambda found: found[torrent.hash].ratio >= 0.9)
    gateway.set_limits(torrent.hash, {"ratio_limit": 0.5})
    stopped = until(gateway, lambda found: found[torrent.hash].state is State.STOPPED)[torrent.hash]
    assert stopped.complete
    assert removed(stopped, RemoveWhen="ratio", MaxRatio=0.4)
    assert not removed(stopped, RemoveWhen="ratio", MaxRatio=2.0)
    assert not removed(stopped, RemoveWhen="time", MaxSeedingTime="1h")


def test_time_is_counted_on_an_idle_seed_whose_client_counts_none(gateway, lab_swarm):
    torrent = lab_swarm.add_complete()
    seen = until(gateway, lambda found: found[torrent.hash].state is State.SEEDING)[torrent.hash]
    now = datetime.now(UTC)
    later = look(first_sight(seen, RADARR, now), seen, RADARR, now, now + DAY)
    rule = Seeding(Seeding.Config(RemoveWhen="time", MaxSeedingTime="23h"))
    assert rule.qbitrr_action(seen, RADARR, later, now + DAY) is not None


@pytest.mark.parametrize(
    ("behaviour", "message", "owes"), [("unregistered", "unregistered torrent", False), ("", "", True)]
)
def test_a_tracker_that_has_it_no_more_is_owed_nothing(gateway, lab_swarm, behaviour, message, owes):
    url = lab_swarm.tracker.url(behaviour)
    torrent = lab_swarm.add_complete(trackers=[url])
    lab_swarm.wait_for_tracker(torrent.hash, url, message)
    seen = until(gateway, lambda found: found[torrent.hash].complete)[torrent.hash]
    trackers = gateway.details((torrent.hash,), trackers=True)[torrent.hash].trackers
    assert _owes(replace(seen, trackers=trackers)) is owes


def _owes(torrent):
    now = datetime.now(UTC)
    rows = [{"Host": "127.0.0.1", "MinRatio": 99}]
    rule = Obligations(Obligations.Config(Rows=rows, DeadFor=0))
    return rule.qbitrr_action(torrent, first_sight(torrent, RADARR, now), now) is not None
