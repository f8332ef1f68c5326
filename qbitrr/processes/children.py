"""What the supervisor is to run, as values, and what differs between two such plans. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ..errors import QbitrrError
from .restart import RestartPolicy


class PlanError(QbitrrError):
    """No plan can be made (the configuration cannot be read): the children that run are left as they are."""


class ChildState(StrEnum):
    """What a child is doing, in the words that users see."""

    STARTING = "starting"
    RUNNING = "running"
    RESTARTING = "restarting"
    STOPPING = "stopping"
    STOPPED = "stopped"
    GIVEN_UP = "given up"
    NOT_STARTED = "not started"


@dataclass(frozen=True, slots=True)
class ChildSpec:
    """One process to run: ``target(life, *args)``.

    ``target`` is a function or ``"package.module:function"``, which only the child imports; ``args`` can be pickled.
    A changed ``fingerprint`` asks for a new process. A child that does not ``beats`` is never taken for hung.
    """

    name: str
    target: Callable[..., object] | str
    args: tuple[object, ...] = ()
    kind: str = "worker"
    fingerprint: str = ""
    beats: bool = True


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A child that the configuration asks for and that cannot run, and why."""

    name: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Timeouts:
    """In seconds. ``silence``: without a heartbeat; ``polite``: to end when asked; ``firm``: when told again."""

    silence: float = 300.0
    polite: float = 30.0
    firm: float = 5.0


def nothing(name: str) -> None:
    """Prepare nothing."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All children that should run now. ``prepare(name)`` is what each does first (its logs); it can be pickled."""

    children: tuple[ChildSpec, ...]
    left_out: tuple[LeftOut, ...] = ()
    restart: RestartPolicy = field(default_factory=RestartPolicy)
    timeouts: Timeouts = field(default_factory=Timeouts)
    prepare: Callable[[str], None] = nothing

    def __post_init__(self) -> None:
        names = [child.name for child in self.children]
        if len(set(names)) < len(names):
            raise PlanError(f"two processes have one name: {', '.join(sorted(names))}")


@dataclass(frozen=True, slots=True)
class Changes:
    """The names of children to stop for good, to start, and to replace by a new process."""

    stop: frozenset[str]
    start: frozenset[str]
    replace: frozenset[str]


def changes(present: Mapping[str, ChildSpec], wanted: tuple[ChildSpec, ...]) -> Changes:
    """What turns the children that are present into those that are wanted; equal fingerprints stay untouched."""
    after = {spec.name: spec for spec in wanted}
    both = present.keys() & after.keys()
    return Changes(
        stop=frozenset(present.keys() - both),
        start=frozenset(after.keys() - both),
        replace=frozenset(name for name in both if present[name].fingerprint != after[name].fingerprint),
    )
