"""Running a program on a hostile file: limited in time, memory and output, and ended with all its children."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MOST_OUTPUT = 16 * 1024 * 1024
"""Bytes; a program that says more is ended."""

_LIMITED = str(Path(__file__).with_name("limited.py"))
_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of time and of the processor, bytes of memory."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a program. ``ended`` is why it was ended before it was done; ``code`` is negative for a signal."""

    code: int
    out: str
    err: str
    ended: str = ""


class Runner:
    """Runs one program at a time; another thread may end it, and then no other is run."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self.stopped = False

    def run(self, command: Sequence[str], descriptor: int | None = None) -> Ran:
        """Run a program that may use the ``descriptor``. Raises OSError when it cannot be started."""
        with self._lock:
            if self.stopped:
                return Ran(0, "", "", "qbitrr ends")
            process = self._running = self._start(command, descriptor)
        try:
            return self._listen(process)
        finally:
            with self._lock:
                self._running = None
            _kill(process)
            process.wait()
            for pipe in (process.stdout, process.stderr):
                if pipe:
                    pipe.close()

    def stop(self) -> None:
        """End what runs; nothing is run any more."""
        with self._lock:
            self.stopped = True
            if self._running:
                _kill(self._running)

    def _start(self, command: Sequence[str], descriptor: int | None) -> subprocess.Popen[bytes]:
        limits = [str(self._limits.memory), str(max(1, round(self._limits.seconds)))]
        return subprocess.Popen(  # noqa: S603 -- a list of arguments, and no shell
            [sys.executable, "-I", "-S", _LIMITED, *limits, *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"LC_ALL": "C"} | {name: value for name in _KEPT if (value := os.environ.get(name))},
            pass_fds=() if descriptor is None else (descriptor,),
            start_new_session=True,
        )

    def _listen(self, process: subprocess.Popen[bytes]) -> Ran:
        until = time.monotonic() + self._limits.seconds
        said = {"out": bytearray(), "err": bytearray()}
        with selectors.DefaultSelector() as pipes:
            for name, pipe in (("out", process.stdout), ("err", process.stderr)):
                if pipe:
                    pipes.register(pipe, selectors.EVENT_READ, name)
            while pipes.get_map():
                ready = pipes.select(max(0.0, until - time.monotonic()))
                if not ready:
                    return _ran(-signal.SIGKILL, said, self._too_long)
                for key, _ in ready:
                    part = os.read(key.fd, 65536)
                    if not part:
                        pipes.unregister(key.fileobj)
                    said[key.data] += part
                if any(len(text) > MOST_OUTPUT for text in said.values()):
                    return _ran(-signal.SIGKILL, said, "it said too much")
        try:
            code = process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:  # it has closed its pipes and goes on
            return _ran(-signal.SIGKILL, said, self._too_long)
        return _ran(code, said, "qbitrr ends" if self.stopped else "")

    @property
    def _too_long(self) -> str:
        return f"it took more than {self._limits.seconds:.0f} s"


def _ran(code: int, said: dict[str, bytearray], ended: str) -> Ran:
    out, err = (said[name].decode(errors="replace") for name in ("out", "err"))
    return Ran(code, out, err, ended)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it has started: they are a session of their own."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # it is gone; on macOS a dead one may not be signalled
        return
