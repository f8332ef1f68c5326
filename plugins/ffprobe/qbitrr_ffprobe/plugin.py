"""Looks into media files before they are imported; what is no good has failed."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from qbitrr import (
    HOOK_API,
    Action,
    Classification,
    Download,
    HealthReport,
    Host,
    State,
    Torrent,
    Verdict,
    Wait,
    hookimpl,
)

from .background import RETRY, Answer, Background
from .choosing import Kind, MediaFile
from .findings import Cause, Expectation, Look, evidence, fault
from .looker import Looker
from .options import Expect, Options, Unknown
from .questions import Questions
from .remembered import Remembered
from .tool import Tool

log = logging.getLogger(__name__)

AT_REST = frozenset({State.SEEDING, State.STOPPED, State.QUEUED, State.STALLED, State.DOWNLOADING})
"""The states in which the client neither moves nor checks nor misses the files."""

SOON = timedelta(seconds=2)
"""When to look again at a torrent whose files are being looked at."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is said of a torrent, and why it must not be imported yet (empty: it may)."""

    report: HealthReport
    wait: str = ""


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
        self._said = {Cause.NO_TOOL, Cause.COMING}  # the background says these itself

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
        self, torrent: Torrent, classification: Classification, download: Download, now: datetime
    ) -> HealthReport | None:
        opinion = self._opinion(torrent, classification, download, now)
        return opinion.report if opinion else None

    @hookimpl
    def qbitrr_action(
        self, torrent: Torrent, classification: Classification, download: Download, now: datetime
    ) -> Action | None:
        opinion = self._opinion(torrent, classification, download, now)
        return Wait(opinion.wait) if opinion and opinion.wait else None

    def _opinion(
        self, torrent: Torrent, classification: Classification, download: Download, now: datetime
    ) -> Opinion | None:
        """What is known of a torrent that its owner would import; None for no opinion."""
        if not classification.library or download.imported_at or torrent.state not in AT_REST:
            return None
        if not torrent.complete and not self.config.early_look:
            return None
        if torrent.files is None:
            since = download.completed_at or now
            return self._pending("its files are not known yet", since, now, torrent) if torrent.complete else None
        question = self._questions.of(torrent) if self._questions else None
        if question is None or self._background is None:
            return None
        answer = self._background.ask(question, now)
        return _of_unfinished(answer, now) if question.early else self._of_complete(answer, torrent, now)

    def _of_complete(self, answer: Answer, torrent: Torrent, now: datetime) -> Opinion:
        pairs = tuple(zip(answer.question.files, answer.looks or (), strict=False))
        for place, (file, look) in enumerate(pairs):
            if finding := fault(look, self._expected(file, largest=place == 0)):
                return _bad(file, look, finding)
        unknown = [(file, look) for file, look in pairs if look.unknown]
        if not pairs or any(look.cause is Cause.COMING for _, look in unknown):
            reason = unknown[0][1].unknown if unknown else "its files are being looked at"
            return self._pending(reason, answer.asked, now, torrent)
        if unknown:
            file, look = unknown[0]
            return self._unknown(f"{file.path}: {look.unknown}", look.cause, now, torrent)
        return Opinion(HealthReport(Verdict.HEALTHY, f"good as far as ffprobe can tell ({len(pairs)} files)"))

    def _expected(self, file: MediaFile, *, largest: bool) -> Expectation:
        kind = file.kind if self.config.expect is Expect.AUTO else Kind(self.config.expect)
        longest = largest and file.kind is Kind.VIDEO
        return Expectation(kind, self.config.min_duration if longest else timedelta())

    def _pending(self, reason: str, since: datetime, now: datetime, torrent: Torrent) -> Opinion:
        """Wait, but not for ever; and not at all for a thread that has ended."""
        until = since + self.config.wait_at_most
        if now >= until or self._background is None or not self._background.running:
            return self._unknown(f"{reason}, and that takes too long", Cause.LATE, now, torrent)
        report = HealthReport(Verdict.HEALTHY, reason, look_again=min(now + SOON, until))
        return Opinion(report, wait=reason)

    def _unknown(self, reason: str, cause: Cause | None, now: datetime, torrent: Torrent) -> Opinion:
        waits = self.config.unknown is Unknown.WAIT
        then = "a person must look" if waits else "it may be imported all the same"
        if cause and cause not in self._said:
            self._said.add(cause)
            log.warning("%s: nobody can say whether it is good: %s; %s", torrent.name, reason, then)
        said = f"nobody can say whether it is good: {reason}; {then}"
        if waits:
            return Opinion(HealthReport(Verdict.DEGRADED, said, look_again=now + RETRY), wait=said)
        return Opinion(HealthReport(Verdict.HEALTHY, said))

    def _save(self) -> None:
        if self._host:
            self._remembered.save(self._host.notes)


def _of_unfinished(answer: Answer, now: datetime) -> Opinion | None:
    """Only what is certainly no media is said of a beginning."""
    if answer.looks is None:
        return Opinion(HealthReport(Verdict.HEALTHY, "its beginning is being looked at", look_again=now + SOON))
    (file,), (look,) = answer.question.files, answer.looks
    return _bad(file, look, look.broken) if look.broken else None


def _bad(file: MediaFile, look: Look, finding: str) -> Opinion:
    """It has failed, and is not imported whatever its owner makes of that."""
    reason = f"{file.path}: {finding}"
    return Opinion(HealthReport(Verdict.FAILED, reason, evidence(file, look, finding)), wait=reason)
