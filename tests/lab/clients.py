"""The real qBittorrent clients that this machine has, and one of them as a process."""

from __future__ import annotations

import functools
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

import qbittorrentapi

from tests.lab.profile import write_profile

NO_CLIENT = "no qbittorrent-nox here (tests/lab/install.sh installs one)"
LAB = Path(__file__).resolve().parents[2] / ".lab"


@functools.cache
def available() -> Mapping[str, Path]:
    """The command of every version that is here, oldest first; the system's own where a version is here twice."""
    found = {starter.name.removeprefix("qbt-"): starter for starter in (LAB / "qbt5").glob("qbt-*")}
    if own := shutil.which("qbittorrent-nox"):
        said = subprocess.run([own, "--version"], capture_output=True, text=True, check=False, timeout=60).stdout
        if version := re.search(r"v(\d[\d.]*)", said):
            found[version[1]] = Path(own)
    return {version: found[version] for version in sorted(found, key=_by_number)}


class Qbittorrent:
    """A qbittorrent-nox with its own profile, folders and ports. As a context manager: started, then removed."""

    username = "admin"
    password = "adminadmin"

    def __init__(self, version: str = "", *, session: Mapping[str, object] | None = None) -> None:
        """``version`` is one of ``available()``, the newest when empty; ``session`` overrides the client's settings."""
        clients = available()
        if not clients:
            raise LookupError(NO_CLIENT)
        self.version = version or list(clients)[-1]
        self._command = clients[self.version]
        self.folder = Path(tempfile.mkdtemp(prefix=f"qbt-{self.version}-"))
        self.profile = self.folder / "profile"
        self.downloads = self.folder / "downloads"
        self.downloads.mkdir()
        self.port, self.peer_port = _free_port(), _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        write_profile(
            self.profile,
            web_port=self.port,
            peer_port=self.peer_port,
            downloads=self.downloads,
            username=self.username,
            password=self.password,
            session=session or {},
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        assert self._process, "the client was not started"
        return self._process.pid

    def start(self) -> Self:
        """Start the client and wait until its web interface listens."""
        with (self.folder / "output.log").open("ab") as output:
            self._process = subprocess.Popen(
                [self._command, f"--profile={self.profile}", f"--webui-port={self.port}"],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        deadline = time.monotonic() + 90
        while not _listens(self.port):
            if not self.running or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"qBittorrent {self.version} does not start:\n{self.output()[-2000:]}")
            time.sleep(0.01)
        return self

    def stop(self) -> None:
        """End the client as a polite system would; after a minute as a rude one."""
        if self._process is None:
            return
        self.thaw()
        self._process.terminate()
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End the client as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def freeze(self) -> None:
        """Let the client hang: connections are accepted, answers never come."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def output(self) -> str:
        return (self.folder / "output.log").read_text(errors="replace")

    def api(self) -> qbittorrentapi.Client:
        """A new client of the web interface; each has a session of its own, and the caller closes it (``with``)."""
        return qbittorrentapi.Client(
            host=self.url,
            username=self.username,
            password=self.password,
            FORCE_SCHEME_FROM_HOST=True,
            REQUESTS_ARGS={"timeout": 30},
        )

    def resume_file(self, torrent_hash: str) -> Path:
        """Where the client keeps what it knows of a torrent; before this exists a stop loses the torrent."""
        return self.profile / "qBittorrent" / "data" / "BT_backup" / f"{torrent_hash}.fastresume"

    def remove(self) -> None:
        """Stop the client and delete all that it had."""
        self.stop()
        shutil.rmtree(self.folder)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.remove()

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)


def _by_number(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0
