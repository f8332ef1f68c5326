"""What each plugin of a section thinks of one torrent, also those that have no opinion or have failed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ..domain import Decision
from ..plugins import PluginRecord, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What one plugin thinks: its ``answer`` is its verdict, or why there is none. ``of`` is when strikes suffice."""

    plugin: str
    answer: str
    reason: str = ""
    evidence: object = None
    strikes: int = 0
    of: int | None = None
    look_again: datetime | None = None


def opinions(records: Iterable[PluginRecord], decision: Decision) -> Iterator[Opinion]:
    """One for each plugin of the section."""
    reports = dict(decision.reports)
    failed = {failure.plugin: failure for failure in decision.failures}
    strikes = decision.download.strikes if decision.download else {}
    for record in records:
        report, failure = reports.get(record.name), failed.get(record.name)
        if failure:
            yield Opinion(plugin=record.name, answer="could not answer", reason=f"{failure.hook}: {failure.error}")
        elif report:
            yield Opinion(
                plugin=record.name,
                answer=report.verdict.value,
                reason=report.reason,
                evidence=report.evidence,
                strikes=strikes[record.name].count if record.name in strikes else 0,
                of=report.patience.strikes if report.patience else None,
                look_again=report.look_again,
            )
        elif record.status is not Status.ENABLED:
            yield Opinion(plugin=record.name, answer=record.status.value, reason=record.reason)
        else:
            yield Opinion(plugin=record.name, answer="no opinion")
