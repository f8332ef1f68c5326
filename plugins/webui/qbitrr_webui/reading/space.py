"""Free space over time: samples in the store's notes, one note a day, thinner the older they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from qbitrr.store.store import Store

from ..shapes.statistics import SpaceSample

NAMESPACE = "webui.space"
KEPT_FOR = timedelta(days=90)

THINNED = ((timedelta(days=7), timedelta(hours=2)), (timedelta(days=1), timedelta(minutes=30)))
"""Samples older than the first have no more than one in the second. So 90 days are some 1300 samples."""

type Samples = dict[str, dict[str, int]]
"""Free bytes by client, by the time of the day in seconds since 1970, as in a note."""


def keep(store: Store, free: Mapping[str, int], now: datetime) -> None:
    """Write one sample down. With the first of a day, forget and thin what is old."""
    notes = store.notes(NAMESPACE)
    key = f"{now.astimezone(UTC):%Y-%m-%d}"
    today = _samples(notes.get(key))
    with store.transaction():
        if not today:
            _thin(store, now)
        notes.put(key, today | {str(int(now.timestamp())): dict(free)})


def samples_in(store: Store) -> list[SpaceSample]:
    """All of them, in the order of time."""
    found: Samples = {}
    for note in store.notes(NAMESPACE).all().values():
        found |= _samples(note)
    return [
        SpaceSample(at=datetime.fromtimestamp(int(when), UTC), free=free)
        for when, free in sorted(found.items(), key=lambda item: int(item[0]))
    ]


def _thin(store: Store, now: datetime) -> None:
    notes = store.notes(NAMESPACE)
    for key, note in notes.all().items():
        samples = _samples(note)
        left = dict(_left(samples, now))
        if left != samples or not left:
            notes.put(key, left or None)


def _left(samples: Samples, now: datetime) -> Iterator[tuple[str, dict[str, int]]]:
    """The first of each spell."""
    last: float | None = None
    for when, free in sorted(samples.items(), key=lambda item: int(item[0])):
        age = now - datetime.fromtimestamp(int(when), UTC)
        apart = next((apart for older, apart in THINNED if age > older), timedelta(0))
        if age > KEPT_FOR or (last is not None and int(when) - last < apart.total_seconds()):
            continue
        last = int(when)
        yield when, free


def _samples(note: object) -> Samples:
    """What a note has of them; what makes no sense is left out."""
    if not isinstance(note, dict):
        return {}
    return {
        when: {client: free for client, free in sample.items() if isinstance(free, int)}
        for when, sample in note.items()
        if isinstance(when, str) and when.isdecimal() and isinstance(sample, dict)
    }
