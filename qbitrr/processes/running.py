"""Who runs on a data folder: the lock that only one supervisor holds, and the file that says what it runs."""

from __future__ import annotations

import fcntl
import json
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path

from ..errors import QbitrrError
from .children import ChildState

FILE = "supervisor.json"
LOCK = "lock"
GENERATION = "children.lock"

ENDING = 45.0
"""Seconds within which the children of a supervisor that was killed have ended by themselves."""

READING = 10.0
"""Seconds that a reader may take, on a machine that does not let it go on, until it has let go of the lock."""

log = logging.getLogger(__name__)


class AlreadyRunning(QbitrrError):  # noqa: N818 -- a state of the world, not a mistake
    """Another qbitrr works on this data folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildStatus:
    """One child, as of ``since``. ``last_beat`` may be a minute old."""

    name: str
    kind: str
    state: ChildState
    since: datetime
    pid: int | None = None
    restarts: int = 0
    reason: str = ""
    last_beat: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Runtime:
    """One running supervisor and its children."""

    pid: int
    started: datetime
    version: str
    data_folder: str
    children: tuple[ChildStatus, ...]


def write(run_folder: Path, runtime: Runtime) -> None:
    """Let ``read`` answer this. A reader sees the old file or the new one, never a part."""
    beside = run_folder / f"{FILE}.new"
    beside.write_text(json.dumps(asdict(runtime), default=datetime.isoformat, indent=1), encoding="utf-8")
    beside.replace(run_folder / FILE)


def read(run_folder: Path) -> Runtime | None:
    """Who runs here, or None when nobody does."""
    try:
        said = json.loads((run_folder / FILE).read_text(encoding="utf-8"))
        runtime = Runtime(
            **{**said, "started": _when(said["started"]), "children": tuple(map(_child, said["children"]))}
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return runtime if holder(run_folder) == runtime.pid else None


def holder(run_folder: Path) -> int | None:
    """The process that holds the lock (0: not known), or None when it is free. The kernel frees it with the process."""
    try:
        with (run_folder / LOCK).open(encoding="utf-8") as lock:
            if _take(lock, fcntl.LOCK_SH):
                return None
            text = lock.read().strip()
    except FileNotFoundError:
        return None
    return int(text) if text.isdecimal() else 0


@contextmanager
def only_one(run_folder: Path) -> Iterator[TextIOWrapper]:
    """Be the only supervisor on this folder; gives the lock, which a child must not keep.

    A second lock is kept by every child until it ends, so that the children of a supervisor that was killed never work
    beside those of its successor. Raises AlreadyRunning.
    """
    run_folder.mkdir(parents=True, exist_ok=True)
    with (run_folder / LOCK).open("a+", encoding="utf-8") as lock, (run_folder / GENERATION).open("a") as generation:
        if not _taken_within(lock, 0.5) and not (holder(run_folder) is None and _taken_within(lock, READING)):
            raise AlreadyRunning(f"qbitrr already runs on {run_folder.parent}, as process {holder(run_folder) or '?'}")
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        if not _take(generation, fcntl.LOCK_EX):
            log.warning("Processes of a qbitrr that was killed are still ending; waiting for them.")
            if not _taken_within(generation, ENDING):
                raise AlreadyRunning(f"processes of a qbitrr that was killed still run on {run_folder.parent}")
        try:
            yield lock
        finally:
            (run_folder / FILE).unlink(missing_ok=True)
            lock.truncate(0)


def _taken_within(lock: TextIOWrapper, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not _take(lock, fcntl.LOCK_EX):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def _take(lock: TextIOWrapper, kind: int) -> bool:
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _child(said: dict[str, object]) -> ChildStatus:
    status = {**said, "state": ChildState(str(said["state"])), "since": _when(said["since"])}
    beat = said["last_beat"]
    return ChildStatus(**{**status, "last_beat": None if beat is None else _when(beat)})  # type: ignore[arg-type]


def _when(text: object) -> datetime:
    return datetime.fromisoformat(str(text))
