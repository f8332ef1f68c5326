"""An app's queue: what it is doing with each download. Absence from it proves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from .app import ArrApp
from .fields import Record, nested, number, rows, text

if TYPE_CHECKING:
    from .edge import Edge

STUCK_AFTER = timedelta(seconds=150)
"""The app looks at its downloads once a minute, and a stuck import shows now one word, now another."""


TRYING = frozenset({"importPending", "importing"})
"""What an app calls a stuck import for the moment in which it tries it again."""

GIVEN_UP = frozenset({"failedPending", "downloadFailedPending"})
"""What the apps call a download that they are about to mark as failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """One download; ``ids`` are its records' (one for each episode of a pack), ``messages`` are for people only.

    ``import_stuck``: the app cannot import it at this moment; ``import_ended``: and will not try again; ``given_up``:
    it calls the download failed. ``score`` is what the app's custom formats make of its release; None: it does not say.
    ``runtime`` is how long its one medium plays.
    """

    download_id: str
    ids: tuple[int, ...]
    media_ids: tuple[int, ...]
    title: str
    status: str
    tracked_status: str
    tracked_state: str
    import_stuck: bool = False
    import_ended: bool = False
    given_up: bool = False
    messages: tuple[str, ...] = ()
    client: str = ""
    score: int | None = None
    runtime: timedelta | None = None

    @property
    def in_trouble(self) -> bool:
        return self.import_stuck or self.import_ended or self.given_up


@dataclass(frozen=True, slots=True)
class QueueView:
    """The queue by download id (upper case), and since when we have seen a download in trouble.

    ``pending`` are the media of releases that wait to be grabbed.
    """

    items: Mapping[str, QueueItem] = field(default_factory=dict)
    pending: frozenset[int] = frozenset()
    stuck_since: Mapping[str, datetime] = field(default_factory=dict)

    def find(self, hashes: Iterable[str]) -> QueueItem | None:
        """The download known under one of ``hashes``, or None when the queue does not show it."""
        return next((item for one in hashes if (item := self.items.get(one.upper()))), None)

    def stuck(self, hashes: Iterable[str], at: datetime) -> QueueItem | None:
        """The download if its import has ended, or was found stuck over several of the app's own looks."""
        item = self.find(hashes)
        if item is None or item.import_ended:
            return item
        since = self.stuck_since.get(item.download_id)
        return item if item.import_stuck and since is not None and at - since >= STUCK_AFTER else None

    def troubled_since(self, hashes: Iterable[str]) -> datetime | None:
        """Since when it has been seen stuck, ended or given up, without a look at which it went on."""
        item = self.find(hashes)
        return self.stuck_since.get(item.download_id) if item else None


def read_queue(edge: Edge) -> QueueView:
    """The whole queue, unpaged, with what the app could not map to its library."""
    parts: dict[str, list[Record]] = {}
    pending: set[int] = set()
    for record in edge.read_all("queue/details", **edge.app.queue_options):
        if download_id := text(record, "downloadId").upper():
            parts.setdefault(download_id, []).append(record)
        elif (media_id := number(record, edge.app.media_key)) is not None:
            pending.add(media_id)
    items = {download_id: _item(edge.app, download_id, records) for download_id, records in parts.items()}
    return QueueView(items, frozenset(pending))


def joined(read: QueueView, before: QueueView | None, now: datetime) -> QueueView:
    """Join a reading to the one before; the same object when nothing changed."""
    earlier = before.stuck_since if before else {}
    stuck = {
        name: earlier.get(name, now)
        for name, item in read.items.items()
        if item.in_trouble or (name in earlier and item.tracked_state in TRYING)
    }
    after = replace(read, stuck_since=stuck)
    return before if before is not None and before == after else after


def _stuck(app: ArrApp, record: Record) -> bool:
    """The app has it complete and cannot import it, at this moment; both words mean the same."""
    state = text(record, "trackedDownloadState")
    warned = text(record, "trackedDownloadStatus") in ("warning", "error")
    return state in app.blocked_states or (state == "importPending" and warned)


def _item(app: ArrApp, download_id: str, records: list[Record]) -> QueueItem:
    first = records[0]
    return QueueItem(
        download_id=download_id,
        ids=tuple(sorted(one for record in records if (one := number(record, "id")) is not None)),
        media_ids=tuple(sorted({one for record in records if (one := number(record, app.media_key)) is not None})),
        title=text(first, "title"),
        status=text(first, "status"),
        tracked_status=text(first, "trackedDownloadStatus"),
        tracked_state=text(first, "trackedDownloadState"),
        import_stuck=any(_stuck(app, record) for record in records),
        import_ended=any(text(record, "trackedDownloadState") in app.terminal_states for record in records),
        given_up=any(text(record, "trackedDownloadState") in GIVEN_UP for record in records),
        messages=_messages(first),
        client=text(first, "downloadClient"),
        score=number(first, "customFormatScore"),
        runtime=_runtime(app, records),
    )


def _runtime(app: ArrApp, records: list[Record]) -> timedelta | None:
    """How long its medium plays; None when it has several, or when the app does not know."""
    if not app.embedded or len(records) != 1:
        return None
    minutes = number(nested(records[0], app.embedded), "runtime")
    return timedelta(minutes=minutes) if minutes and minutes > 0 else None


def _messages(record: Record) -> tuple[str, ...]:
    said: list[str] = []
    for message in rows(record, "statusMessages"):
        inside = message.get("messages")
        said.extend(str(one) for one in inside) if isinstance(inside, list) and inside else said.append(
            text(message, "title")
        )
    return tuple(dict.fromkeys(filter(None, said)))
