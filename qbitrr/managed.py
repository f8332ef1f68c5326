"""The owner of a client's own managed categories: of what belongs to no app, and is imported by none."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from .actions import Action, Remove
from .config.sections import ClientPart
from .domain import Classification, HealthReport, Torrent, Verdict
from .hookspecs import HOOK_API, hookimpl
from .safeguards import within

log = logging.getLogger(__name__)

NAME = "managed categories"
"""What the built-in owner is called; no entry point has a name with a space."""

CATEGORIES = "core.categories"
"""Namespace of the notes in which each section's worker says which categories it looks after."""

READ_EVERY = timedelta(seconds=5)
"""How often it is read what others have said, however often cycles run."""

type Key = tuple[str, str]
type Said = Callable[[], Mapping[str, frozenset[str]]]


class ManagedCategories:
    """Claims what is in its categories and in nobody else's, and lets go what a rule finds failed.

    ``ours`` are the torrents that it owned before. What ``others`` have said of their categories survives their
    processes: while an app's worker is away its torrents are not ours. While one has never said anything, nothing is
    ours that may be its own: nothing at all or, if its section names its category, nothing nested.
    """

    hook_api = HOOK_API

    def __init__(
        self, section: str, part: ClientPart, *, special: frozenset[str], ours: Iterable[Key], said: Said
    ) -> None:
        self.categories = frozenset(part.categories)
        self._section = section
        self._part = part
        self._special = special
        self._ours = set(ours)
        self._said = said
        self._taken: frozenset[str] = frozenset()
        self._silent = self._unknown = bool(part.others)
        self._read_at: datetime | None = None
        self._told = False

    @hookimpl
    def qbitrr_cycle_start(self, now: datetime) -> None:
        if self._read_at and timedelta(0) <= now - self._read_at < READ_EVERY:
            return
        self._read_at = now
        said = self._said()
        named = self._part.named
        told = (said.get(name, frozenset()) for name in (*self._part.others, *self._part.apart))
        self._taken = frozenset().union(*named.values(), *told)
        silent = [name for name in self._part.others if not said.get(name)]
        unknown = [name for name in silent if name not in named]
        if unknown and not self._told:
            log.info("%s leaves its categories alone until %s has said which are its own.", self._section, unknown[0])
            self._told = True
        self._silent, self._unknown = bool(silent), bool(unknown)

    @hookimpl
    def qbitrr_classify(self, torrent: Torrent) -> Classification | None:
        if torrent.category in self._special:
            ours = torrent.key in self._ours
        elif ours := self._is_ours(torrent.category):
            self._ours.add(torrent.key)
        else:
            self._ours.discard(torrent.key)
        return Classification(self._section, library=False) if ours else None

    @hookimpl
    def qbitrr_action(self, classification: Classification, reports: Sequence[HealthReport]) -> Action | None:
        """Be rid of what failed: there is nothing to blocklist, and nobody who would replace it."""
        failed = [report for report in reports if report.verdict is Verdict.FAILED]
        if not failed or classification.owner != self._section:
            return None
        told = (report for report in failed if report.told)
        return Remove(next(told, failed[0]).reason, failed=False)

    def _is_ours(self, category: str) -> bool:
        """Whether the longest configured name that it is or lies below is one of ours, and of nobody else."""
        if category in self.categories:
            return category not in self._taken and not self._unknown
        if not self._part.nested or self._silent:
            return False
        above = [one for one in (*self.categories, *self._taken) if within(category, one)]
        longest = max(above, key=len, default="")
        return longest in self.categories and longest not in self._taken
