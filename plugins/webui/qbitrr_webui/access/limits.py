"""How often anybody may try to get in. Pure: the caller supplies the clock.

Of our own rather than flask-limiter's: what counts is a failed attempt, decided after the fact; it is reserved before
it is looked into, so that many at once are no way round; and the peer's address is that of ``addresses``.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ..errors import Refused

PEERS_KEPT = 10_000
"""Addresses that are counted at most; the global limit is there before so many have tried."""


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rate:
    """So many attempts in so many seconds."""

    attempts: int
    seconds: float


@dataclass
class Window:
    """The times of the last attempts of one who tries."""

    rate: Rate
    times: list[float] = field(default_factory=list)

    def wait(self, now: float) -> float:
        """Seconds until another attempt may be made; 0 for now."""
        self.times = [time for time in self.times if time > now - self.rate.seconds]
        if len(self.times) < self.rate.attempts:
            return 0.0
        return self.times[-self.rate.attempts] + self.rate.seconds - now


class Limit:
    """Attempts of one kind: for each peer, and of all together. For all threads."""

    def __init__(self, each: Rate, everybody: Rate) -> None:
        self._each = each
        self._all = Window(everybody)
        self._peers: OrderedDict[str, Window] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def attempt(self, peer: str, now: float) -> Iterator[None]:
        """Make an attempt. It counts when Refused is raised within, and while it lasts. Raises Refused: too many."""
        self.take(peer, now)
        try:
            yield
        except Refused:
            log.warning("An attempt to sign in from %s has failed.", peer)
            raise
        except BaseException:
            self.give_back(peer, now)
            raise
        self.give_back(peer, now)

    def take(self, peer: str, now: float) -> None:
        """Count an attempt. Raises Refused when there were too many."""
        with self._lock:
            mine = self._peers.setdefault(peer, Window(self._each))
            self._peers.move_to_end(peer)
            while len(self._peers) > PEERS_KEPT:
                self._peers.popitem(last=False)
            wait = max(mine.wait(now), self._all.wait(now))
            if wait > 0:
                raise Refused(429, f"Too many attempts. Try again in {wait:.0f} s.", retry_after=wait)
            mine.times.append(now)
            self._all.times.append(now)

    def give_back(self, peer: str, now: float) -> None:
        """An attempt was none."""
        with self._lock:
            for window in (self._peers.get(peer), self._all):
                if window and now in window.times:
                    window.times.remove(now)
