"""What was seen in files, by their identity, kept over restarts: a bounded number of the newest.

Looks are added by the background thread; only the worker's own thread reads and writes the notes.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Mapping
from dataclasses import asdict

from qbitrr import Notes

from .findings import Look
from .opening import Identity

SHELVES = 64
PLACES = 64
"""On each shelf: about four thousand files in all."""

VERSION = 1
"""Raised when files are judged differently: what was remembered before is forgotten."""


class Remembered:
    """Looks by file. Each shelf is one note, written only when something on it is new."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shelves: list[dict[str, tuple[int, int, Look]]] = [{} for _ in range(SHELVES)]
        self._changed: set[int] = set()

    def load(self, notes: Notes) -> None:
        """Read what earlier processes have kept; what is not understood is forgotten."""
        for number in range(SHELVES):
            self._shelves[number] = _read(notes.get(_name(number)))

    def save(self, notes: Notes) -> None:
        """Keep what is new."""
        with self._lock:
            changed = {number: _written(self._shelves[number]) for number in self._changed}
            self._changed.clear()
        for number, rows in changed.items():
            notes.put(_name(number), {"version": VERSION, "files": rows})

    def get(self, identity: Identity) -> Look | None:
        """What was seen in just this file."""
        with self._lock:
            kept = self._shelves[_shelf(identity.path)].get(identity.path)
        return kept[2] if kept and kept[:2] == (identity.size, identity.changed) else None

    def put(self, identity: Identity, look: Look) -> None:
        """Remember a look that would come out the same again; the oldest on its shelf makes room."""
        if not look.lasting:
            return
        number = _shelf(identity.path)
        with self._lock:
            shelf = self._shelves[number]
            shelf.pop(identity.path, None)
            shelf[identity.path] = (identity.size, identity.changed, look)
            if len(shelf) > PLACES:
                del shelf[next(iter(shelf))]
            self._changed.add(number)


def _shelf(path: str) -> int:
    return zlib.crc32(path.encode(errors="surrogateescape")) % SHELVES


def _name(number: int) -> str:
    return f"looks/{number:02}"


def _written(shelf: Mapping[str, tuple[int, int, Look]]) -> list[object]:
    """Names of files may hold bytes that are no text: they are kept out of the notes, and looked at again."""
    return [
        [
            path,
            size,
            changed,
            {name: value for name, value in asdict(look).items() if value is not None and value != ""},
        ]
        for path, (size, changed, look) in shelf.items()
        if path.isprintable()
    ]


def _read(note: object) -> dict[str, tuple[int, int, Look]]:
    rows = note.get("files") if isinstance(note, dict) and note.get("version") == VERSION else None
    found: dict[str, tuple[int, int, Look]] = {}
    for row in rows if isinstance(rows, list) else []:
        match row:
            case [str(path), int(size), int(changed), dict(said)]:
                found[path] = (size, changed, _look(said))
    return found


def _look(said: Mapping[str, object]) -> Look:
    duration = said.get("duration")
    return Look(
        broken=str(said.get("broken", "")),
        format=str(said.get("format", "")),
        video=said.get("video") is True,
        audio=said.get("audio") is True,
        duration=duration if isinstance(duration, float) else None,
    )
