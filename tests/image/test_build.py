"""What the image is: how it was built, how large it is, and what is not in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.image.conftest import Built
from tests.image.podman import Podman

pytestmark = [pytest.mark.image, pytest.mark.slow, pytest.mark.timeout(900)]

type Measured = Callable[[str], None]

LARGEST = 250
"""Megabytes."""


@pytest.fixture(scope="module")
def root(podman: Podman, image: Built) -> Iterator[Path]:
    """The image's files."""
    work = podman.command("buildah", "from", "--pull-never", image.name).stdout.strip()
    yield Path(podman.command("buildah", "mount", work).stdout.strip())
    podman.command("buildah", "rm", work)


@pytest.fixture(scope="module")
def about(podman: Podman, image: Built) -> dict[str, object]:
    found = json.loads(podman("image", "inspect", image.name).stdout)[0]
    assert isinstance(found, dict)
    return found


def test_a_second_build_comes_from_the_cache(image: Built, measured: Measured) -> None:
    (seconds, first), (again, second) = image.first, image.second
    measured(f"the image was built in {seconds:.0f} s, from the cache in {again:.1f} s")
    assert first == second


def test_it_is_no_larger_than_it_may_be(about: dict[str, object], measured: Measured) -> None:
    size = int(str(about["Size"])) / 1_000_000
    measured(f"the image: {size:.0f} MB")
    assert size <= LARGEST


def test_it_says_how_its_health_is_asked_and_how_it_is_stopped(about: dict[str, object]) -> None:
    config = about["Config"]
    assert isinstance(config, dict)
    assert config["Volumes"] == {"/config": {}}
    assert set(config["ExposedPorts"]) == {"6969/tcp"}
    assert about["Healthcheck"]["Test"] == ["CMD", "healthy"]
    assert config["Entrypoint"][0] == "tini"


@pytest.mark.parametrize(
    "left",
    ["var/lib/apt/lists/*", "var/cache/apt/*", "root/.cache", "root/.npm", "run/secrets/*", "src", "build", "opt/uv"],
)
def test_no_cache_and_nothing_that_only_built_it_is_left(root: Path, left: str) -> None:
    assert list(root.glob(left)) == []


@pytest.mark.parametrize("tool", ["node", "npm", "uv", "gcc", "git"])
def test_nor_what_built_it(root: Path, tool: str) -> None:
    assert not list(root.glob(f"**/bin/{tool}"))


def test_everything_is_compiled_for_nobody_can_do_so_later(root: Path) -> None:
    packages = next(root.glob("opt/qbitrr/lib/python3*/site-packages/qbitrr"))
    for source in packages.rglob("*.py"):
        assert list((source.parent / "__pycache__").glob(f"{source.stem}.*.pyc")), source


def test_its_page_is_in_it(root: Path) -> None:
    assert list(root.glob("opt/qbitrr/lib/python3*/site-packages/qbitrr_webui/static/index.html"))


def test_its_ffprobe_runs(podman: Podman, image: Built, measured: Measured) -> None:
    said = podman("run", "--rm", "--network", "none", image.name, "ffprobe", "-version").stdout
    measured(said.splitlines()[0])
    assert said.startswith("ffprobe version")
