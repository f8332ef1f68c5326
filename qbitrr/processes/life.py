"""What a child does at its start, and what ties it to its supervisor."""

from __future__ import annotations

import logging
import os
import pkgutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType
from typing import Protocol

from multiprocess.connection import wait

from ..errors import Shutdown
from .children import ChildSpec

BEAT_EVERY = 10.0
"""Seconds between two heartbeats that are really sent; the supervisor counts in minutes."""

ORPHANED = 35.0
"""Seconds that a child whose supervisor has died is given to end politely."""

REPEATED = 2.0
"""Seconds in which a second SIGTERM is the same request (systemd sends one to all, and so does the supervisor)."""

log = logging.getLogger(__name__)


class Waitable(Protocol):
    def fileno(self) -> int: ...
    def close(self) -> None: ...


class Life:
    """A child's side of its supervision.

    The main loop rests in ``wait``, or waits itself for its own connections and for ``lifeline``, which becomes
    readable when the supervisor dies. SIGTERM raises Shutdown in the main thread, so that finally-blocks run;
    ``stopping`` says so to other threads.
    """

    def __init__(self, name: str, lifeline: Waitable, beats: Waitable) -> None:
        self.name = name
        self.lifeline = lifeline
        self.stopping = False
        self._beats = beats
        self._beaten = float("-inf")
        self._asked = float("-inf")
        self._signals, self._wakeup = os.pipe()
        for fd in (beats.fileno(), self._signals, self._wakeup):
            os.set_blocking(fd, False)

    def beat(self) -> None:
        """Show that the main loop goes on. Cheap, never blocks, cannot fail: call it at least once a turn."""
        now = time.monotonic()
        if now - self._beaten < BEAT_EVERY:
            return
        self._beaten = now
        with suppress(BlockingIOError, BrokenPipeError):  # a supervisor that is stopped, or dead: see the lifeline
            os.write(self._beats.fileno(), b".")

    def wait[T](self, *others: T, timeout: float | None = None) -> list[T]:
        """Rest, beating, until one of the connections is ready or for so many seconds; return those that are ready.

        Raises Shutdown when the child is to end.
        """
        until = float("inf") if timeout is None else time.monotonic() + timeout
        while True:
            self.beat()
            left = max(0.0, until - time.monotonic())
            woken_by = wait([*others, self.lifeline], min(left, BEAT_EVERY))
            if self.stopping or self.lifeline in woken_by:
                raise Shutdown(0)
            ready = [one for one in others if one in woken_by]
            if ready or left <= BEAT_EVERY:
                return ready

    def close(self) -> None:
        os.close(self._signals)
        os.close(self._wakeup)

    def begin(self) -> None:
        """Answer signals as a child does, and watch the lifeline."""
        signal.signal(signal.SIGTERM, self._end)
        for number in (signal.SIGINT, signal.SIGHUP):  # a terminal sends them to all; they are for the supervisor
            signal.signal(number, signal.SIG_IGN)
        signal.set_wakeup_fd(self._wakeup, warn_on_full_buffer=False)
        # The thread inherits a mask without signals: they are for the main thread, which they must wake.
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        threading.Thread(target=self._watch, name="lifeline", daemon=True).start()
        signal.pthread_sigmask(signal.SIG_SETMASK, ())

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True
        now = time.monotonic()
        if now - self._asked > REPEATED:
            self._asked = now
            raise Shutdown(0)

    def _watch(self) -> None:
        """See to it that a wish to end is noticed, the supervisor's death too, and end what does not end by itself.

        Python loses a signal that comes just before a call that blocks; it is sent again until it has been seen.
        """
        gone = self._wish()
        if gone:
            log.warning("%s ends because its supervisor is gone.", self.name)
        until = time.monotonic() + ORPHANED
        while not self.stopping and time.monotonic() < until:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
            time.sleep(0.1)
        if not gone:
            wait([self.lifeline])
            until = time.monotonic() + ORPHANED
        time.sleep(max(0.0, until - time.monotonic()))
        os._exit(1)

    def _wish(self) -> bool:
        """Wait until the child is to end; whether that is because the supervisor is gone."""
        while True:
            ready = wait([self.lifeline, self._signals])
            if self.lifeline in ready or signal.SIGTERM in os.read(self._signals, 512):
                return self.lifeline in ready


def live(
    spec: ChildSpec, prepare: Callable[[str], None], lifeline: Waitable, beats: Waitable, foreign: Sequence[Waitable]
) -> None:
    """Be a child: the whole of its process. ``foreign`` is what a fork has copied and only the supervisor may hold."""
    for one in foreign:
        one.close()
    life = Life(spec.name, lifeline, beats)
    life.begin()
    try:
        prepare(spec.name)
        target = pkgutil.resolve_name(spec.target) if isinstance(spec.target, str) else spec.target
        target(life, *spec.args)
    except Exception:
        log.exception("%s stopped because of an error that nothing caught.", spec.name)
        sys.exit(1)
