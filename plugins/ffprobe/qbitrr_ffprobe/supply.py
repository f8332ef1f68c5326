"""An ffprobe that is downloaded once, verified, and kept for all workers; in a thread of its own."""

from __future__ import annotations

import fcntl
import logging
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qbitrr import start_quietly

from .download import Download, checksum, fetch
from .errors import Busy, NoTool, Stopped, Unobtainable
from .unpacking import PROGRAM, unpack

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 30.0, 3600.0
"""Seconds between two tries; twice as long after each failure."""

BUSY_PAUSE = 5.0
"""Seconds until it is looked whether the other worker has it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Where ffprobe comes from, the checksum of what comes, which file of it is meant, and where it is kept."""

    source: str
    sha256: str
    member: str
    folder: Path

    def place(self, ending: str = "") -> Path:
        """Each checksum has files of its own: nothing of another one is ever gone on with."""
        return self.folder / f"{PROGRAM}-{self.sha256[:12]}{ending}"


class Supply:
    """The downloaded ffprobe, or the state of getting it."""

    def __init__(self, wish: Wish, runs: Callable[[Path], bool]) -> None:
        self._wish = wish
        self._runs = runs
        self._lock = threading.Lock()
        self._ready: Path | None = None
        self._trouble = ""
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def find(self) -> Path:
        """The program. Raises NoTool while it is not here; the first call begins to get it."""
        with self._lock:
            if self._ready:
                return self._ready
            if self._thread is None and not self._stopping.is_set():
                self._thread = threading.Thread(target=self._work, name="ffprobe download", daemon=True)
                start_quietly(self._thread)
            raise NoTool(self._trouble or f"it is being downloaded from {self._wish.source}", coming=not self._trouble)

    def stop(self) -> None:
        """End a download; what has come is gone on with the next time."""
        self._stopping.set()

    def _work(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            try:
                program = obtain(self._wish, self._runs, self._stopping.is_set)
            except Stopped:
                return
            except Busy:
                self._stopping.wait(BUSY_PAUSE)
            except (Unobtainable, OSError) as error:
                self._say(str(error), pause)
                self._stopping.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                with self._lock:
                    self._ready = program
                log.info("ffprobe is at %s", program)
                return

    def _say(self, trouble: str, pause: float) -> None:
        with self._lock:
            news, self._trouble = trouble != self._trouble, trouble
        if news:
            log.warning("ffprobe could not be downloaded: %s. The next try is in %.0f s.", trouble, pause)


def obtain(wish: Wish, runs: Callable[[Path], bool], stopped: Callable[[], bool]) -> Path:
    """The verified program, downloaded unless it is here. Raises Unobtainable, Busy, Stopped, OSError."""
    wish.folder.mkdir(parents=True, exist_ok=True)
    if _is_here(wish):
        return wish.place()
    with wish.place(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        if not _is_here(wish):
            fetch(Download(wish.source, wish.sha256, wish.place(".part")), stopped)
            _install(wish, runs)
    return wish.place()


def _is_here(wish: Wish) -> bool:
    """Whether the program is the one that was taken out of the verified download."""
    receipt = wish.place(".sha256")
    return wish.place().exists() and receipt.exists() and receipt.read_text() == checksum(wish.place())


def _install(wish: Wish, runs: Callable[[Path], bool]) -> None:
    """Only what was verified becomes executable, and only what runs gets the name by which it is used."""
    new = wish.place(".new")
    unpack(wish.place(".part"), wish.member, new)
    new.chmod(0o755)
    if not runs(new):
        new.unlink()
        raise Unobtainable("what was downloaded does not run on this machine")
    wish.place(".sha256").write_text(checksum(new))
    os.replace(new, wish.place())  # noqa: PTH105 -- atomic, and said so
    wish.place(".part").unlink()
