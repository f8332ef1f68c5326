"""Reading an app's history: the only proof of a grab, an import or a failure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from .app import ArrApp
from .fields import Record, nested, number, rows, stamp, text, when
from .past import Event, Grab, Row

if TYPE_CHECKING:
    from .edge import Edge

ROWS_OF_ONE_DOWNLOAD = 2000
"""A pack has a row for each of its media and each thing that happened to it."""


def since(edge: Edge, date: datetime) -> list[Row]:
    """What happened at or after ``date`` (whole seconds), oldest first."""
    return _rows(edge.app, edge.read_all("history/since", date=stamp(date)))


def of_download(edge: Edge, hashes: Iterable[str]) -> list[Row]:
    """All that the app remembers of one download, under each of its names (it compares them in upper case)."""
    found: list[Row] = []
    for one in sorted({one.upper() for one in hashes}):
        page = edge.read(
            "history",
            downloadId=one,
            page=1,
            pageSize=ROWS_OF_ONE_DOWNLOAD,
            sortKey="date",
            sortDirection="descending",
        )
        found += [row for row in _rows(edge.app, list(rows(page, "records"))) if row.download_id == one]
    return found


def _rows(app: ArrApp, records: list[Record]) -> list[Row]:
    media: dict[tuple[str, str], set[int]] = {}
    for record in records:
        if (item := number(record, app.media_key)) is not None:
            media.setdefault((text(record, "downloadId").upper(), text(record, "eventType")), set()).add(item)
    return [row for record in records if (row := _row(app, record, media))]


def _row(app: ArrApp, record: Record, media: Mapping[tuple[str, str], set[int]]) -> Row | None:
    kind = app.events.get(text(record, "eventType"))
    download_id, at, row_id = text(record, "downloadId").upper(), when(record, "date"), number(record, "id")
    if kind is None or not download_id or at is None or row_id is None:
        return None
    return Row(
        download_id,
        Event(kind, row_id, at),
        _grab(record, row_id, download_id, at, media) if kind == "grabbed" else None,
    )


def _grab(
    record: Record, row_id: int, download_id: str, at: datetime, media: Mapping[tuple[str, str], set[int]]
) -> Grab:
    details = nested(record, "data")
    return Grab(
        id=row_id,
        download_id=download_id,
        at=at,
        title=text(record, "sourceTitle"),
        media_ids=tuple(sorted(media.get((download_id, text(record, "eventType")), ()))),
        release_source=text(details, "releaseSource"),
        indexer=text(details, "indexer"),
    )
