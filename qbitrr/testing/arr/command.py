"""One command of a simulated Arr: what it is, what it says of itself, when two are equal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from .wire import crash, stamp, time_span


class CommandError(Exception):
    """The command ends as failed."""


@dataclass(slots=True, eq=False)
class Command:
    """One command; ``steps`` yields the seconds until its next step while it runs."""

    id: int
    name: str
    body: dict[str, object]
    trigger: str
    priority: str
    queued: float
    status: str = "queued"
    result: str = "unknown"
    started: float | None = None
    ended: float | None = None
    message: str | None = None
    exception: str | None = None
    due: float = 0.0
    steps: Iterator[float] = field(default_factory=lambda: iter(()))

    @property
    def outstanding(self) -> bool:
        return self.status in ("queued", "started")

    @property
    def search_source(self) -> str:
        """Where a release comes from that this command finds, as history tells it."""
        return "UserInvokedSearch" if self.trigger == "manual" else "Search"

    def resource(self) -> dict[str, object]:
        lasted = None if self.started is None or self.ended is None else time_span(self.ended - self.started)
        shared = {"sendUpdatesToClient": True, "updateScheduledTask": True}
        extra = {"requiresDiskAccess": False, "isExclusive": False, "isTypeExclusive": False, "isLongRunning": False}
        return {
            "id": self.id,
            "name": self.name,
            "commandName": _spaced(self.name),
            "message": self.message,
            "body": {**self.body, **shared, **extra, "name": self.name, "trigger": self.trigger},
            "priority": self.priority,
            "status": self.status,
            "result": self.result,
            "queued": stamp(self.queued),
            "started": stamp(self.started),
            "ended": stamp(self.ended),
            "duration": lasted,
            "exception": self.exception,
            "trigger": self.trigger,
            "stateChangeTime": stamp(self.started or self.queued),
            **shared,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A command the app knows. ``parameters`` (name, default; a default shows the type) in their declared order."""

    name: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    run: Callable[[Command], Iterator[float] | None] = lambda _command: None
    priority: str = "normal"
    disk: bool = False


def equal(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """The app's own comparison: it stops, content, at the first parameter that is null on both sides."""
    for name, value in one.items():
        if value is None and other[name] is None:
            return True
        if not _same(name, value, other[name]):
            return False
    return True


def _same(name: str, one: object, other: object) -> bool:
    if not isinstance(one, list) or not isinstance(other, list):
        return one == other
    if name == "files":
        return {_path(file) for file in one} == {_path(file) for file in other}
    return {str(value) for value in one} == {str(value) for value in other}


def _path(file: object) -> object:
    return file.get("path") if isinstance(file, Mapping) else file


def check_types(own: Mapping[str, object]) -> None:
    for name, value in own.items():
        wants_list = name.endswith("Ids") or name == "files"
        wrong = isinstance(value, (dict, bool) if wants_list else (list, dict))
        if value is not None and (wrong or (wants_list and not isinstance(value, list))):
            raise crash("System.Text.Json.JsonException", f"The JSON value could not be converted. Path: $.{name}")


def _spaced(name: str) -> str:
    return "".join(f" {letter}" if letter.isupper() else letter for letter in name).strip()
