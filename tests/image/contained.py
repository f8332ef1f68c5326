"""The whole chain with the image in place of a process: a real client, a simulated Radarr, and a container."""

from __future__ import annotations

import subprocess
from pathlib import Path

from qbitrr.processes import running
from tests.image.podman import Container, Podman
from tests.lab.chain import Chain


class ContainedChain(Chain):
    """As ``Chain``; the container may read what the client has, at the same place."""

    def __init__(self, version: str, folder: Path, podman: Podman, image: str, name: str) -> None:
        super().__init__(version, folder)
        self.container = Container(podman, image, self.folder, name)
        self.environ: dict[str, str] = {}
        self.options: tuple[str, ...] = ("--restart", "always")

    def start(self) -> ContainedChain:
        self.client.folder.chmod(0o755)
        self.container.remove()
        shared = ("--volume", f"{self.client.folder}:{self.client.folder}:ro")
        self.container.start(*shared, *self.options, **self.environ)
        self.until(lambda: self.child("qBit") and self.child("qBit").pid)
        return self

    def child(self, name: str) -> running.ChildStatus | None:
        runtime = running.read(self.folder / "run")
        return next((child for child in runtime.children if child.name == name), None) if runtime else None

    def kill(self, name: str) -> None:
        before = self.child(name).pid
        self.container.inside("sh", "-c", f"kill -9 {before}")
        self.until(lambda: (child := self.child(name)) and child.pid and child.pid != before)

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.container.podman("exec", self.container.name, "qbitrr", *words, check=False)

    def end(self) -> None:
        self.container.remove()

    def console(self) -> str:
        return self.container.log()

    def imports(self, name: str) -> str:
        """Have a film downloaded that Radarr has grabbed, until qbitrr has had it imported; its hash."""
        torrent = self.add(name)
        movie = self.grabbed(torrent, name)
        self.until(lambda: self.is_imported(torrent))
        assert self.radarr.movie(movie).file.path.exists()
        return torrent
