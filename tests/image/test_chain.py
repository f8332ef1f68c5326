"""A container among a real client, real files and a simulated Radarr: it imports, survives its processes, and moves."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qbitrr.processes import running
from tests.container.wheels import wheel
from tests.image.conftest import Built
from tests.image.contained import ContainedChain
from tests.image.podman import Podman, best
from tests.lab import media
from tests.lab.clients import available
from tests.lab.presence import require_lab

pytestmark = [pytest.mark.image, pytest.mark.slow, pytest.mark.timeout(900)]

type Measured = Callable[[str], None]

NEWER = "localhost/qbitrr:newer"
PLUGIN = "qbitrr-patience==1.2.3"
SOURCE = Path(__file__).parents[1] / "third_party/good/qbitrr_patience/__init__.py"


@pytest.fixture(scope="module")
def chain(podman: Podman, image: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ContainedChain]:
    """It runs with a third-party plugin, which is a wheel on the volume."""
    require_lab()
    made = ContainedChain(
        list(available())[-1], tmp_path_factory.mktemp("chain"), podman, image.name, "qbitrr-test-chain"
    )
    wheels = made.folder / "wheels"
    wheels.mkdir()
    wheel(
        wheels,
        "qbitrr-patience",
        "1.2.3",
        requires=["qbitrr-core"],
        files={"qbitrr_patience/__init__.py": SOURCE.read_text()},
        entry_points="[qbitrr.plugins]\npatience = qbitrr_patience:Patience\n",
    )
    (made.folder / "requirements.txt").write_text("--no-index\n--find-links wheels\nqbitrr-absent==1\n")
    made.environ = {"QBITRR_PLUGINS": PLUGIN}
    with made:
        yield made


def plugins(chain: ContainedChain) -> dict[str, str]:
    """Each that was asked for, and how it is."""
    rows = json.loads(chain.command("plugins", "list", "--json").stdout)
    return {row["name"]: row["status"] for row in rows}


def test_it_is_healthy_soon_and_imports_what_a_real_client_completes(chain: ContainedChain, measured: Measured) -> None:
    healthy = chain.container.until(chain.container.healthy)
    measured(f"with qBittorrent and Radarr: healthy {healthy:.1f} s after its first process")
    chain.imports("Nosferatu.1922.1080p.WEB-GRP")


def test_its_own_ffprobe_looks_at_what_was_loaded(chain: ContainedChain) -> None:
    name = "Faust.1926.1080p.WEB-GRP"
    damaged = chain.add(name, media.damaged_film)
    chain.grabbed(damaged, name)
    chain.until(lambda: chain.actions(damaged) == ["reject"])
    assert chain.blocklisted(name) == [name]


def test_what_it_does_is_said_on_the_console_and_in_the_files(chain: ContainedChain) -> None:
    assert "Nosferatu.1922.1080p.WEB-GRP" in chain.container.log()
    assert "Nosferatu.1922.1080p.WEB-GRP" in (chain.folder / "logs" / "Radarr.log").read_text()


def test_a_third_party_plugin_is_there_and_one_that_is_nowhere_is_a_status(chain: ContainedChain) -> None:
    assert plugins(chain)["patience"] == "disabled"
    assert plugins(chain)["qbitrr-absent==1"] == "not installed"
    said = json.loads(chain.command("status", "--json").stdout)["wrong"]
    assert any(sentence.startswith("the plugin qbitrr-absent==1 is not installed:") for sentence in said)


def test_every_process_that_is_killed_comes_back_and_it_still_imports(chain: ContainedChain) -> None:
    for child in running.read(chain.folder / "run").children:
        chain.kill(child.name)
    chain.ready()
    chain.imports("Metropolis.1927.1080p.WEB-GRP")


def test_so_does_the_whole_of_it_when_its_supervisor_is_killed(chain: ContainedChain, measured: Measured) -> None:
    before = running.read(chain.folder / "run")
    chain.container.inside("sh", "-c", f"kill -9 {before.pid}", check=False)  # this command may die with it

    def is_back() -> bool:
        now = running.read(chain.folder / "run")
        return bool(now and now.started != before.started and chain.container.healthy())

    seconds = chain.until(is_back)
    measured(f"its supervisor killed: healthy again after {seconds:.1f} s")
    chain.ready()
    chain.imports("The.Golem.1920.1080p.WEB-GRP")


def test_it_stops_in_the_middle_of_its_work(chain: ContainedChain, measured: Measured) -> None:
    def stop() -> float:
        if not chain.container.state()["Running"]:
            chain.start()
            chain.ready()
        seconds, status = chain.container.stop()
        assert status == 0
        return seconds

    seconds = best(stop, 2)
    measured(f"with qBittorrent and Radarr: stopped in {seconds:.2f} s")
    assert seconds < 2


@pytest.fixture(scope="module")
def newer(podman: Podman, image: Built) -> str:
    """The image of another version: its core's number is another, and so is what a plugin is held at."""
    work = podman.command("buildah", "from", "--pull-never", image.name).stdout.strip()
    root = Path(podman.command("buildah", "mount", work).stdout.strip())
    [about] = root.glob("opt/qbitrr/lib/python3*/site-packages/qbitrr_core-*.dist-info/METADATA")
    about.write_text(about.read_text().replace("\nVersion: 0.1.0\n", "\nVersion: 0.9.0\n"))
    shutil.move(about.parent, about.parent.with_name("qbitrr_core-0.9.0.dist-info"))
    podman.command("buildah", "commit", "--format", "docker", "--rm", work, NEWER)
    return NEWER


@pytest.mark.parametrize("shelf", ["away", "there"])
def test_an_upgrade_keeps_store_configuration_and_plugin(chain: ContainedChain, newer: str, shelf: str) -> None:
    """Also when nothing can be installed any more: what was there goes on being used."""
    imported = chain.asked(lambda store: [one.hash for one in store.ledger.recent(100) if one.action == "imported"])
    configuration = (chain.folder / "config.toml").read_bytes()
    if shelf == "away":
        (chain.folder / "wheels").rename(chain.folder / "away")
    chain.container.image = newer
    chain.start()
    chain.ready()
    assert chain.command("--version").stdout.strip() == "0.9.0"
    assert (chain.folder / "config.toml").read_bytes() == configuration
    assert set(imported) <= {one.hash for one in chain.asked(lambda store: store.ledger.recent(100))}
    assert plugins(chain)["patience"] == "disabled"
    told = "not brought up to date" if shelf == "away" else None
    assert plugins(chain).get(PLUGIN) == told
    chain.imports(f"Upgraded.{shelf}.1925.1080p.WEB-GRP")
    assert chain.container.stop()[1] == 0
    if shelf == "away":
        (chain.folder / "away").rename(chain.folder / "wheels")
