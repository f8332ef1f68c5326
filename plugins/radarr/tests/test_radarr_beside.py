"""The half that looks for what is missing, in the thread and with the store that the core gives it."""

import pytest

from qbitrr import Host
from qbitrr.searching.beside import Beside
from qbitrr.searching.configured import SearchPolicy
from qbitrr.store.database import open_store, prepare
from qbitrr.testing.builders import make_facts, make_hooks, make_torrent

PATIENCE = 10.0
"""Seconds to wait for another thread; they are only used up when a test fails."""


@pytest.fixture
def store(tmp_path):
    prepare(tmp_path / "qbitrr.db")
    with open_store(tmp_path / "qbitrr.db") as opened:
        yield opened


def test_a_temporary_profile_is_noted_and_given_beside_the_cycles(world, store, tmp_path):
    own, temporary = world.radarr.add_profile("Best"), world.radarr.add_profile("Any")
    movie = world.radarr.movie(world.radarr.add_movie("Metropolis", quality_profile_id=own))
    options = {"SearchMissing": True, "UseTempForMissing": True, "QualityProfileMappings": {"Best": "Any"}}
    world.begin(EntrySearch=options)
    world.plugin.qbitrr_worker_stop()
    world.plugin.qbitrr_worker_start(Host(name="Radarr", worker="Radarr", notes=store.notes("Radarr")))
    world.look()
    beside = Beside(
        "Radarr", make_hooks(Radarr=world.plugin), SearchPolicy(), str(tmp_path / "qbitrr.db"), lambda: world.now
    )
    try:
        beside.tell(make_facts(make_torrent(), others=world.facts.observations.values()), world.now)
        assert beside._idle.wait(PATIENCE)
    finally:
        beside.close()
    assert movie.quality_profile_id == temporary
    assert store.notes("Radarr").get("temporary profiles")[str(movie.id)]["own"] == own
