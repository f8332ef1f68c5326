"""A simulated server in a process of its own, so that its work is not counted as ours, and a way to act on it."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Concatenate, cast

from qbitrr.testing.http import SimulatedServer


class Remote[S: SimulatedServer]:
    """``remote(act, *arguments)`` calls ``act(server, *arguments)`` where the server is, and returns its answer."""

    def __init__(self, make: Callable[..., S], *arguments: object) -> None:
        spawn = get_context("spawn")
        self._line, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(theirs, make, arguments), daemon=True)
        self._process.start()
        theirs.close()

    def __call__[**P, T](self, act: Callable[Concatenate[S, P], T], *args: P.args, **options: P.kwargs) -> T:
        self._line.send((act, args, options))
        answer = self._line.recv()
        if isinstance(answer, Exception):
            raise answer
        return cast("T", answer)

    def stop(self) -> None:
        self._line.close()
        self._process.join()


def _serve[S: SimulatedServer](line: Connection, make: Callable[..., S], arguments: tuple[object, ...]) -> None:
    """Do what is asked until the other side hangs up."""
    with make(*arguments) as server:
        while True:
            try:
                act, args, options = line.recv()
            except EOFError:
                return
            try:
                answer = act(server, *args, **options)
            except Exception as error:  # noqa: BLE001 -- it belongs to who asked
                answer = error
            line.send(answer)
