"""How a container starts, whose process it is, and how it ends."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.image.podman import Container, best

pytestmark = [pytest.mark.image, pytest.mark.slow, pytest.mark.timeout(900)]

type Make = Callable[..., Container]

BARE = ("--read-only", "--read-only-tmpfs=false", "--cap-drop=all", "--security-opt=no-new-privileges")
"""Nothing can be written but the volume, and nothing may be done that an ordinary process may not."""


def owner(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_uid, found.st_gid


def started(container: Container) -> Container:
    """It has come as far as a first start comes without a person."""
    container.until(container.healthy)
    return container


def test_a_first_start_says_where_it_is_to_be_filled_in_and_ends_quickly(
    container: Make, volume: Path, measured: Callable[[str], None]
) -> None:
    stopped = []

    def first_start() -> float:
        for file in volume.iterdir():
            shutil.rmtree(file) if file.is_dir() else file.unlink()
        one = container().start()
        healthy = one.until(one.healthy)
        assert (volume / "config.toml").exists()
        assert f":{one.port}" in one.log()
        seconds, status = one.stop()
        assert status == 0
        stopped.append(seconds)
        return healthy if seconds < 2 else max(healthy, 10.0)

    healthy = best(first_start, 10)
    measured(f"a first start: healthy after {healthy:.1f} s, stopped in {min(stopped):.2f} s")
    assert healthy < 10
    assert min(stopped) < 2


def test_everything_runs_and_belongs_to_whom_it_is_told(container: Make, volume: Path) -> None:
    (volume / "logs").mkdir()
    one = started(container().start(PUID="1234", PGID="4321", UMASK="027", TZ="Asia/Tokyo"))
    users = one.podman("top", one.name, "user", "group", "args").stdout.splitlines()[1:]
    assert [line.split()[:2] for line in users if "tini" not in line and line.split()[2] != "healthy"]
    assert {tuple(line.split()[:2]) for line in users if "/opt/qbitrr" in line} == {("1234", "4321")}
    assert {owner(path) for path in (volume, *volume.rglob("*"))} == {(1234, 4321)}
    assert one.inside("date", "+%Z").strip() == "JST"
    assert all(path.stat().st_mode & 0o027 == 0 for path in volume.rglob("*.log"))


def test_a_command_of_a_person_is_not_roots_either(container: Make, volume: Path) -> None:
    one = started(container().start())
    assert "disabled" in one.inside("qbitrr", "plugins", "list")
    one.inside("qbitrr", "plugins", "enable", "stalled")
    assert owner(volume / "config.toml") == (1000, 1000)


def test_it_runs_as_whoever_is_named_with_nothing_else_to_write_to(container: Make, volume: Path) -> None:
    os.chown(volume, 2345, 2345)
    one = started(container().start("--user", "2345:2345", *BARE))
    assert {owner(path) for path in (volume, *volume.rglob("*"))} == {(2345, 2345)}
    assert one.stop()[1] == 0


def test_it_runs_read_only_with_its_own_user_too(container: Make) -> None:
    one = started(container().start("--read-only", "--read-only-tmpfs=false"))
    assert one.stop()[1] == 0


@pytest.mark.parametrize(
    ("options", "environ", "said"),
    [
        (("--user", "2345:2345"), {}, "/config cannot be written by 2345:2345"),
        ((), {"PUID": "alice"}, "PUID='alice' is not a number"),
        (("--cap-drop=all",), {}, "capabilities SETUID and SETGID"),
    ],
)
def test_what_cannot_work_is_said_once_and_for_all(
    container: Make, volume: Path, options: tuple[str, ...], environ: dict[str, str], said: str
) -> None:
    one = container().start(*options, **environ)
    one.until(lambda: one.state()["Status"] == "exited")
    assert one.state()["ExitCode"] == 1
    assert said in one.log()
    assert "Traceback" not in one.log()


def test_it_ends_quickly_while_it_still_installs(container: Make, volume: Path) -> None:
    (volume / "requirements.txt").write_text("--index-url http://10.255.255.1/simple/\nqbitrr-absent\n")

    def stop() -> float:
        one = container().start()
        one.until(lambda: "are being installed" in one.log())
        seconds, status = one.stop()
        assert status == 0
        return seconds

    assert best(stop, 2) < 2
