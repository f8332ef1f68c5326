"""When a failed verdict is believed: after enough strikes, far enough apart. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from .domain import HealthReport, Strikes, Verdict


def count(
    report: HealthReport, before: Strikes | None, now: datetime, *, counting: bool = True, why: str = ""
) -> tuple[HealthReport, Strikes | None]:
    """Return the report as far as it is to be believed now, and the strikes to remember (None clears them).

    A verdict that is not ``FAILED`` clears them. Strikes are observations, not time: hours in which nobody looked add
    none. While ``counting`` is False (``why``: a client that is offline, a cause in common) a failed verdict is never
    believed.
    """
    if report.verdict is not Verdict.FAILED:
        return report, None
    if not counting:
        reason = f"{report.reason} (not counted: {why or 'the client is offline'})"
        return replace(report, verdict=Verdict.DEGRADED, reason=reason), before
    if report.patience is None:
        return report, None
    needed, apart = report.patience.strikes, report.patience.apart
    if before is None:
        strikes = Strikes(1, now)
    elif now - before.last >= apart:
        strikes = Strikes(min(before.count + 1, needed), now)
    else:
        strikes = before
    if strikes.count >= needed:
        return replace(report, reason=f"{report.reason} (strike {strikes.count} of {needed})"), strikes
    waiting = replace(
        report,
        verdict=Verdict.DEGRADED,
        reason=f"{report.reason} (strike {strikes.count} of {needed})",
        look_again=_after(strikes.last, apart),
    )
    return waiting, strikes


def _after(when: datetime, span: timedelta) -> datetime:
    """A plugin may ask for more patience than there are years."""
    try:
        return when + span
    except OverflowError:
        return datetime.max.replace(tzinfo=when.tzinfo)
