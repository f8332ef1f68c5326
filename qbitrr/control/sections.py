"""Ask a section's worker what it thinks, or tell it that something has changed."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self

from ..clients.line import BROKEN
from ..clients.wire import connect, receive, send
from ..errors import Unavailable
from ..telling.door import FOLDER
from ..telling.messages import AskThoughts, AskWhy, Question, Thought, Thoughts, Told, Woken

__all__ = ["SectionLine", "Thought", "Thoughts", "Told"]


class SectionLine:
    """A connection to one worker, made when it is needed; for one thread. Nobody is waited for beyond ``patience``.

    ``name`` is that of the worker's process. What is asked raises Unavailable when it does not answer: it is away, or
    in the middle of a long cycle.
    """

    def __init__(self, name: str, run_folder: Path, *, patience: float = 2.0) -> None:
        self.name = name
        self._folder = run_folder / FOLDER
        self._patience = patience
        self._connection: Connection | None = None

    def thoughts(self, since: int = 0) -> Thoughts:
        """What has changed since a version: a part of it when it is much (``more``)."""
        answer = self._ask(AskThoughts(since))
        if not isinstance(answer, Thoughts):
            raise Unavailable(f"the worker of {self.name} gave no answer that makes sense")
        return answer

    def why(self, client: str, hash: str) -> Told:  # noqa: A002 -- the field's word
        """All that it thinks of one torrent."""
        answer = self._ask(AskWhy(client, hash))
        if not isinstance(answer, Told):
            raise Unavailable(f"the worker of {self.name} gave no answer that makes sense")
        return answer

    def wake(self) -> None:
        """Say that something has changed at its app. It does not answer."""
        self._say(Woken())

    def close(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, question: Question) -> object:
        connection = self._say(question)
        try:
            if connection.poll(self._patience):
                return receive(connection)
        except BROKEN as error:
            self.close()
            raise Unavailable(f"the worker of {self.name} ended before it answered") from error
        self.close()
        raise Unavailable(f"the worker of {self.name} is busy and did not answer in time")

    def _say(self, question: Question) -> Connection:
        try:
            if self._connection and self._connection.poll(0):
                self.close()  # what a dead process has left behind
            self._connection = self._connection or connect(self._folder, self.name, patience=self._patience)
            send(self._connection, question)
        except BROKEN as error:
            self.close()
            raise Unavailable(f"the worker of {self.name} is away") from error
        return self._connection
