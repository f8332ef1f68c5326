"""The commands that an app is given on a timer: look at its feeds, look at its downloads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ..fields import text
from ..orders import UNFINISHED

if TYPE_CHECKING:
    from ..edge import Edge


@dataclass(slots=True)
class Timer:
    """A command and how often to give it; the first time when that has passed once."""

    command: str
    every: timedelta
    last: datetime | None = None

    def due(self, now: datetime) -> bool:
        if self.last is None or now < self.last:  # just started, or the clock was set back
            self.last = now
        return now - self.last >= self.every


class Timers:
    """The timers of one instance. One that is 0 is off."""

    def __init__(self, edge: Edge, *timers: Timer) -> None:
        self._edge = edge
        self._timers = [timer for timer in timers if timer.every]

    def tend(self, now: datetime) -> list[str]:
        """Give what is due, unless the app is still busy with the last one. Returns a sentence for each."""
        due = [timer for timer in self._timers if timer.due(now)]
        if not due:
            return []
        busy = {text(one, "name") for one in self._edge.read_all("command") if text(one, "status") in UNFINISHED}
        done: list[str] = []
        for timer in due:
            timer.last = now
            if timer.command not in busy:
                self._edge.command(timer.command)
                done.append(f"{self._edge.app.kind} was told to {timer.command}")
        return done
