"""Which downloads fit on a disk, which wait, and what must go early to make room for them. Pure. All sizes in bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Download:
    """An unfinished download, and what it will still take of the disk."""

    hash: str
    need: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What is in quarantine, and what its end would give back."""

    hash: str
    size: int


@dataclass(frozen=True, slots=True)
class Fit:
    """What is to be done, by hash: nothing at all when everything fits."""

    stop: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    expire: tuple[str, ...] = ()


def fit(
    running: Sequence[Download],
    waiting: Sequence[Download],
    kept: Sequence[Kept],
    *,
    room: int,
    coming: int = 0,
    spare: int = 0,
) -> Fit:
    """Give the room to those that run, then to those that wait, each in their order and each once.

    ``room`` is what is free now beyond what is to stay free, and may be negative; ``coming`` is what will be soon. The
    oldest that is ``kept`` goes first, but only where that is enough. What waits goes on when the room is really there,
    and ``spare`` more of it: else it would stop again at once.
    """
    budget = _Budget(room + coming, coming, list(kept))
    budget.mend()
    stop = [one.hash for one in running if not budget.reserve(one.need)]
    start = [one.hash for one in waiting if budget.reserve(one.need, spare) and budget.is_there(spare)]
    return Fit(tuple(stop), tuple(start), tuple(budget.expired))


class _Budget:
    """The room that is left to give away, and how much of it is only promised."""

    def __init__(self, left: int, promised: int, kept: list[Kept]) -> None:
        self.left = left
        self.promised = promised
        self.expired: list[str] = []
        self._kept = kept

    def mend(self) -> None:
        """Go back to what is to stay free, as far as that can be."""
        self._make_room(-self.left)

    def reserve(self, need: int, spare: int = 0) -> bool:
        """Take the room for one download, made if it can be; False when there is none."""
        lack = need + spare - self.left
        if lack > sum(one.size for one in self._kept):
            return False
        self._make_room(lack)
        self.left -= need
        return True

    def is_there(self, spare: int) -> bool:
        """Whether what is reserved so far is really there, and ``spare`` more."""
        return self.left - self.promised >= spare

    def _make_room(self, lack: int) -> None:
        while lack > 0 and self._kept:
            oldest = self._kept.pop(0)
            lack -= oldest.size
            self.left += oldest.size
            self.promised += oldest.size
            self.expired.append(oldest.hash)
