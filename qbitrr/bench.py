"""What judging needs besides the torrent: the plugins, and what holds for all torrents in a cycle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from .facts import Facts
from .hooks import Hooks
from .mass_events import Causes
from .safeguards import Safeguards
from .searching.loops import Failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What judging needs besides the torrent: the plugins, and what holds for all torrents in this cycle.

    A person has ``released`` torrents from their obligations, and ``told`` others to go. What was ``rejected`` lately
    is not rejected again.
    """

    hooks: Hooks
    facts: Facts
    now: datetime
    safeguards: Safeguards = Safeguards()  # noqa: RUF009 -- frozen
    broken: str = ""
    clients: frozenset[str] = frozenset()
    contested: frozenset[str] = frozenset()
    offline: frozenset[str] = frozenset()
    protected: Mapping[tuple[str, str], str] = field(default_factory=dict)
    stopped_by_us: frozenset[tuple[str, str]] = frozenset()
    failures: Sequence[Failed] = ()
    causes: Causes = Causes()  # noqa: RUF009 -- frozen
    released: frozenset[tuple[str, str]] = frozenset()
    told: frozenset[tuple[str, str]] = frozenset()
    rejected: frozenset[tuple[str, str]] = frozenset()
