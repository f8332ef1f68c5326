"""More of what is remembered of one torrent, under names for people. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pydantic import JsonValue

from qbitrr.control import words
from qbitrr.domain import Classification, Download

from ..live.rows import Row
from .known import Known
from .plain import said


def facts_of(known: Known, row: Row | None, owner: Classification | None, now: datetime) -> dict[str, JsonValue]:
    """In the order in which they are read; what is not known is left out."""
    return {name: said(text) for name, text in _facts(known, row, owner, now) if text}


def _facts(known: Known, row: Row | None, owner: Classification | None, now: datetime) -> Iterator[tuple[str, str]]:
    if owner:
        media = ", ".join(map(str, owner.media_ids))
        yield "media", f"{owner.title} ({media})" if owner.title and media else owner.title or media
    if download := known.download:
        yield from _times(download, now)
    if row:
        yield "save path", row.torrent.save_path
        yield "seeding time, by the client", words.span(row.torrent.seeding_time)
        if row.torrent.availability is not None:
            yield "availability", f"{row.torrent.availability:.2f}"
    if known.released:
        yield "released", "a person released it from its obligations"
    if known.told:
        yield "may go", "a person said that it may go"


def _times(download: Download, now: datetime) -> Iterator[tuple[str, str]]:
    """Moments in ISO 8601: who shows them knows how."""
    yield "stage", download.stage.value
    yield "stage since", download.stage_since.isoformat()
    yield "first seen", download.first_seen.isoformat()
    yield "state since", download.state_since.isoformat()
    yield "last progress", download.progress_at.isoformat()
    yield "completed", download.completed_at.isoformat() if download.completed_at else ""
    yield "imported", download.imported_at.isoformat() if download.imported_at else ""
    yield "seeding time, as seen", words.span(download.seeding_time(now)) if download.seeding_since else ""
