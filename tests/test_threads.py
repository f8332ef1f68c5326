"""Threads beside the main one take no signals from it."""

import signal
import threading

import pytest

from qbitrr import start_quietly

BLOCKABLE = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD}


def mask():
    return signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_a_thread_is_started_without_signals_and_the_one_that_starts_it_keeps_its_own():
    before, inside = mask(), set()
    thread = threading.Thread(target=lambda: inside.update(mask()))
    start_quietly(thread)
    thread.join()
    assert inside >= BLOCKABLE
    assert mask() == before


def test_a_thread_that_cannot_be_started_leaves_the_signals_as_they_were():
    thread = threading.Thread(target=int)
    start_quietly(thread)
    thread.join()
    before = mask()
    with pytest.raises(RuntimeError):
        start_quietly(thread)
    assert mask() == before
