"""Tables that remember every change in order, so that what changed since a moment costs only the changes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Change:
    """``before`` is the old row (None: there was none) when ``field`` is empty, else the old value of that field."""

    table: str
    key: str
    field: str
    before: object


@dataclass(frozen=True, slots=True)
class Delta:
    """What is different from an earlier moment: new rows whole, changed rows with their changed fields only."""

    changed: dict[str, dict[str, Row]] = field(default_factory=dict)
    removed: dict[str, list[str]] = field(default_factory=dict)


class Ledger:
    """``sequence`` counts the changes; a bounded number of them is kept."""

    def __init__(self, *tables: str, keep: int = 500_000) -> None:
        self.tables: dict[str, dict[str, Row]] = {name: {} for name in tables}
        self.sequence = 0
        self._changes: deque[_Change] = deque(maxlen=keep)

    def put(self, table: str, key: str, row: Row) -> None:
        """Add a row, or change the one that is there."""
        rows = self.tables[table]
        if key in rows:
            self.change(table, key, row)
            return
        rows[key] = row
        self._record(_Change(table, key, "", None))

    def change(self, table: str, key: str, fields: Mapping[str, object]) -> None:
        row = self.tables[table][key]
        for name, value in fields.items():
            if row.get(name) != value:
                self._record(_Change(table, key, name, row.get(name)))
                row[name] = value

    def drop(self, table: str, key: str) -> None:
        self._record(_Change(table, key, "", self.tables[table].pop(key)))

    def remembers(self, sequence: int) -> bool:
        return self.sequence - len(self._changes) <= sequence <= self.sequence

    def since(self, sequence: int) -> Delta:
        """The difference between now and then; a field that changed back is not in it."""
        delta = Delta()
        for (table, key), before in self._before(sequence).items():
            now = self.tables[table].get(key)
            if now is None:
                if before is not None:
                    delta.removed.setdefault(table, []).append(key)
                continue
            different = now if before is None else {name: now[name] for name in before if now.get(name) != before[name]}
            if before is None or different:
                delta.changed.setdefault(table, {})[key] = different
        return delta

    def _before(self, sequence: int) -> dict[tuple[str, str], Row | None]:
        """What each row touched since then held at that moment; None if it did not exist."""
        before: dict[tuple[str, str], Row | None] = {}
        for change in self._recent(self.sequence - sequence):
            where = change.table, change.key
            if where not in before:
                before[where] = None if not change.field and change.before is None else {}
            row = before[where]
            if row is None:
                continue
            if change.field:
                row.setdefault(change.field, change.before)
            elif isinstance(change.before, dict):
                before[where] = {**change.before, **row}
        return before

    def _recent(self, count: int) -> Iterator[_Change]:
        return reversed(list(islice(reversed(self._changes), count)))

    def _record(self, change: _Change) -> None:
        self.sequence += 1
        self._changes.append(change)
