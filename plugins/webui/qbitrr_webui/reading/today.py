"""Days of this machine's clock. Pure."""

from __future__ import annotations

from datetime import datetime


def midnight(now: datetime) -> datetime:
    """When today began."""
    local = now.astimezone()
    return datetime(local.year, local.month, local.day).astimezone()


def day_of(moment: datetime) -> str:
    """As 2026-03-01."""
    return f"{moment.astimezone():%Y-%m-%d}"
