"""The image, built once with what the checkout has, and containers of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.image.podman import Container, Podman, missing

ROOT = Path(__file__).parents[2]
IMAGE = "localhost/qbitrr:test"
MEASURED: list[str] = []


@pytest.fixture(scope="session")
def measured() -> Callable[[str], None]:
    """Takes a sentence with a figure, which is printed at the end."""
    return MEASURED.append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for sentence in dict.fromkeys(MEASURED):
        terminalreporter.write_line(sentence)


@pytest.fixture(scope="session")
def podman(tmp_path_factory: pytest.TempPathFactory) -> Podman:
    if reason := missing():
        pytest.skip(reason)
    return Podman(tmp_path_factory.mktemp("podman"))


class Built:
    """The image's name, and for each of its two builds: seconds, and what came of it."""

    def __init__(self, podman: Podman) -> None:
        self.name = IMAGE
        self.first, self.second = _build(podman), _build(podman)


@pytest.fixture(scope="session")
def image(podman: Podman) -> Built:
    return Built(podman)


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    folder = tmp_path / "config"
    folder.mkdir()
    return folder


@pytest.fixture
def container(
    podman: Podman, image: Built, volume: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Container]]:
    """Makes containers on one volume; all are removed at the end."""
    made: list[Container] = []

    def make(name: str = IMAGE) -> Container:
        made.append(Container(podman, name, volume, f"qbitrr-test-{request.node.name[:40].strip('[]')}-{len(made)}"))
        made[-1].remove()
        return made[-1]

    yield make
    for one in made:
        one.remove()


def _build(podman: Podman) -> tuple[float, str]:
    begun = time.monotonic()
    podman.command(ROOT / "container/build", IMAGE=IMAGE, BUILDER="buildah")
    seconds = time.monotonic() - begun
    return seconds, podman("image", "inspect", "--format", "{{.Id}}", IMAGE).stdout.strip()
