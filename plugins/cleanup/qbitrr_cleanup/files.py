"""Leave out files that nobody wants, and call a download failed of which nothing worth loading is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qbitrr import (
    HOOK_API,
    Action,
    Classification,
    Deselect,
    Download,
    Facts,
    HealthReport,
    Host,
    Outcome,
    State,
    Torrent,
    TorrentFile,
    hookimpl,
)

from .health.observing import Memory
from .selection.chosen import LeftOut
from .selection.file_options import FileOptions
from .selection.sieve import Sieve, Sifted, identity
from .selection.weighing import Weighed, weigh

JUDGED = frozenset({State.DOWNLOADING, State.STALLED, State.QUEUED})
"""States in which a torrent waits for nothing but its data."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was made of a torrent's files as they were read, for as long as the same is known of it."""

    files: tuple[TorrentFile, ...]
    left_out: frozenset[int]
    library: bool
    sifted: Sifted
    weighed: Weighed | None


class Files:
    """Looks only at downloads that are not complete, whose files are known, and that nobody has protected.

    Only a library's downloads can be fakes.
    """

    hook_api = HOOK_API
    Config = FileOptions
    needs = frozenset({"files"})

    def __init__(self, config: FileOptions) -> None:
        self.config = config
        self._sieve = Sieve(config)
        self._known: Memory[Known] = Memory()
        self._left_out: LeftOut | None = None
        self._proposed: dict[tuple[str, str], Deselect] = {}
        self._facts = Facts()

    @hookimpl
    def qbitrr_worker_start(self, host: Host) -> None:
        self._left_out = LeftOut(host.notes)

    @hookimpl
    def qbitrr_cycle_start(self) -> None:
        """What was proposed is carried out in the same cycle, or decided anew."""
        self._proposed.clear()

    @hookimpl
    def qbitrr_health_check(
        self, torrent: Torrent, classification: Classification, download: Download, now: datetime
    ) -> HealthReport | None:
        weighed = self._weighed(torrent, classification, download, now)
        return weighed.report if weighed else None

    @hookimpl
    def qbitrr_action(
        self, torrent: Torrent, classification: Classification, download: Download, facts: Facts, now: datetime
    ) -> Action | None:
        self._facts = facts
        weighed = self._weighed(torrent, classification, download, now)
        if weighed is None or self._left_out is None:
            return None
        if weighed.settled:  # by whomever: from now on the choice is a person's
            self._left_out.add(torrent.key, weighed.settled, facts)
        if not weighed.unwanted:
            return None
        proposed = Deselect(weighed.report.reason, weighed.unwanted)
        self._proposed[torrent.key] = proposed
        return proposed

    @hookimpl
    def qbitrr_post_action(self, outcome: Outcome, torrent: Torrent) -> None:
        proposed = self._proposed.get(torrent.key)
        if self._left_out and outcome.ok and proposed is not None and outcome.action == proposed:
            self._left_out.add(torrent.key, proposed.files, self._facts)

    def _weighed(self, torrent: Torrent, owner: Classification, download: Download, now: datetime) -> Weighed | None:
        """What the options make of a torrent's files, or None where they are not asked."""
        if torrent.complete or torrent.forced or torrent.state not in JUDGED or download.protected or not torrent.files:
            return None
        known = self._known.get(torrent.key, now)
        left_out = self._left_out.get(torrent.key) if self._left_out else frozenset()
        same = known is not None and known.files is torrent.files
        if known is None or not same or (known.left_out, known.library) != (left_out, owner.library):
            known = self._look(torrent.files, known.sifted if known else None, left_out, library=owner.library)
        self._known.put(torrent.key, known, now)
        return known.weighed

    def _look(
        self, files: tuple[TorrentFile, ...], before: Sifted | None, left_out: frozenset[int], *, library: bool
    ) -> Known:
        """Every name is matched once: it never changes."""
        sifted = before if before and before.of == identity(files) else self._sieve.sift(files)
        weighed = weigh(files, sifted, left_out, self.config, library=library)
        return Known(files, left_out, library, sifted, weighed)
