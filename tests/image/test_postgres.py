"""A database of PostgreSQL for the container: its driver comes as a third-party plugin does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.image.conftest import IMAGE
from tests.image.podman import Container, Podman

pytestmark = [pytest.mark.image, pytest.mark.slow, pytest.mark.postgres, pytest.mark.timeout(900)]

DRIVER = "psycopg[binary]"


@pytest.fixture
def url() -> Iterator[str]:
    postgres.require()
    server = postgres.Server()
    try:
        with server.database() as name:
            yield server.url(name)
    finally:
        server.end()


@pytest.fixture
def wheels(podman: Podman, image: object, volume: Path) -> Path:
    """The driver for the image's Python, on the volume."""
    asked = "import sys; print('%d.%d' % sys.version_info[:2])"
    apart = ("--rm", "--network", "host", "--no-healthcheck", "--entrypoint", "python3")
    version = podman("run", *apart, IMAGE, "-c", asked).stdout.strip()
    folder = volume / "wheels"
    words = ("download", "--quiet", "--only-binary=:all:", f"--python-version={version}", "--dest", folder, DRIVER)
    subprocess.run([sys.executable, "-m", "pip", *words], check=True)
    (volume / "requirements.txt").write_text("--no-index\n--find-links wheels\n")
    return folder


def test_all_is_remembered_there(container: Callable[[], Container], volume: Path, wheels: Path, url: str) -> None:
    one = container().start(QBITRR_PLUGINS=DRIVER, QBITRR_SETTINGS_DATABASE=url)
    one.until(one.healthy)
    assert not (volume / "qbitrr.db").exists()
    assert one.inside("qbitrr", "history").strip() == "Nothing was done."
    assert "a-secret" not in one.log()
    assert one.stop()[1] == 0


def test_without_its_driver_it_says_what_to_install(container: Callable[[], Container], url: str) -> None:
    one = container().start(QBITRR_SETTINGS_DATABASE=url)
    one.until(lambda: one.state()["Status"] == "exited")
    assert "needs the package psycopg" in " ".join(one.log().split())
    assert "Traceback" not in one.log()
