"""Scripts by which torrents change with time, played when somebody looks."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .torrents import NEVER, SimulatedTorrent, progressed

type Changes = Mapping[str, object] | Callable[[SimulatedTorrent, float], Mapping[str, object]]
"""Fields to set, or what computes them from the torrent and the time at which they are due."""

type Script = Sequence[tuple[float, Changes]]
"""Changes by the seconds after the script's start."""

LINGER = ((0.0, 12_556), (10.0, 1_604), (20.0, 171), (30.0, 16), (40.0, 1))
"""How the shown speed fades after the last byte, as measured: seconds and bytes a second."""
LINGERS = 61.0


def downloading(seconds: float, then: Script = (), *, until: float = 1.0, steps: int = 20) -> Script:
    """Download at an even speed until that progress; ``then`` goes on from there."""
    script: list[tuple[float, Changes]] = [(0.0, _step(0.0, seconds, until))]
    script += [(seconds * n / steps, _step(n / steps, seconds, until)) for n in range(1, steps + 1)]
    return script + [(seconds + later, changes) for later, changes in then]


def stalls_after(seconds: float, *, at: float = 0.4, steps: int = 20) -> Script:
    """Download until the seeds leave; like a real client it goes on calling itself downloading for 61 s."""
    fading: list[tuple[float, Changes]] = [(later, _fading(speed)) for later, speed in LINGER]
    still: Changes = {"state": "stalledDL", "dlspeed": 0, "eta": NEVER}
    return downloading(seconds, [*fading, (LINGERS, still)], until=at, steps=steps)


def _step(share: float, seconds: float, until: float) -> Changes:
    def changes(torrent: SimulatedTorrent, due: float) -> Mapping[str, object]:
        progress = share * until
        speed = int(torrent.number("size") * until / seconds) if seconds else torrent.number("size")
        fields = dict(progressed(torrent, progress))
        fields["time_active"] = torrent.number("time_active") + math.ceil(seconds / 20 if share else 0)
        if share:
            fields["last_activity"] = int(due)
        if progress >= 1:
            forced = bool(torrent.row["force_start"])
            state = "forcedUP" if forced else "stalledUP"
            return fields | {"state": state, "dlspeed": 0, "eta": NEVER, "num_seeds": 0, "completion_on": int(due)}
        state = "forcedDL" if torrent.row["force_start"] else "downloading"
        left = int(str(fields["amount_left"]))
        eta = min(NEVER, math.ceil(left / speed)) if speed else NEVER
        seeds = max(1, torrent.number("num_seeds"))
        return fields | {"state": state, "dlspeed": speed, "eta": eta, "num_seeds": seeds, "availability": 1 + progress}

    return changes


def _fading(speed: int) -> Changes:
    def changes(torrent: SimulatedTorrent, due: float) -> Mapping[str, object]:  # noqa: ARG001
        eta = min(NEVER - 1, torrent.number("amount_left") // speed)
        progress = float(str(torrent.row["progress"]))
        return {"dlspeed": speed, "eta": eta, "num_seeds": 0, "availability": progress}

    return changes


@dataclass(slots=True)
class _Run:
    start: float
    script: Script
    position: int = 0
    held_since: float | None = None

    @property
    def due(self) -> float:
        ended = self.held_since is not None or self.position >= len(self.script)
        return math.inf if ended else self.start + self.script[self.position][0]


class Evolution:
    """The scripts that are running. Looking costs nothing while nothing is due."""

    def __init__(self) -> None:
        self._runs: dict[str, _Run] = {}
        self._next = math.inf

    def begin(self, hash: str, script: Script, now: float) -> None:  # noqa: A002 - the API's own word
        self._runs[hash] = _Run(now, sorted(script, key=lambda step: step[0]))
        self._next = min(self._next, self._runs[hash].due)

    def end(self, hash: str) -> None:  # noqa: A002
        self._runs.pop(hash, None)

    def hold(self, hash: str, now: float) -> None:  # noqa: A002
        """The torrent was stopped: its script waits."""
        if (run := self._runs.get(hash)) and run.held_since is None:
            run.held_since = now

    def resume(self, hash: str, now: float) -> None:  # noqa: A002
        """The torrent was started again: its script goes on where it was."""
        if (run := self._runs.get(hash)) and run.held_since is not None:
            run.start += now - run.held_since
            run.held_since = None
            self._next = min(self._next, run.due)

    def due(self, now: float) -> list[tuple[str, float, Changes]]:
        """Take what is due, the earliest first: hash, time and changes."""
        if now < self._next:
            return []
        found: list[tuple[str, float, Changes]] = []
        for name, run in list(self._runs.items()):
            while run.due <= now:
                found.append((name, run.due, run.script[run.position][1]))
                run.position += 1
            if run.position >= len(run.script):
                del self._runs[name]
        self._next = min((run.due for run in self._runs.values()), default=math.inf)
        return sorted(found, key=lambda step: step[1])
