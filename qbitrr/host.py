"""What a plugin is given by the worker that runs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Notes(Protocol):
    """A plugin's own key-value store, kept over restarts. Values are plain JSON."""

    def get(self, key: str) -> object:
        """The value, or None when there is none."""
        ...

    def put(self, key: str, value: object) -> None:
        """Keep a value; None forgets the key."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """One plugin instance's view of its worker.

    In a ``dry_run`` a plugin changes nothing outside; the host never calls ``qbitrr_execute`` then.
    """

    name: str
    worker: str
    notes: Notes
    dry_run: bool = False
