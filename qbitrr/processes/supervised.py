"""One child as its supervisor sees it: what it is doing, and what comes next when. The caller supplies the clock."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum, auto
from signal import SIGKILL, SIGTERM, Signals
from typing import Protocol

from .children import ChildSpec, ChildState, Plan
from .restart import RestartHistory
from .running import ChildStatus

log = logging.getLogger(__name__)


class Process(Protocol):
    """What is asked of a child's process."""

    pid: int
    sentinel: int

    def signal(self, number: Signals) -> None: ...
    def reap(self) -> int: ...


class After(Enum):
    """What follows the end of a child that is being stopped."""

    NOTHING = auto()
    REPLACEMENT = auto()
    DEATH = auto()


class Child[P: Process]:
    """``deadline`` is the time of its next ``step`` (None: nothing is due). ``process`` is None while there is none."""

    def __init__(self, spec: ChildSpec, plan: Plan, launch: Callable[[ChildSpec], P]) -> None:
        self.spec = spec
        self.plan = plan
        self.process: P | None = None
        self.deadline: float | None = None
        self.restarts = 0
        self.reason = ""
        self.last_beat: datetime | None = None
        self._launch = launch
        self._history = RestartHistory(plan.restart)
        self._steps: deque[tuple[Signals, float | None]] = deque()
        self._after = After.NOTHING
        self._enter(ChildState.STOPPED)

    def status(self) -> ChildStatus:
        return ChildStatus(
            name=self.spec.name,
            kind=self.spec.kind,
            pid=self.process.pid if self.process else None,
            state=self.state,
            since=self.since,
            restarts=self.restarts,
            reason=self.reason,
            last_beat=self.last_beat,
        )

    def follow(self, plan: Plan) -> None:
        """Go by the plan's figures from now on."""
        self.plan = plan
        self._history.policy = plan.restart

    def start(self, now: float) -> None:
        try:
            self.process = self._launch(self.spec)
        except OSError as error:
            self._died(f"it could not be started: {error}", now)
            return
        self._enter(ChildState.STARTING if self.spec.beats else ChildState.RUNNING)
        self._listen(now)

    def beat(self, now: float) -> None:
        """It has shown that it lives."""
        self.last_beat = datetime.now(UTC)
        if self.state is ChildState.STARTING:
            self._enter(ChildState.RUNNING)
        self._listen(now)

    def excuse(self, now: float) -> None:
        """Nobody could have heard it: its silence counts from now."""
        self._listen(now)

    def step(self, now: float) -> None:
        """The deadline has come."""
        match self.state:
            case ChildState.RESTARTING:
                self.restarts += 1
                self.start(now)
            case ChildState.STOPPING:
                self._press(now)
            case ChildState.STARTING | ChildState.RUNNING:
                self.reason = f"it gave no sign of life for {self.plan.timeouts.silence:g} s"
                log.error("%s hangs: %s. It is stopped and started again.", self.spec.name, self.reason)
                self._stop(now, After.DEATH, (SIGTERM, self.plan.timeouts.firm), (SIGKILL, None))

    def ended(self, now: float) -> None:
        """Its process is no more."""
        assert self.process is not None
        how = _how(self.process.reap())
        self.process = None
        match self._after if self.state is ChildState.STOPPING else None:
            case After.NOTHING:
                self._enter(ChildState.STOPPED)
            case After.REPLACEMENT:
                self.start(now)
            case After.DEATH:
                self._died(self.reason, now)
            case None:
                self._died(how, now)

    def stop(self, now: float) -> None:
        """Let it end: asked, after a while told, at last killed."""
        if self.process is None:
            self._enter(ChildState.STOPPED)
        elif self.state is ChildState.STOPPING:
            self._after = After.NOTHING
        else:
            self._stop_politely(now, After.NOTHING)

    def replace(self, spec: ChildSpec, now: float) -> None:
        """Run ``spec`` in place of what runs, with a clean slate."""
        self.spec = spec
        self.reason = ""
        self._history = RestartHistory(self.plan.restart)
        if self.process is None:
            self.start(now)
        elif self.state is ChildState.STOPPING:
            self._after = After.REPLACEMENT
        else:
            self._stop_politely(now, After.REPLACEMENT)

    def hurry(self, now: float) -> None:
        """Take the next step of stopping at once."""
        if self.state is ChildState.STOPPING and self._steps:
            self._press(now)

    def _stop_politely(self, now: float, after: After) -> None:
        timeouts = self.plan.timeouts
        self._stop(now, after, (SIGTERM, timeouts.polite), (SIGTERM, timeouts.firm), (SIGKILL, None))

    def _stop(self, now: float, after: After, *steps: tuple[Signals, float | None]) -> None:
        self._enter(ChildState.STOPPING)
        self._after = after
        self._steps = deque(steps)
        self._press(now)

    def _press(self, now: float) -> None:
        number, patience = self._steps.popleft()
        if number is SIGKILL:
            log.warning("%s does not end by itself; it is killed.", self.spec.name)
        assert self.process is not None
        self.process.signal(number)
        self.deadline = None if patience is None else now + patience

    def _listen(self, now: float) -> None:
        if self.state in (ChildState.STARTING, ChildState.RUNNING):
            self.deadline = now + self.plan.timeouts.silence if self.spec.beats else None

    def _died(self, reason: str, now: float) -> None:
        self.reason = reason
        delay = self._history.died(now)
        if delay is None:
            self._enter(ChildState.GIVEN_UP)
            log.error(
                "%s is given up after ending too often: %s. The others go on. Look into its log, mend the cause, "
                "then reload the configuration or restart qbitrr.",
                self.spec.name,
                reason,
            )
            return
        self._enter(ChildState.RESTARTING)
        self.deadline = now + delay
        log.warning("%s has died: %s. It is started again in %g s.", self.spec.name, reason, delay)

    def _enter(self, state: ChildState) -> None:
        self.state = state
        self.since = datetime.now(UTC)
        self.deadline = None


def _how(status: int) -> str:
    if status < 0:
        named = {number.value: number.name for number in Signals}
        return f"it was killed by {named.get(-status, f'signal {-status}')}"
    return f"it ended by itself with exit status {status}"
