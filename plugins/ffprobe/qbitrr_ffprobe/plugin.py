"""Looks into media files before they are imported; what is no good has failed."""

from __future__ import annotations

from datetime import datetime, timedelta

from qbitrr import (
    HOOK_API,
    Action,
    Classification,
    Download,
    DownloadQueue,
    Facts,
    HealthReport,
    Host,
    State,
    Torrent,
    Wait,
    hookimpl,
)

from .background import Background
from .findings import Cause
from .looker import Looker
from .opinions import Opinion, Opinions, of_unfinished
from .options import Options
from .questions import Questions
from .remembered import Remembered
from .tool import Tool

AT_REST = frozenset({State.SEEDING, State.STOPPED, State.QUEUED, State.STALLED, State.DOWNLOADING})
"""The states in which the client neither moves nor checks nor misses the files."""


class Ffprobe:
    """An import waits until the media files were looked at; what is no good has failed."""

    hook_api = HOOK_API
    needs = frozenset({"files"})
    Config = Options

    def __init__(self, config: Options) -> None:
        self.config = config
        self._host: Host | None = None
        self._remembered = Remembered()
        self._looker: Looker | None = None
        self._background: Background | None = None
        self._questions: Questions | None = None
        self._opinions = Opinions(config)
        self._began: datetime | None = None

    @hookimpl
    def qbitrr_worker_start(self, host: Host) -> None:
        self._host = host
        self._questions = Questions(self.config, host.local_path)
        self._remembered.load(host.notes)
        tool = Tool(self.config, host.folder, dry_run=host.dry_run)
        self._looker = looker = Looker(tool, self._remembered, self.config)
        self._background = Background(looker.look, looker.begin, name="ffprobe")
        self._background.start()

    @hookimpl
    def qbitrr_worker_stop(self) -> None:
        if self._looker:
            self._looker.stop()
        if self._background:
            self._background.stop()
        self._save()

    @hookimpl
    def qbitrr_cycle_end(self) -> None:
        self._save()

    @hookimpl
    def qbitrr_health_check(
        self, torrent: Torrent, classification: Classification, download: Download, facts: Facts, now: datetime
    ) -> HealthReport | None:
        opinion = self._opinion(torrent, classification, download, facts, now)
        return opinion.report if opinion else None

    @hookimpl
    def qbitrr_action(
        self, torrent: Torrent, classification: Classification, download: Download, facts: Facts, now: datetime
    ) -> Action | None:
        opinion = self._opinion(torrent, classification, download, facts, now)
        return Wait(opinion.wait) if opinion and opinion.wait else None

    def _opinion(
        self, torrent: Torrent, classification: Classification, download: Download, facts: Facts, now: datetime
    ) -> Opinion | None:
        """What is known of a torrent that its owner would import; None for no opinion."""
        if not classification.library or download.imported_at or torrent.state not in AT_REST:
            return None
        if not torrent.complete and not self.config.early_look:
            return None
        if torrent.files is None:
            return self._without_files(torrent, download, now) if torrent.complete else None
        question = self._questions.of(torrent) if self._questions else None
        if question is None or self._background is None:
            return None
        answer = self._background.ask(question, now)
        if answer.looks is None and not self._background.running:
            reason = "the thread that looks at files has ended"
            return None if question.early else self._opinions.unknown(reason, Cause.LATE, now, torrent)
        if question.early:
            return of_unfinished(answer, now)
        return self._opinions.of_complete(answer, torrent, now, _runtime(torrent, classification, facts))

    def _without_files(self, torrent: Torrent, download: Download, now: datetime) -> Opinion:
        """After a start the files of all torrents are still to be read, however long they are complete."""
        self._began = self._began or now
        since = max(self._began, download.completed_at or now)
        return self._opinions.pending("its files are not known yet", since, now, torrent)

    def _save(self) -> None:
        if self._host:
            self._remembered.save(self._host.notes)


def _runtime(torrent: Torrent, owner: Classification, facts: Facts) -> timedelta | None:
    """How long its medium plays, as the queue of its app says; None when that is not known."""
    seen = facts.get("queue", owner.owner)
    entry = seen.value.find(torrent.hashes) if seen and isinstance(seen.value, DownloadQueue) else None
    return entry.runtime if entry else None
