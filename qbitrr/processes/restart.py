"""When to restart a dead child. Pure: the caller supplies the clock."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RestartPolicy:
    """Give up after more than ``intensity`` deaths within ``period`` seconds; 0 never restarts. Delays in seconds."""

    intensity: int = 5
    period: float = 300.0
    first_delay: float = 0.5
    max_delay: float = 30.0


@dataclass(slots=True)
class RestartHistory:
    policy: RestartPolicy
    _deaths: deque[float] = field(default_factory=deque)

    def died(self, now: float) -> float | None:
        """Record a death; return the seconds to wait before a restart, or None to give up."""
        self._deaths.append(now)
        while self._deaths[0] <= now - self.policy.period:
            self._deaths.popleft()
        recent = len(self._deaths)
        if recent > self.policy.intensity:
            return None
        doublings = min(recent - 1, 63)  # beyond that a float overflows long after max_delay is reached
        longest = max(self.policy.first_delay, self.policy.max_delay)

        return min(self.policy.first_delay * 2.0**doublings, longest)
