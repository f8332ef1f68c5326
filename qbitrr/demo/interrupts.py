"""Ctrl-C and the like: each ends the demonstration once, and never between a start and the note of what was started."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let whatever asks this process to end raise KeyboardInterrupt, once: what follows is the ending."""
    before = {number: signal.signal(number, _interrupt) for number in ENDS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Put off an interruption until this is done."""
    came: list[int] = []
    deferred = [number for number in ENDS if signal.getsignal(number) is _interrupt]
    for number in deferred:  # a mask would do as well, but a process that is started inherits it
        signal.signal(number, lambda which, _frame: came.append(which))
    try:
        yield
    finally:
        for number in deferred:
            signal.signal(number, _interrupt)
        if came:  # even when it failed: Ctrl-C on a terminal also reaches what is being started
            _interrupt(came[0], None)


def deafen() -> None:
    """From here on the demonstration ends by itself, and is not to be disturbed."""
    for number in ENDS:
        signal.signal(number, signal.SIG_IGN)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    deafen()
    raise KeyboardInterrupt
