"""Start the children, watch over them, and end them. Imports no plugin code and has no threads."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from types import FrameType

from multiprocess.connection import wait

from ..errors import QbitrrError
from . import running
from .children import ChildSpec, ChildState, Plan, changes
from .launch import Launched, Launcher
from .preload import preload
from .requests import Requests
from .running import ChildStatus, Runtime
from .supervised import Child

OVERSLEPT = 10.0
"""Seconds late at which it was the supervisor (or the machine) that stood still, and no child is to blame."""

NEWS_EVERY = 60.0
"""Seconds after which the runtime file is written again although only heartbeats have come."""

LONGEST_REST = 30.0
"""Seconds; short beside a child's permitted silence, so that oversleeping shows before a child is blamed for it."""

ASKED_BY = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

log = logging.getLogger(__name__)


class Supervisor:
    """Runs the children that ``plan`` asks for. ``run`` returns the exit status once it was told to end.

    SIGHUP asks ``plan`` again; SIGTERM and SIGINT end everything, a further SIGINT with less patience. What else may be
    asked of it comes through the pipe of ``requests``: to reload, and to restart one child or all.
    """

    def __init__(
        self, plan: Callable[[], Plan], data_folder: Path, *, version: str = "", method: str | None = None
    ) -> None:
        self._ask = plan
        self._data_folder = data_folder
        self._run_folder = data_folder / "run"
        self._version = version
        self._method = method
        self._started = datetime.now(UTC)
        self._children: dict[str, Child[Launched]] = {}
        self._leaving: set[str] = set()
        self._stopping = False
        self._told: Runtime | None = None
        self._news_due = 0.0

    def run(self) -> int:
        """Raises AlreadyRunning, and PlanError when there is no first plan."""
        with running.only_one(self._run_folder) as lock, _signals() as (signals, wakeup):
            plan = self._ask()
            preload()
            requests = Requests(self._run_folder)
            self._launcher = Launcher(private=(lock, signals, wakeup, requests), method=self._method)
            try:
                self._follow(plan, time.monotonic())
                while not self._stopping or any(child.process for child in self._children.values()):
                    self._turn(signals, requests)
            finally:
                self._launcher.let_go()
                requests.end()
        log.info("qbitrr has ended.")
        return 0

    def _turn(self, signals: FileIO, requests: Requests) -> None:
        """Rest until something happens; see to it."""
        self._tell()
        processes = [child.process for child in self._children.values() if child.process]
        ears = [process.beats for process in processes if not process.beats.closed]
        rest = self._rest(time.monotonic())
        asleep_since = time.monotonic()
        ready = wait([signals, requests, *ears, *(process.sentinel for process in processes)], rest)
        now = time.monotonic()
        if signals in ready:
            for number in signals.read(64) or b"":
                self._obey(number, now)
        for words in requests.read() if requests in ready else ():
            self._grant(words, now)
        for child in self._children.values():
            if child.process and child.process.beats in ready and child.process.hear():
                child.beat(now)
            elif rest is not None and now - asleep_since > rest + OVERSLEPT:
                child.excuse(now)
        for child in self._children.values():
            if child.process and child.process.sentinel in ready:
                child.ended(now)
            elif child.deadline is not None and child.deadline <= now:
                child.step(now)
        self._forget_those_that_left()

    def _rest(self, now: float) -> float | None:
        deadlines = [child.deadline for child in self._children.values() if child.deadline is not None]
        return min(max(0.0, min(deadlines) - now), LONGEST_REST) if deadlines else None

    def _obey(self, number: int, now: float) -> None:
        if number == signal.SIGHUP and not self._stopping:
            self._reload(now)
        elif number == signal.SIGINT and self._stopping:
            for child in self._children.values():
                child.hurry(now)
        elif number in (signal.SIGTERM, signal.SIGINT):
            log.info("qbitrr is ending.")
            self._stopping = True
            for child in self._children.values():
                child.stop(now)

    def _grant(self, words: tuple[str, ...], now: float) -> None:
        """Do what was asked through the pipe. While everything ends nothing is."""
        match words:
            case _ if self._stopping:
                return
            case ("reload",):
                self._reload(now)
            case ("restart",):
                self._restart([name for name in self._children if name not in self._leaving], now)
            case ("restart", name) if name in self._children and name not in self._leaving:
                self._restart([name], now)
            case _:
                log.warning("qbitrr was asked for what it cannot do: %s", " ".join(words))

    def _restart(self, names: list[str], now: float) -> None:
        """Start these anew, with a clean slate."""
        for name in names:
            log.info("%s is started anew, as somebody asked for it.", name)
            self._children[name].replace(self._children[name].spec, now)

    def _reload(self, now: float) -> None:
        try:
            plan = self._ask()
        except QbitrrError as error:
            log.error("The configuration is not reloaded; everything goes on as it was: %s", error)  # noqa: TRY400
            return
        log.info("The configuration has been reloaded.")
        self._follow(plan, now)

    def _follow(self, plan: Plan, now: float) -> None:
        """Make what runs what the plan asks for, touching only what differs; who was given up gets another chance."""
        self._plan = plan
        for child in self._children.values():
            child.follow(plan)
        present = {name: child.spec for name, child in self._children.items() if name not in self._leaving}
        todo = changes(present, plan.children)
        given_up = {name for name, child in self._children.items() if child.state is ChildState.GIVEN_UP}
        for name in todo.stop:
            self._leaving.add(name)
            self._children[name].stop(now)
        for spec in plan.children:
            if spec.name in todo.start | todo.replace | given_up:
                self._leaving.discard(spec.name)
                child = self._children.setdefault(spec.name, Child(spec, plan, self._launch))
                child.replace(spec, now)
        self._forget_those_that_left()

    def _launch(self, spec: ChildSpec) -> Launched:
        return self._launcher.launch(spec, self._plan.prepare)

    def _forget_those_that_left(self) -> None:
        for name in [name for name in self._leaving if self._children[name].process is None]:
            self._leaving.remove(name)
            del self._children[name]

    def _tell(self) -> None:
        """Write the runtime file when it would say something new."""
        news = self._runtime()
        if self._told and _without_beats(news) == _without_beats(self._told) and time.monotonic() < self._news_due:
            return
        self._told = news
        self._news_due = time.monotonic() + NEWS_EVERY
        try:
            running.write(self._run_folder, news)
        except OSError as error:
            log.warning("What runs cannot be written to %s: %s", self._run_folder, error)

    def _runtime(self) -> Runtime:
        left_out = (
            ChildStatus(
                name=one.name, kind=one.kind, state=ChildState.NOT_STARTED, since=self._started, reason=one.reason
            )
            for one in self._plan.left_out
        )
        return Runtime(
            pid=os.getpid(),
            started=self._started,
            version=self._version,
            data_folder=str(self._data_folder),
            children=(*(child.status() for child in self._children.values()), *left_out),
        )


def _without_beats(runtime: Runtime) -> Runtime:
    return replace(runtime, children=tuple(replace(child, last_beat=None) for child in runtime.children))


@contextmanager
def _signals() -> Iterator[tuple[FileIO, FileIO]]:
    """Turn the signals for the supervisor into bytes in a pipe, so that they can be waited for: both its ends."""
    reading, writing = os.pipe()
    with FileIO(reading) as signals, FileIO(writing, "wb") as wakeup:
        os.set_blocking(reading, False)
        os.set_blocking(writing, False)
        for number in ASKED_BY:
            signal.signal(number, _noted)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        afterwards = signal.SIG_DFL
        try:
            yield signals, wakeup
            afterwards = signal.SIG_IGN  # whoever asks once more has been answered: the exit status stays 0
        finally:
            signal.set_wakeup_fd(-1)
            for number in ASKED_BY:
                signal.signal(number, afterwards)


def _noted(_number: int, _frame: FrameType | None) -> None:
    """The byte in the pipe says it all."""
