"""The whole program among a real client, real files and a simulated Radarr: what is refused, taken away, given back."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event

import pytest

from tests.lab import media
from tests.lab.chain import HOUR, SEEDING, STOPPED, Chain, checksum
from tests.lab.clients import available
from tests.lab.presence import require_lab

pytestmark = [pytest.mark.lab, pytest.mark.slow]

VERSIONS = list(available()) or ["no client"]
REMOVES_REJECTED = "newest client, RemoveRejected"
CONTENT = 1 << 20


@pytest.fixture(scope="module")
def chains(tmp_path_factory):
    """One for every version, and one that is set otherwise; all at once, for each must wait for its client's list."""
    require_lab()
    with ExitStack() as ends:
        made = {version: Chain(version, tmp_path_factory.mktemp("chain")) for version in VERSIONS}
        made[REMOVES_REJECTED] = Chain(VERSIONS[-1], tmp_path_factory.mktemp("chain"), removes_rejected=True)
        with ThreadPoolExecutor() as at_once:
            begun = [(name, at_once.submit(ends.enter_context, one)) for name, one in made.items()]
        yield {name: one.result() for name, one in begun}


@pytest.fixture(params=VERSIONS)
def chain(request, chains):
    return chains[request.param]


def noise(path):
    """Bytes that nobody else has."""
    path.write_bytes(random.Random(path.name).randbytes(CONTENT))
    return path


# What is no film


@pytest.mark.parametrize("name", [*VERSIONS, REMOVES_REJECTED])
def test_what_is_no_film_is_refused_and_replaced_and_the_good_one_beside_it_is_imported(chains, name):
    chain, removed = chains[name], name == REMOVES_REJECTED
    names = "Nosferatu.1922.1080p.WEB-GRP", "Faust.1926.1080p.WEB-GRP", "Metropolis.1927.1080p.WEB-GRP"
    makers = media.damaged_film, media.program, None
    damaged, program, good = (chain.add(name, make) for name, make in zip(names, makers, strict=True))
    *bad, film = map(chain.grabbed, (damaged, program, good), names)
    chain.until(lambda: chain.actions(good) and chain.actions(damaged) and chain.actions(program))
    if removed:
        chain.wait_for_quarantine(damaged, program)
    chain.settled()
    chain.until(lambda: chain.is_imported(good) and chain.is_searched(*bad))
    assert chain.radarr.movie(film).file.path.read_bytes() == media.film().read_bytes()
    assert [chain.radarr.movie(one).file for one in bad] == [None, None]
    assert chain.blocklisted(*names) == sorted(names[:2])
    assert [chain.radarr.searches.count(one) for one in (*bad, film)] == [1, 1, 0]
    assert chain.actions(damaged) == chain.actions(program) == ["remove" if removed else "reject"]
    assert chain.state(good) in SEEDING
    assert {chain.state(one) for one in (damaged, program)} <= (STOPPED if removed else SEEDING)
    assert chain.held(damaged, program) == (sorted([damaged, program]) if removed else [])
    for one in names:
        assert chain.checksum(one) == checksum(chain.releases / one), "its data is untouched"


# Taken away and given back


def test_what_was_taken_away_comes_back_as_it_was_with_every_byte(chain):
    names = "The.Golem.1920.1080p.WEB-GRP", "Sunrise.1927.1080p.WEB-GRP"
    half, whole = chain.add(names[0], noise, of=0.5, tags="mine,and more"), chain.add(names[1], tags="seeded")
    chain.limit(half, ratio=2.5, seeding_time=10 * HOUR, inactive=20 * HOUR, down=70 * 1024, up=60 * 1024)
    chain.limit(whole, ratio=7.5, up=50 * 1024)
    left = chain.swarm.seen(half)["amount_left"]
    for torrent, name in zip((half, whole), names, strict=True):
        chain.grabbed(torrent, name)
    before, bytes_before = chain.as_set(half, whole), [chain.checksum(name) for name in names]
    chain.wait_for_quarantine(half, whole)
    assert chain.blocklisted(*names) == [names[0]], "what was imported has not failed"
    for one in (half, whole):
        assert chain.restore(one)["hash"] == one
    chain.swarm.wait(half, {"stalledDL"})
    chain.swarm.wait(whole, SEEDING)
    assert chain.as_set(half, whole) == before
    assert chain.blocklisted(*names) == []
    assert [chain.checksum(name) for name in names] == bytes_before
    assert chain.recheck(half)["amount_left"] == left
    assert chain.recheck(whole)["progress"] == 1
    assert [chain.checksum(name) for name in names] == bytes_before
    assert chain.as_set(half, whole) == before


