"""Finds in a release name the title that it begins with, whatever the punctuation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(slots=True)
class Titles:
    """Titles by their words; of equal ones the first that was added counts."""

    _numbers: dict[str, int] = field(default_factory=dict)

    def add(self, title: str, number: int) -> None:
        self._numbers.setdefault(plain(title), number)

    def find(self, name: str) -> int:
        """The number of the longest title, 0 if there is none."""
        words = plain(name).split()
        beginnings = (" ".join(words[:count]) for count in range(len(words), 0, -1))
        return next((self._numbers[beginning] for beginning in beginnings if beginning in self._numbers), 0)


def plain(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", title.lower()).strip()
