"""What is said of a torrent, from what was seen in its files."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from qbitrr import HealthReport, Torrent, Verdict

from .background import RETRY, Answer
from .choosing import Kind, MediaFile, is_only_video
from .findings import Cause, Expectation, Look, evidence, fault
from .options import Expect, Options, Unknown

log = logging.getLogger(__name__)

SOON = timedelta(seconds=2)
"""When to look again at a torrent whose files are being looked at."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is said of a torrent, and why it must not be imported yet (empty: it may)."""

    report: HealthReport
    wait: str = ""


class Opinions:
    """Opinions as the options want them."""

    def __init__(self, config: Options) -> None:
        self._config = config
        self._said = {Cause.NO_TOOL, Cause.COMING}  # the background says these itself

    def of_complete(self, answer: Answer, torrent: Torrent, now: datetime, runtime: timedelta | None = None) -> Opinion:
        """One bad file is enough; one of which nothing is known makes all of it unknown.

        ``runtime`` is how long its one medium plays, by its app.
        """
        pairs = tuple(zip(answer.question.files, answer.looks or (), strict=False))
        for place, (file, look) in enumerate(pairs):
            asked = runtime if runtime and is_only_video(torrent, file) else timedelta()
            if finding := fault(look, self._expected(file, asked, largest=place == 0)):
                return _bad(file, look, finding)
        unknown = [(file, look) for file, look in pairs if look.unknown]
        if not pairs or any(look.cause is Cause.COMING for _, look in unknown):
            reason = unknown[0][1].unknown if unknown else "its files are being looked at"
            return self.pending(reason, answer.asked, now, torrent)
        if unknown:
            file, look = unknown[0]
            return self.unknown(f"{file.path}: {look.unknown}", look.cause, now, torrent)
        return Opinion(HealthReport(Verdict.HEALTHY, f"good as far as ffprobe can tell; files looked at: {len(pairs)}"))

    def _expected(self, file: MediaFile, runtime: timedelta, *, largest: bool) -> Expectation:
        kind = file.kind if self._config.expect is Expect.AUTO else Kind(self._config.expect)
        least = self._config.min_duration if largest and file.kind is Kind.VIDEO else timedelta()
        return Expectation(kind, max(least, self._config.runtime_share * runtime))

    def pending(self, reason: str, since: datetime, now: datetime, torrent: Torrent) -> Opinion:
        """Wait, but not for ever."""
        until = since + self._config.wait_at_most
        if now >= until:
            return self.unknown(f"{reason}, and that takes too long", Cause.LATE, now, torrent)
        report = HealthReport(Verdict.HEALTHY, reason, look_again=min(now + SOON, until))
        return Opinion(report, wait=reason)

    def unknown(self, reason: str, cause: Cause | None, now: datetime, torrent: Torrent) -> Opinion:
        """Say so, and of each cause once in the log."""
        waits = self._config.unknown is Unknown.WAIT
        then = "a person must look" if waits else "it may be imported all the same"
        if cause and cause not in self._said:
            self._said.add(cause)
            log.warning("%s: nobody can say whether it is good: %s; %s", torrent.name, reason, then)
        said = f"nobody can say whether it is good: {reason}; {then}"
        if waits:
            return Opinion(HealthReport(Verdict.DEGRADED, said, look_again=now + RETRY), wait=said)
        return Opinion(HealthReport(Verdict.HEALTHY, said))


def of_unfinished(answer: Answer, now: datetime) -> Opinion | None:
    """Only what is certainly no media is said of a beginning."""
    if answer.looks is None:
        return Opinion(HealthReport(Verdict.HEALTHY, "its beginning is being looked at", look_again=now + SOON))
    (file,), (look,) = answer.question.files, answer.looks
    return _bad(file, look, look.broken) if look.broken else None


def _bad(file: MediaFile, look: Look, finding: str) -> Opinion:
    """It has failed, and is not imported whatever its owner makes of that."""
    reason = f"{file.path}: {finding}"
    return Opinion(HealthReport(Verdict.FAILED, reason, evidence(file, look, finding)), wait=reason)
