"""How each section's searching stands, in words, for ``qbitrr status`` and ``qbitrr search status``. Pure."""

from __future__ import annotations

from datetime import datetime

from ..control import words
from ..searching.reports import SearchReport


def standing(report: SearchReport, now: datetime) -> str:
    """What is due and what comes next, or why nothing does, in one line."""
    if report.off:
        return "is not searched"
    due = f"{report.due} searches due" if report.due != 1 else "1 search due"
    following = f", next {report.next_title}" if report.next_title else ""
    silent = f" ({report.why_incomplete})" if report.why_incomplete else ""
    return f"{due}{following}{_wait(report, now)}{silent}"


def _wait(report: SearchReport, now: datetime) -> str:
    until = until_when(report.until, now)
    return f"; it waits: {report.why_not}{until}" if report.why_not else ""


def until_when(until: datetime | None, now: datetime) -> str:
    """``, until 2026-03-01 12:00:00 (in 3 h)``, or nothing when that is not known or over."""
    return f", until {words.moment(until)} ({words.ago(until, now)})" if until and until > now else ""


def switch_on(names: tuple[str, ...], *, certain: bool) -> str:
    """How to have a library searched. ``certain``: it is known that none is."""
    name = names[0] if names else "Radarr"
    how = f"write SearchMissing = true below [{name}.EntrySearch]; docs/configuration.md has its other options."
    if not names:
        return f"Nothing is searched for, as no section is configured. Add one such as [{name}], and {how}"
    return f"Nothing is searched for. To have it searched, {how}" if certain else f"To have a library searched, {how}"
