"""Podman as the tests use it: it runs where there is neither systemd nor a network of its own."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

NEEDED = ("buildah", "podman", "runc")
CONFIGURATION = """\
[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
[engine]
runtime = "runc"
events_logger = "file"
"""


def missing() -> str:
    """Why no image can be built and run here; empty when one can."""
    absent = [tool for tool in NEEDED if not shutil.which(tool)]
    if absent:
        return f"no {', '.join(absent)} here (tests/image/install.sh installs them)"
    if os.geteuid() != 0:
        return "the image is tested as root"
    return ""


class Podman:
    """``podman`` and ``buildah`` with a configuration of their own."""

    def __init__(self, folder: Path) -> None:
        file = folder / "containers.conf"
        file.write_text(CONFIGURATION)
        self.environ = {**os.environ, "CONTAINERS_CONF": str(file)}

    def __call__(self, *words: object, check: bool = True) -> subprocess.CompletedProcess[str]:
        return self.command("podman", *words, check=check)

    def command(self, *words: object, check: bool = True, **environ: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [str(word) for word in words],
            env={**self.environ, **environ},
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        assert done.returncode == 0 or not check, f"{words}:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done


class Container:
    """One container of the image, on the network of the host; its page listens on ``port``."""

    def __init__(self, podman: Podman, image: str, volume: Path, name: str) -> None:
        self.podman, self.image, self.volume, self.name = podman, image, volume, name
        self.port = _free_port()

    def start(self, *options: object, command: Sequence[str] = (), **environ: str) -> Container:
        said = {"QBITRR_WEBUI_PORT": str(self.port), **environ}
        given = [word for name, value in said.items() for word in ("--env", f"{name}={value}")]
        where = ("--network", "host", "--volume", f"{self.volume}:/config")
        self.podman("run", "--detach", "--name", self.name, *where, *given, *options, self.image, *command)
        return self

    def inside(self, *words: str, check: bool = True) -> str:
        """What a command prints that is run in it."""
        return self.podman("exec", self.name, *words, check=check).stdout

    def healthy(self) -> bool:
        return self.podman("healthcheck", "run", self.name, check=False).returncode == 0

    def state(self) -> Mapping[str, object]:
        found = json.loads(self.podman("inspect", "--type", "container", self.name).stdout)[0]["State"]
        assert isinstance(found, dict)
        return found

    def log(self) -> str:
        done = self.podman("logs", self.name)
        return done.stdout + done.stderr

    def stop(self) -> tuple[float, object]:
        """Seconds until it has ended, and its exit status."""
        begun = time.monotonic()
        self.podman("stop", "--time", "20", self.name)
        return time.monotonic() - begun, self.state()["ExitCode"]

    def remove(self) -> None:
        self.podman("rm", "--force", "--time", "0", "--ignore", self.name, check=False)

    def until(self, look: Callable[[], object], seconds: float = 120.0) -> float:
        """How long it took until it was so."""
        begun = time.monotonic()
        while not look():
            assert time.monotonic() < begun + seconds, f"it did not come to that in {seconds:.0f} s:\n{self.log()}"
            time.sleep(0.1)
        return time.monotonic() - begun


def best(measure: Callable[[], float], enough: float) -> float:
    """The shortest of three times, or the first below ``enough``: one on a busy machine says nothing."""
    seconds = measure()
    for _ in range(2):
        if seconds < enough:
            break
        seconds = min(seconds, measure())
    return seconds


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
