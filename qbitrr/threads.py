"""Starting threads beside the main one, which alone gets the signals."""

from __future__ import annotations

import signal
import threading


def start_quietly(thread: threading.Thread) -> None:
    """Start a thread that no signal interrupts: signals are for the main thread, which they must wake.

    It inherits a mask without them, and so does any program that it starts.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        thread.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
