"""Start one child as a process: by fork where that is safe, else by spawn."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import multiprocess

from .children import ChildSpec
from .life import Waitable, live


class Launched:
    """A child's process as its supervisor holds it."""

    def __init__(self, process: multiprocess.Process, beats: multiprocess.connection.Connection) -> None:
        self._process = process
        self.beats = beats
        self.pid: int = process.pid
        self.sentinel: int = process.sentinel

    def signal(self, number: signal.Signals) -> None:
        self._process.terminate() if number is signal.SIGTERM else self._process.kill()

    def hear(self) -> bool:
        """Whether it has shown that it lives; it closes an ear that will hear no more."""
        if os.read(self.beats.fileno(), 4096):
            return True
        self.beats.close()
        return False

    def reap(self) -> int:
        """Its exit status, negative for a signal, once the sentinel is ready. The end is certain afterwards."""
        self._process.kill()  # a child that only closed its files looks dead and would be out of anyone's sight
        self._process.join()
        exitcode: int = self._process.exitcode
        self._process.close()
        self.beats.close()
        return exitcode


class Launcher:
    """Starts children. ``private`` is what the supervisor holds beside them and a fork must not copy.

    Made before the first child: all inherit the reading end of one pipe, the lifeline, whose writing end is the
    supervisor's alone, so that it ends with the supervisor however that dies.
    """

    def __init__(self, private: tuple[Waitable, ...] = (), method: str | None = None) -> None:
        self._context = multiprocess.get_context(method or start_method())
        self._lifeline, self._held = self._context.Pipe(duplex=False)
        self._private = private
        self._beats: set[multiprocess.connection.Connection] = set()

    def let_go(self) -> None:
        """Cut the lifeline: whoever still lives ends."""
        self._held.close()
        self._lifeline.close()

    def launch(self, spec: ChildSpec, prepare: Callable[[str], None]) -> Launched:
        """Start it. Raises OSError when there can be no more processes."""
        self._beats = {one for one in self._beats if not one.closed}
        ours, theirs = self._context.Pipe(duplex=False)
        forks = self._context.get_start_method() == "fork"
        assert not forks or threading.active_count() == 1, "a fork would copy locks that other threads hold"
        foreign = (self._held, ours, *self._private, *self._beats) if forks else ()
        arguments = (spec, prepare, self._lifeline, theirs, foreign)
        process = self._context.Process(target=live, name=spec.name, args=arguments, daemon=True)
        try:
            with theirs, _without_signals():
                process.start()
        except OSError:
            ours.close()
            raise
        self._beats.add(ours)
        return Launched(process, ours)


def start_method() -> str:
    """Fork only from a process without threads, and where system libraries do not start their own (macOS does)."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


@contextmanager
def _without_signals() -> Iterator[None]:
    """A signal for a child that has not begun its life would be taken for one to the supervisor: it waits."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
