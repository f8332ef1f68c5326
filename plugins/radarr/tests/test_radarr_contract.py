"""The plugin as the core meets it: found, configured, registered, and light until it works."""

import subprocess
import sys
from datetime import timedelta
from importlib.metadata import entry_points

import pytest
from qbitrr_radarr import Radarr
from radarr_world import World

from qbitrr import HOOK_API, Facts, Import, Remove, hookimpl
from qbitrr.bench import Bench
from qbitrr.hooks import Hooks
from qbitrr.judging import judge
from qbitrr.plugins import new_manager
from qbitrr.testing.http import Fault
from qbitrr.testing.simulated_radarr import SimulatedRadarr


def test_it_is_found_by_its_name():
    (entry,) = entry_points(group="qbitrr.plugins", name="radarr")
    assert entry.load() is Radarr
    assert Radarr.hook_api == HOOK_API


def test_it_keeps_the_contract():
    manager = new_manager()
    manager.register(Radarr(Radarr.Config(uri="http://localhost:7878", api_key="key")), name="Radarr-4K")
    manager.check_pending()


def test_importing_it_brings_neither_pyarr_nor_httpx():
    code = "import qbitrr_radarr, sys; sys.exit(bool({'pyarr', 'httpx', 'requests'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_before_its_worker_starts_it_says_that_it_cannot_say(world):
    manager = new_manager()
    manager.register(Radarr(Radarr.Config(uri=world.radarr.url, api_key="key")), name="Radarr-4K")
    facts = Hooks(manager).fetch(world.now)
    assert facts == Facts({}, {"Radarr-4K": "its worker has not started"})


def test_it_can_be_stopped_twice(world):
    plugin = world.begin()
    plugin.qbitrr_worker_stop()
    plugin.qbitrr_worker_stop()


def test_what_another_plugin_owns_is_not_its_business(world):
    _, torrent_hash = world.grabbed(done=True)
    plugin = world.begin()
    world.look()
    torrent = world.torrent(torrent_hash)
    theirs = world.claim(torrent).__class__("Sonarr")
    download = world.download(torrent)
    assert plugin.qbitrr_action(torrent, theirs, download, (), world.facts, world.now) is None
    assert plugin.qbitrr_health_check(torrent, theirs, download, world.facts, world.now) is None


@pytest.mark.parametrize("configured", ["/radarr", ""])
def test_a_url_base_may_be_configured_or_left_to_the_redirect(world, tmp_path, configured):
    with SimulatedRadarr(
        client_port=world.qbittorrent.port, root_folder=tmp_path, url_base="/radarr", clock=world.clock
    ) as radarr:
        other = World(world.qbittorrent, radarr, world.clock)
        other.begin(URI=f"{radarr.url}{configured}")
        other.look()
        _, torrent_hash = other.grabbed(title="Metropolis.2020.2160p.WEB.H264-GRP")
        assert other.do_import(other.torrent(torrent_hash)).ok
        assert other.blocklist(other.torrent(torrent_hash)).ok
        other.end()


@pytest.mark.slow
def test_a_silent_radarr_costs_one_timeout_and_then_little(world):
    world.begin(Timeout="0.3s")
    world.look()
    world.radarr.fail(Fault(delay=2.0, drop=True))
    asked = world.count_requests()
    for _ in range(30):
        with pytest.raises(Exception, match="did not answer in time"):
            world.look(1800 if not asked else 0.1)
    assert len(asked) <= 3


def judged(world, torrent, *others):
    manager = new_manager()
    for number, other in enumerate(others):
        manager.register(other, name=f"other{number}")
    manager.register(world.plugin, name="Radarr")
    return judge(torrent, None, Bench(hooks=Hooks(manager), facts=world.facts, now=world.now))


class Impatient:
    """Wants everything gone."""

    @hookimpl
    def qbitrr_action(self):
        return Remove("too old", failed=False)


def test_the_core_decides_for_an_import_and_remembers_it(world):
    world.radarr.settings.import_takes = 10
    _, torrent_hash = world.grabbed(done=True)
    world.begin()
    world.look()
    torrent = world.torrent(torrent_hash)
    assert isinstance(judged(world, torrent, Impatient()).action, Import)
    world.do_import(torrent)
    world.look(20)
    world.look(20)
    decision = judged(world, torrent)
    assert (decision.action, decision.download.imported_at) == (None, world.value("history").imported(torrent.hashes))
    assert decision.download.imported_at is not None


def test_the_core_never_removes_what_radarr_cannot_import(world):
    _, torrent_hash = world.grabbed(done=True)
    world.radarr.block_import(torrent_hash, "Movie title mismatch")
    world.begin()
    world.look()
    torrent = world.torrent(torrent_hash)
    for _ in range(12):
        world.radarr.refresh()
        world.look(30)
        world.propose(torrent)
    decision = judged(world, torrent, Impatient())
    assert decision.action is None
    assert "Radarr cannot import it" in decision.refused


def test_how_long_the_movie_plays_is_known_from_the_queue(world):
    _, torrent_hash = world.grabbed()
    world.radarr.refresh()
    world.begin()
    world.look()
    assert world.value("queue").find(world.torrent(torrent_hash).hashes).runtime == timedelta(minutes=90)
