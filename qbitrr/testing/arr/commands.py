"""The command queue of a simulated Arr: what is merged, what runs when, what is forgotten."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping

from .command import Command, CommandError, Kind, check_types, equal
from .wire import crash

FORGET_AFTER = 300.0
DROP_AFTER = 86_400.0
PRIORITY = {"high": 0, "normal": 1, "low": 2}


class Commands:
    """The command queue. ``takes`` says how long a command waits before its work; ``lock`` guards the application.

    ``posted`` are the names of the commands that clients sent, in order, those too that were merged.
    """

    def __init__(
        self, lock: threading.RLock, clock: Callable[[], float], takes: Callable[[], float], workers: int = 3
    ) -> None:
        self.lock, self.clock, self.takes, self.workers = lock, clock, takes, workers
        self.kinds: dict[str, Kind] = {}
        self.memory: list[Command] = []
        self.stored: dict[int, Command] = {}
        self.posted: list[str] = []

    def know(self, *kinds: Kind) -> None:
        self.kinds.update({kind.name.lower(): kind for kind in kinds})

    def push(
        self, name: str, body: Mapping[str, object] | None = None, *, trigger: str = "manual", priority: str = ""
    ) -> Command:
        """Queue a command, or return the equal one that is still outstanding."""
        kind = self.kinds.get(name.lower())
        if kind is None:
            raise crash("System.InvalidOperationException", "Sequence contains no matching element")
        given = {key.lower(): value for key, value in (body or {}).items()}
        own = {key: given.get(key.lower(), default) for key, default in kind.parameters.items()}
        check_types(own)
        with self.lock:
            if trigger == "manual":
                self.posted.append(kind.name)
            for other in self.memory:
                if other.outstanding and other.name == kind.name and equal(own, other.body):
                    return other
            number = max(self.stored, default=0) + 1
            command = Command(number, kind.name, own, trigger, priority or kind.priority, self.clock())
            self.memory.append(command)
            self.stored[number] = command
            return command

    def cancel(self, command: Command) -> bool:
        """Cancel a command that has not started."""
        if command.status != "queued":
            return False
        command.status, command.ended = "cancelled", self.clock()
        return True

    def work(self) -> None:
        """Take every step that is due. One caller at a time; steps run without the lock."""
        while command := self._next():
            self._step(command)

    def forget(self) -> None:
        """Drop what ended long ago from memory; result and message are nowhere else."""
        now = self.clock()
        with self.lock:
            for command in [old for old in self.memory if old.ended is not None and old.ended < now - FORGET_AFTER]:
                self.memory.remove(command)
                command.result, command.message = "unknown", None
            for command in [old for old in self.stored.values() if (old.ended or now) < now - DROP_AFTER]:
                del self.stored[command.id]

    def restart(self) -> None:
        """What ran is orphaned; what ended is in the database only; what waited waits on."""
        for command in self.memory:
            if command.status == "started":
                command.status, command.ended = "orphaned", self.clock()
            if not command.outstanding:
                command.result, command.message = "unknown", None
        self.memory[:] = [command for command in self.memory if command.outstanding]

    def _next(self) -> Command | None:
        now = self.clock()
        with self.lock:
            running = [command for command in self.memory if command.status == "started"]
            for command in running:
                if command.due <= now:
                    return command
            if len(running) >= self.workers:
                return None
            disk_busy = any(self._kind(command).disk for command in running)
            waiting = [command for command in self.memory if command.status == "queued"]
            for command in sorted(waiting, key=lambda command: (PRIORITY[command.priority], command.id)):
                if not (disk_busy and self._kind(command).disk):
                    command.status, command.started, command.due = "started", now, now + self.takes()
                    command.steps = _steps(self._kind(command), command)
                    return command if command.due <= now else self._next()
        return None

    def _step(self, command: Command) -> None:
        try:
            wait = next(command.steps)
        except StopIteration:
            self._end(command, "completed")
        except CommandError as failure:
            command.exception, command.message = f"System.Exception: {failure}", "Failed"
            self._end(command, "failed")
        else:
            command.due = self.clock() + wait

    def _end(self, command: Command, status: str) -> None:
        with self.lock:
            if command.status != "started":  # the app was restarted meanwhile
                return
            command.status, command.ended = status, self.clock()
            if command.result == "unknown":
                command.result = "successful" if status == "completed" else "unsuccessful"
            command.message = command.message or "Completed"

    def _kind(self, command: Command) -> Kind:
        return self.kinds[command.name.lower()]


def _steps(kind: Kind, command: Command) -> Iterator[float]:
    yield from kind.run(command) or ()
