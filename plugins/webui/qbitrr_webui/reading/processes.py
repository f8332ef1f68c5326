"""The supervised processes, as the supervisor's file tells of them."""

from __future__ import annotations

from collections.abc import Callable

from qbitrr.processes.children import ChildState
from qbitrr.processes.running import ChildStatus, Runtime

from ..shapes.base import Tone
from ..shapes.state import Process, Processes
from .memory import share_of

SUPERVISOR = "supervisor"

TONES: dict[ChildState, Tone] = {
    ChildState.RUNNING: "good",
    ChildState.STARTING: "neutral",
    ChildState.STOPPING: "neutral",
    ChildState.STOPPED: "neutral",
    ChildState.RESTARTING: "attention",
    ChildState.NOT_STARTED: "attention",
    ChildState.GIVEN_UP: "bad",
}

type Share = Callable[[int], int | None]


def processes_of(runtime: Runtime | None, version: str, share: Share = share_of) -> Processes:
    """All of them, the supervisor first; none when qbitrr does not run."""
    if runtime is None:
        return Processes(started=None, version=version, processes=())
    main = Process(
        name=SUPERVISOR,
        kind=SUPERVISOR,
        state=ChildState.RUNNING.value,
        tone="good",
        since=runtime.started,
        pid=runtime.pid,
        memory=share(runtime.pid),
    )
    children = (_process(child, share) for child in runtime.children)
    return Processes(started=runtime.started, version=runtime.version, processes=(main, *children))


def _process(child: ChildStatus, share: Share) -> Process:
    return Process(
        name=child.name,
        kind=child.kind,
        state=child.state.value,
        tone=TONES.get(child.state, "neutral"),
        since=child.since,
        pid=child.pid,
        restarts=child.restarts,
        reason=child.reason,
        last_beat=child.last_beat,
        memory=share(child.pid) if child.pid else None,
    )
