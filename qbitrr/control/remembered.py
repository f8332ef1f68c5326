"""What the store says of how everything is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .. import persons
from ..reporting import SectionReport, reports
from ..searching import reports as searching
from ..searching.policy import LoopLimits
from ..searching.reports import SearchReport
from ..store.freezes import Freeze
from ..store.journal import Intent
from ..store.schema import StoreNotReady
from .place import Place
from .rejected import Rejected, protected, waiting
from .stores import opened
from .stuck import Stuck, stuck


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """Empty while there is no store. ``stuck`` is what is not searched for, as it keeps failing.

    ``rejected`` waits for a person's word; ``protected`` and ``released`` count what people have said already.
    """

    sections: tuple[SectionReport, ...] = ()
    searching: tuple[SearchReport, ...] = ()
    stuck: tuple[Stuck, ...] = ()
    freezes: tuple[Freeze, ...] = ()
    quarantine: int = 0
    unfinished: tuple[Intent, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    protected: int = 0
    released: int = 0


def remembered(place: Place, names: tuple[str, ...], limits: LoopLimits, now: datetime) -> Remembered:
    """Of these sections. Raises StoreTooNew and Trouble."""
    try:
        with opened(place) as store:
            return Remembered(
                sections=tuple(one for one in reports(store) if one.name in names),
                searching=tuple(one for name, one in searching.reports(store).items() if name in names),
                stuck=tuple(one for name in names for one in stuck(store, name, limits, now)),
                freezes=tuple(filter(None, map(store.freezes.current, names))),
                quarantine=len(store.quarantine.held()),
                unfinished=tuple(store.journal.unsettled()),
                rejected=waiting(store),
                protected=len(protected(store)),
                released=len(persons.said_of(store, persons.RELEASED)),
            )
    except StoreNotReady:
        return Remembered()
