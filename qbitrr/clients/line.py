"""Calls to a client process, one at a time, and what its silence means."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Mapping
from multiprocessing import AuthenticationError
from multiprocessing.connection import Connection
from pathlib import Path

from ..errors import NotAuthorized, QbitrrError, Unavailable
from ..ports import Missing, Refused, Unsure
from .messages import Call, Done, Failed, Notify, Ping, Question, Status
from .wire import connect, receive, send

ERRORS: Mapping[str, type[QbitrrError]] = {
    kind.__name__: kind for kind in (Missing, NotAuthorized, Refused, Unavailable, Unsure)
}

BROKEN = (OSError, EOFError, AuthenticationError, pickle.UnpicklingError)
"""What using a connection raises when the other side is gone, or is not who it should be."""


class Line:
    """A connection that is made when it is needed. Nobody waits for longer than ``patience`` seconds for an answer."""

    def __init__(self, name: str, run_folder: Path, *, patience: float, clock: Callable[[], float] = time.monotonic):
        self._name = name
        self._run_folder = run_folder
        self._patience = patience
        self._clock = clock
        self._connection: Connection | None = None

    def call(self, method: str, *args: object, change: bool, within: float | None = None, **options: object) -> object:
        """What the gateway's method gives. Raises Unsure when a ``change`` may have been made without an answer.

        ``within`` is for those who have less patience.
        """
        otherwise = Unsure if change else Unavailable
        patience = min(self._patience, self._patience if within is None else within)
        answer = self._ask(Call(method, args, options, self._clock() + patience), otherwise, patience)
        if isinstance(answer, Failed):
            raise ERRORS.get(answer.kind, otherwise)(answer.reason)
        if not isinstance(answer, Done):
            raise otherwise(f"the process of {self._name} gave no answer that makes sense")
        return answer.value

    def status(self) -> Status:
        """How the client is, by its process."""
        status = self._ask(Ping(), Unavailable, self._patience)
        return status if isinstance(status, Status) else Status()

    def notify(self) -> None:
        """Say that something has just happened in the client."""
        self._say(Notify())

    def hang_up(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None

    def _ask(self, question: Question, otherwise: type[Unavailable], patience: float) -> object:
        connection = self._say(question)
        try:
            if connection.poll(patience):
                return receive(connection)
        except BROKEN as error:
            self.hang_up()
            raise otherwise(f"the process of {self._name} ended before it answered") from error
        self.hang_up()
        raise otherwise(f"the process of {self._name} did not answer in time")

    def _say(self, question: Question) -> Connection:
        """Until this returns nothing was said. A connection that a dead process has left behind is replaced."""
        try:
            if self._connection and self._connection.poll(0):
                self.hang_up()
            self._connection = self._connection or connect(self._run_folder, self._name)
            send(self._connection, question)
        except BROKEN as error:
            self.hang_up()
            raise Unavailable(f"the process that speaks to {self._name} is away") from error
        return self._connection
