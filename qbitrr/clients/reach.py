"""Whether a client can be reached, and when to try again: soon after it is back, seldom while it is away."""

from __future__ import annotations

import logging
from collections.abc import Callable

from ..backoff import Outage
from ..errors import NotAuthorized, Unavailable

PROBE_EVERY = 2.5
"""Seconds between two looks whether anything answers there."""

TRY_EVERY = 4.0
"""Seconds between two tries while something answers, but not as it should."""

log = logging.getLogger(__name__)


class Reach:
    """All times are seconds of one steady clock. ``alive`` looks whether anything answers; it signs nobody in.

    A client that refused the credentials is not tried again before it was seen to be down.
    """

    def __init__(self, name: str, *, alive: Callable[[], bool], trust_again: Callable[[], None]) -> None:
        self._name = name
        self._alive = alive
        self._trust_again = trust_again
        self._outage = Outage()
        self._refused = False
        self._down = True
        self._tried = 0.0
        self._next_probe = 0.0

    @property
    def lost(self) -> bool:
        return self._outage.lasts

    @property
    def reason(self) -> str:
        return self._outage.reason

    @property
    def next_look(self) -> float:
        """When to ask ``worth_a_try`` again."""
        return self._next_probe if self._refused else min(self._next_probe, self._outage.next_try)

    def failed(self, error: Unavailable, now: float) -> None:
        """A try has failed."""
        refused = isinstance(error, NotAuthorized)
        if self._outage.lost(now, str(error)) or refused != self._refused:
            self._down = not refused
            then = (
                "not trying again before it was restarted or its settings have changed" if refused else "trying again"
            )
            log.warning("%s is unavailable: %s; %s", self._name, error, then)
        self._refused = refused
        self._tried = now
        self._next_probe = now + PROBE_EVERY

    def succeeded(self, now: float) -> None:
        """A try has succeeded."""
        self._refused = False
        self._down = True
        if away := self._outage.back(now):
            log.info("%s is back after %.0f s", self._name, away.total_seconds())

    def worth_a_try(self, now: float) -> bool:
        """Look whether it is back; may take a second or two."""
        self._next_probe = now + PROBE_EVERY
        up = self._alive()
        back = up and self._down
        self._down = not up
        if self._refused:
            if back:
                self._trust_again()
            return back
        return back or (up and now >= self._tried + TRY_EVERY) or now >= self._outage.next_try
