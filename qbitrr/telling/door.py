"""Where those who look on ask a section's worker: it answers between two cycles, and nobody can hold it up for long."""

from __future__ import annotations

import pickle
import socket
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from pathlib import Path

from ..clients.wire import accept, key_in, listen, receive, send, stop_listening
from .messages import Answer, AskThoughts, AskWhy, Woken

FOLDER = "workers"
"""Below the run folder, apart from the clients' sockets: whoever wakes those must not wait for a worker's cycle."""

type Waitable = socket.socket | Connection


class Door:
    """The listening end of one worker. ``answer`` gives what it has to say to a question."""

    def __init__(self, name: str, run_folder: Path, answer: Callable[[AskThoughts | AskWhy], Answer]) -> None:
        self._name = name
        self._folder = run_folder / FOLDER
        self._listener = listen(self._folder, name)
        self._key = key_in(self._folder)
        self._guests: set[Connection] = set()
        self._answer = answer

    def waiting_on(self) -> tuple[Waitable, ...]:
        """What becomes readable when somebody asks."""
        return (self._listener, *self._guests)

    def attend(self, ready: Iterable[object]) -> bool:
        """Answer those who are ready; whether one of them has said that something has changed."""
        woken = False
        for one in ready:
            if one is self._listener:
                self._welcome()
            elif isinstance(one, Connection) and one in self._guests:
                woken = self._hear(one) or woken
        return woken

    def close(self) -> None:
        for guest in self._guests:
            guest.close()
        self._guests.clear()
        stop_listening(self._listener, self._folder, self._name)

    def _welcome(self) -> None:
        guest = accept(self._listener, self._key)
        if guest:
            self._guests.add(guest)

    def _hear(self, guest: Connection) -> bool:
        try:
            question = receive(guest)
            if isinstance(question, AskThoughts | AskWhy):
                send(guest, self._answer(question))
        except (OSError, EOFError, pickle.PickleError, TypeError, AttributeError, ImportError):  # evidence is foreign
            self._guests.discard(guest)
            guest.close()
            return False
        return isinstance(question, Woken)
