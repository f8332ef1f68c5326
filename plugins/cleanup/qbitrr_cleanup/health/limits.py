"""How long something may last before a download has failed, and the options that most rules have for it. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field

from qbitrr import Duration, HealthReport, Patience, Torrent, Verdict

from ..common.words import after, span

Grace = Annotated[Duration, Field(description="A torrent added less than this ago is not judged.")]
StrikeCount = Annotated[int, Field(ge=1, description="So many strikes in a row, and the download has failed.")]
StrikeInterval = Annotated[Duration, Field(description="At least so long between two strikes.")]

GRACE = timedelta(minutes=15)
STRIKES = 3
STRIKE_INTERVAL = timedelta(minutes=2)


def within(
    torrent: Torrent,
    what: str,
    since: datetime,
    limit: timedelta | None,
    now: datetime,
    patience: Patience,
    *,
    lasting: str = "idle_seconds",
) -> HealthReport:
    """Failed when ``what`` has lasted for the limit (None: it may last for ever), else well.

    ``lasting`` is what the evidence calls the time that it has lasted.
    """
    lasted = now - since
    evidence = {
        lasting: round(lasted.total_seconds()),
        "limit_seconds": round(limit.total_seconds()) if limit is not None else None,
        "progress": round(torrent.progress, 4),
        "seeds": torrent.seeds,
        "availability": torrent.availability,
    }
    if limit is None:
        return HealthReport(Verdict.HEALTHY, f"{what} for {span(lasted)}: not judged", evidence)
    reason = f"{what} for {span(lasted)}, {span(limit)} allowed"
    if lasted < limit:
        return HealthReport(Verdict.HEALTHY, reason, evidence, look_again=after(since, limit))
    return HealthReport(Verdict.FAILED, reason, evidence, patience=patience)
