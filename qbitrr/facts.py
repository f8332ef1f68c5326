"""What is known of the outside in one cycle, and how well it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One thing that somebody saw: ``kind`` (torrents, queue, history, settings …) as ``source`` gave it at ``at``.

    ``complete`` is False when something may be missing from it; then its silence about a torrent means nothing.
    """

    kind: str
    source: str
    at: datetime
    value: object
    complete: bool = True
    why_incomplete: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All observations of one cycle, and who could not give any. Unknown is not false: ask ``complete`` first."""

    observations: Mapping[tuple[str, str], Observation] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)

    def get(self, kind: str, source: str) -> Observation | None:
        """What ``source`` observed of ``kind``, or None when it is not known."""
        return self.observations.get((kind, source))

    def of(self, kind: str) -> Iterator[Observation]:
        """Every source's observation of ``kind``."""
        return (seen for seen in self.observations.values() if seen.kind == kind)

    def doubt(self, *sources: str) -> str:
        """Why what these sources know cannot be relied on, or an empty string when it can."""
        for source in sources:
            if source in self.missing:
                return f"{source} could not say: {self.missing[source]}"
            for seen in self.observations.values():
                if seen.source == source and not seen.complete:
                    why = seen.why_incomplete or "no reason given"
                    return f"what {source} says of its {seen.kind} is incomplete: {why}"
        return ""


@runtime_checkable
class ImportHistory(Protocol):
    """What the core asks of an observation of kind "history": positive evidence only, None when there is none."""

    def imported(self, hashes: frozenset[str]) -> datetime | None:
        """When the download known under one of ``hashes`` was last imported, if nothing undid that."""
        ...

    def failed(self, hashes: frozenset[str]) -> datetime | None:
        """When the download known under one of ``hashes`` was last marked as failed."""
        ...


@runtime_checkable
class QueueEntry(Protocol):
    """What an app's queue says of one download. The states are the app's own words, the messages are for people."""

    @property
    def tracked_state(self) -> str: ...

    @property
    def tracked_status(self) -> str: ...

    @property
    def import_stuck(self) -> bool:
        """Whether the app cannot import it at this moment."""
        ...

    @property
    def import_ended(self) -> bool:
        """Whether the app cannot import it and will not try again."""
        ...

    @property
    def given_up(self) -> bool:
        """Whether the app itself calls the download failed."""
        ...

    @property
    def messages(self) -> tuple[str, ...]: ...

    @property
    def runtime(self) -> timedelta | None:
        """How long its medium plays; None when it has several, or when that is not known."""
        ...


@runtime_checkable
class DownloadQueue(Protocol):
    """What a rule may ask of an observation of kind "queue". Absence from it proves nothing."""

    def find(self, hashes: Iterable[str]) -> QueueEntry | None:
        """The download known under one of ``hashes``, or None when the queue does not show it."""
        ...

    def troubled_since(self, hashes: Iterable[str]) -> datetime | None:
        """Since when it has been seen stuck, ended or given up, without a look at which it went on."""
        ...
