"""What to believe of what a client says of its torrents: silence about a torrent is not yet its end. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..domain import Torrent
from .maindata import Update

FEW = 5
"""Of fewer torrents than this, any number may be gone between two answers, but not all."""


@dataclass(frozen=True, slots=True)
class Belief:
    """The torrents that are believed to be there; while it is not ``complete``, others may be there as well."""

    torrents: Mapping[str, Torrent]
    complete: bool
    why_incomplete: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What an update changed in what is believed."""

    changed: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Settling:
    since: float
    number: int
    agreed: int = 1


class Mirror:
    """One client's torrents. All times are seconds of one steady clock, which the caller reads.

    A torrent that an update names as removed is gone. One that is only missing is believed gone at once when the
    session went on; after a restart when the client has settled; and after a sharp loss when a full read, at least
    ``confirm`` seconds later, misses the same torrents.
    """

    def __init__(self, *, settle: float = 10.0, confirm: float = 10.0) -> None:
        self._settle = settle
        self._confirm = confirm
        self._torrents: dict[str, Torrent] = {}
        self._missing: frozenset[str] = frozenset()
        self._settling: _Settling | None = None
        self._doubted: tuple[float, frozenset[str]] | None = None
        self._lost = "nothing has been read yet"

    def belief(self) -> Belief:
        why = self._lost or self._why_unsettled() or self._why_doubted()
        return Belief(MappingProxyType(self._torrents), not why, why)

    def lost(self, reason: str) -> None:
        """The client does not answer."""
        self._lost = reason

    def wants_everything(self, now: float) -> bool:
        """Is a full read due, because only that can end a doubt?"""
        return self._doubted is not None and now >= self._doubted[0] + self._confirm

    def apply(self, update: Update, now: float) -> Change:
        """Take an answer in."""
        self._lost = ""
        changed = frozenset(key for key, torrent in update.torrents.items() if self._torrents.get(key) != torrent)
        self._torrents |= {key: update.torrents[key] for key in changed}
        gone = update.removed & self._torrents.keys()
        missing = self._torrents.keys() - update.torrents.keys() if update.full else self._missing
        self._missing = frozenset(missing - update.torrents.keys() - update.removed)
        if not self._settled(update, now, number=len(self._torrents) - len(self._missing) - len(gone)):
            return self._change(changed, gone)
        if self._doubtful(update, now):
            return self._change(changed, gone)
        gone |= self._missing
        self._missing = frozenset()
        return self._change(changed, gone)

    def _change(self, changed: frozenset[str], gone: frozenset[str]) -> Change:
        for key in gone:
            del self._torrents[key]
        return Change(changed, gone)

    def _settled(self, update: Update, now: float, *, number: int) -> bool:
        """A client that has just started lists its torrents one by one."""
        if update.fresh:
            self._settling = _Settling(now, number)
        elif self._settling:
            agrees = number == self._settling.number
            self._settling.agreed = self._settling.agreed + 1 if agrees else 1
            self._settling.number = number
        settling = self._settling
        if settling and (now < settling.since + self._settle or settling.agreed < 2):
            return False
        self._settling = None
        return True

    def _doubtful(self, update: Update, now: float) -> bool:
        """Is so much missing that another full read has to say the same?"""
        before = len(self._torrents) - len(update.removed & self._torrents.keys())
        lost = len(self._missing)
        sharp = lost > 0 and (lost == before or (before >= FEW and 2 * lost > before))
        if not sharp:
            self._doubted = None
            return False
        if self._doubted and self._doubted[1] == self._missing:
            confirmed = update.full and self.wants_everything(now)
            if confirmed:
                self._doubted = None
            return not confirmed
        self._doubted = (now, self._missing)
        return True

    def _why_unsettled(self) -> str:
        return (
            "the client has just started or has a new session; waiting until its list is stable"
            if self._settling
            else ""
        )

    def _why_doubted(self) -> str:
        if self._doubted is None:
            return ""
        return (
            f"{len(self._doubted[1])} of {len(self._torrents)} torrents are missing at once; "
            "this is not believed until it repeats"
        )
