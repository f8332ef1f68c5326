"""A plugin's notes in memory: plain JSON, as the store keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping


class FakeNotes(dict[str, object]):
    """Give the same to a second plugin to test what it remembers over a restart. ``written`` counts the writes."""

    written = 0

    def put(self, key: str, value: object) -> None:
        self.written += 1
        if value is None:
            self.pop(key, None)
        else:
            self[key] = json.loads(json.dumps(value))

    def names(self) -> frozenset[str]:
        return frozenset(self)

    def all(self) -> Mapping[str, object]:
        return dict(self)
