"""Whether a download is worse than the files it would replace, by its custom-format score."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qbitrr import Download, Facts, HealthReport, Observation, Patience, Torrent, Unavailable, Verdict

from ..claims import history_of, queue_of
from ..errors import Refused, WrongAnswer
from ..queue import QueueItem, QueueView
from .kind import Library
from .medium import title_of
from .options import SearchOptions
from .quality import Profiles, read_profiles

if TYPE_CHECKING:
    from ..edge import Edge

KIND = "scores"
APART = timedelta(minutes=3)
PATIENCE = Patience(strikes=2, apart=APART)
OLD_AFTER = timedelta(hours=6)
DOUBTED_AFTER = timedelta(minutes=2)
"""What speaks against a download is looked at anew before each strike."""

LEARN_FOR = 1.0
"""Seconds of one cycle that may go into asking what downloads would replace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A download, and the score of each file that it would replace, by title; none if anything is not known.

    ``minimum`` is what the profile asks of every release.
    """

    score: int
    media_ids: tuple[int, ...]
    files: Mapping[str, int | None] = field(default_factory=dict)
    minimum: int | None = None

    def failing(self, options: SearchOptions) -> str:
        """Why the download has failed, or an empty string. What is not known is no reason."""
        if not self.files:
            return ""
        if options.force_minimum_custom_format and self.minimum is not None and self.score < self.minimum:
            return f"its custom-format score of {self.score} is below the profile's minimum of {self.minimum}"
        known = [score for score in self.files.values() if score is not None]
        worse = len(known) == len(self.files) and all(self.score < score for score in known)
        if not options.custom_format_unmet_search or not worse:
            return ""
        return f"its custom-format score of {self.score} is lower than that of what is there ({min(known)})"

    def is_of(self, item: QueueItem) -> bool:
        return (self.score, self.media_ids) == (item.score, item.media_ids)


type Comparisons = Mapping[str, Compared]


class Scores:
    """The comparisons of one instance, by download id. Used by the thread of the cycles; asks only as it fetches."""

    def __init__(self, name: str, edge: Edge, library: Library, options: SearchOptions) -> None:
        self._name = name
        self._edge = edge
        self._library = library
        self._options = options
        self._log = logging.getLogger(edge.app.logger)
        self._wanted: dict[str, QueueItem] = {}
        self._looked_at: dict[str, datetime] = {}
        self._known: Comparisons = {}

    @property
    def on(self) -> bool:
        return self._options.custom_format_unmet_search or self._options.force_minimum_custom_format

    def observe(self, queue: QueueView, now: datetime) -> Observation:
        """Compare what was asked about and what is due, as much as one cycle has time for."""
        known = {name: compared for name, compared in self._known.items() if name in queue.items}
        for name, compared in known.items():
            if now - self._looked_at[name] >= (DOUBTED_AFTER if compared.failing(self._options) else OLD_AFTER):
                self._wanted[name] = queue.items[name]
        try:
            known |= self._learn(now)
        except (Unavailable, Refused) as error:  # the next reading finds the app lost, and says so
            self._log.debug("What downloads would replace is not known: %s.", error)
        if known != self._known:  # only another object has all downloads judged anew
            self._known = known
        self._looked_at = {name: self._looked_at[name] for name in known}
        return Observation(kind=KIND, source=self._name, at=now, value=self._known)

    def report(self, torrent: Torrent, download: Download, facts: Facts, now: datetime) -> HealthReport | None:
        """That a download is worse than what is there, or nothing."""
        item = self._item(torrent, download, facts)
        if item is None:
            return None
        known = self._known.get(item.download_id)
        if known is None or not known.is_of(item):
            self._wanted[item.download_id] = item
            return None
        failing = known.failing(self._options)
        if not failing:
            return None
        evidence: dict[str, object] = {"score": known.score, "files": dict(known.files), "minimum": known.minimum}
        return HealthReport(Verdict.FAILED, failing, evidence, patience=PATIENCE, look_again=now + APART)

    def _item(self, torrent: Torrent, download: Download, facts: Facts) -> QueueItem | None:
        """The queue's record of a download that was not imported, if there is anything to compare."""
        queue, past = queue_of(download.owner, facts), history_of(download.owner, facts)
        item = queue.find(torrent.hashes) if self.on and queue else None
        if item is None or item.score is None or not item.media_ids or download.imported_at:
            return None
        return None if past and past.imported(torrent.hashes) else item

    def _learn(self, now: datetime) -> dict[str, Compared]:
        found: dict[str, Compared] = {}
        if not self._wanted:
            return found
        until = time.monotonic() + LEARN_FOR
        profiles = read_profiles(self._edge) if self._options.force_minimum_custom_format else {}
        while self._wanted and time.monotonic() < until:
            name, item = next(iter(self._wanted.items()))
            found[name] = self._compare(item, profiles, now)
            self._looked_at[name] = now
            del self._wanted[name]
        return found

    def _compare(self, item: QueueItem, profiles: Profiles, now: datetime) -> Compared:
        """Nothing can be said of what brings anything that has no file, or is for more than one series or artist."""
        nothing = Compared(score=item.score or 0, media_ids=item.media_ids)
        try:
            holder, media = self._library.again(self._edge, item.media_ids, now)
        except (WrongAnswer, Refused) as error:
            self._log.debug("What %s would replace is not known: %s.", item.title, error)
            return nothing
        if {one.id for one in media} != set(item.media_ids) or not all(one.has_file for one in media):
            return nothing
        profile = None if holder.profile_id is None else profiles.get(holder.profile_id)
        return Compared(
            score=nothing.score,
            media_ids=item.media_ids,
            files={title_of(holder, one): one.score for one in media},
            minimum=profile.min_score if profile else None,
        )