@pytest.mark.parametrize("chain", [VERSIONS[0], VERSIONS[-1]], indirect=True)
def test_data_that_another_torrent_has_too_stays_and_that_one_goes_on(chain):
    name = "The.Gold.Rush.1925.1080p.WEB-GRP"
    ours, theirs = chain.add(name, tags="seeded"), chain.add(name, private=True)
    chain.grabbed(ours, name)
    chain.wait_for_quarantine(ours)
    chain.pass_the_quarantine(ours)
    chain.until(lambda: not chain.swarm.seen(ours))
    chain.until(lambda: chain.actions(ours)[-1:] == ["delete"])
    assert chain.checksum(name) == checksum(chain.releases / name)
    assert chain.recheck(theirs)["progress"] == 1
    assert chain.state(theirs) in SEEDING
    assert chain.actions(theirs) == []


@pytest.mark.parametrize("chain", [VERSIONS[0], VERSIONS[-1]], indirect=True)
def test_what_was_deleted_is_loaded_again_when_it_is_wanted_back(chain):
    name = "The.General.1926.1080p.WEB-GRP"
    chain.swarm.peer.seed(chain.torrent(name), chain.releases)
    torrent = chain.add(name, tags="mine,seeded")
    chain.limit(torrent, ratio=7.5, up=500 * 1024)
    chain.grabbed(torrent, name)
    before = chain.as_set(torrent)
    chain.wait_for_quarantine(torrent)
    chain.pass_the_quarantine(torrent)
    chain.until(lambda: not chain.swarm.seen(torrent) and chain.actions(torrent)[-1:] == ["delete"])
    chain.until(lambda: not (chain.client.downloads / name).exists())
    assert "the rest is downloaded" in chain.restore(torrent)["done"][0]
    chain.swarm.wait(torrent, SEEDING)
    assert chain.checksum(name) == checksum(chain.releases / name)
    assert chain.as_set(torrent) == before
    assert chain.held(torrent) == []


# Killed


class Late:
    """Holds the answers to what a Radarr was told and has done, until the test lets them go."""

    def __init__(self):
        self._answers = {"blocklist": Event(), "search": Event()}

    def __call__(self, request, _reply):
        if request.method != "GET":
            step = "search" if b"MoviesSearch" in request.body else "blocklist"
            self._answers[step].wait(60)

    def let_go(self, *steps):
        for step in steps or self._answers:
            self._answers[step].set()


@pytest.fixture
def late(chain):
    """Of a Radarr that looks for no other release by itself."""
    held = Late()
    chain.radarr.settings.auto_redownload_failed = False
    chain.radarr.observers.append(held)
    yield held
    held.let_go()
    chain.radarr.observers.remove(held)
    chain.radarr.settings.auto_redownload_failed = True


@pytest.mark.parametrize(
    ("chain", "step"),
    [(VERSIONS[-1], "blocklist"), (VERSIONS[0], "stop"), (VERSIONS[-1], "search")],
    indirect=["chain"],
)
def test_a_worker_that_is_killed_in_the_middle_of_a_removal_does_all_of_it_once(chain, late, step):
    name = f"The.{step.title()}.1924.1080p.WEB-GRP"
    torrent = chain.add(name, noise, of=0.5)
    movie = chain.grabbed(torrent, name)
    chain.until(lambda: chain.is_under_way(torrent, "blocklist"))
    if step == "stop":
        chain.client.freeze()  # so that it is under way for long enough
    if step != "blocklist":
        late.let_go("blocklist")
    chain.until(lambda: chain.is_under_way(torrent, step))
    chain.kill("Radarr")
    late.let_go()
    chain.client.thaw()
    for _ in range(2):
        chain.wait_for_quarantine(torrent)
        chain.until(lambda: chain.is_searched(movie))
        assert chain.blocklisted(name) == [name]
        assert chain.radarr.searches.count(movie) == 1
        assert chain.actions(torrent) == ["remove"]
        chain.kill("Radarr")
        chain.ready()
