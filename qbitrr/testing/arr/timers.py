"""What a simulated Arr does by itself: it refreshes its queue, looks again after a grab, forgets old commands."""

from __future__ import annotations

from collections.abc import Callable

from .commands import Commands
from .schedule import Schedule
from .settings import Settings

FORGET_EVERY = 300.0


class Timers:
    """``refresh_every`` tells the seconds between refreshes; None means never."""

    def __init__(self, commands: Commands, settings: Settings, refresh_every: Callable[[], float | None]) -> None:
        self.commands, self.settings, self.refresh_every = commands, settings, refresh_every
        self._schedule = Schedule(commands.clock)
        self._actions: dict[str, Callable[[], None]] = {
            "scheduled refresh": self._refresh,
            "refresh after a grab": lambda: self._push_refresh("unspecified"),
            "forget commands": self._forget,
        }

    def begin(self, delay: float) -> None:
        """Start anew, ``delay`` seconds from now."""
        self._schedule.clear()
        self._schedule.after(delay + FORGET_EVERY, "forget commands")
        every = self.refresh_every()
        if every is not None:
            self._schedule.after(delay + min(self.settings.first_refresh_after, every), "scheduled refresh")

    def grabbed(self) -> None:
        self._schedule.after(self.settings.grab_shows_after, "refresh after a grab")

    def run(self) -> None:
        """Do what is due, earliest first."""
        with self.commands.lock:
            due = self._schedule.due()
        for name in due:
            self._actions[name]()

    def _refresh(self) -> None:
        every = self.refresh_every()
        if every is not None:
            self._schedule.after(every, "scheduled refresh")
            self._push_refresh("scheduled")

    def _push_refresh(self, trigger: str) -> None:
        self.commands.push("RefreshMonitoredDownloads", trigger=trigger)

    def _forget(self) -> None:
        self._schedule.after(FORGET_EVERY, "forget commands")
        self.commands.forget()
