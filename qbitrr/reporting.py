"""How a section is doing, written where the command line and the page can read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from .pipeline import Cycle
from .plugins import PluginRecord
from .section import Section
from .store.store import Store

NAMESPACE = "core.sections"
AGAIN_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionReport:
    """One section as its worker last told it: ``stages`` counts downloads, ``missing`` is who could not answer."""

    name: str
    at: datetime
    plugins: tuple[Mapping[str, str], ...]
    problems: tuple[str, ...]
    missing: Mapping[str, str]
    stages: Mapping[str, int]
    frozen: str


class Reporter:
    """Writes a section's report when it changes, and now and then."""

    def __init__(self, store: Store, name: str) -> None:
        self._notes = store.notes(NAMESPACE)
        self._name = name
        self._told: dict[str, object] = {}
        self._told_at: datetime | None = None

    def tell(
        self,
        records: Iterable[PluginRecord],
        section: Section,
        missing: Mapping[str, str],
        cycle: Cycle,
        now: datetime,
    ) -> None:
        report: dict[str, object] = {
            "plugins": [_plain(record) for record in records],
            "problems": [str(problem) for problem in section.problems],
            "missing": dict(missing),
            "stages": dict(Counter(download.stage.value for download in section.pipeline.downloads.values())),
            "frozen": cycle.freeze,
        }
        if report == self._told and self._told_at and now - self._told_at < AGAIN_AFTER:
            return
        self._told, self._told_at = report, now
        self._notes.put(self._name, {**report, "at": now.isoformat()})


def reports(store: Store) -> tuple[SectionReport, ...]:
    """Every section's last report, by name."""
    notes = store.notes(NAMESPACE)
    found = ((name, notes.get(name)) for name in sorted(notes.names()))
    return tuple(_read(name, said) for name, said in found if isinstance(said, dict))


def _plain(record: PluginRecord) -> dict[str, str]:
    return {
        "name": record.name,
        "plugin": record.plugin,
        "status": record.status.value,
        "since": record.since.isoformat(),
        "reason": record.reason,
        "distribution": record.distribution,
    }


def _read(name: str, said: Mapping[str, object]) -> SectionReport:
    def part[T](key: str, kind: type[T]) -> T:
        value = said.get(key)
        return value if isinstance(value, kind) else kind()

    return SectionReport(
        name=name,
        at=datetime.fromisoformat(str(said["at"])),
        plugins=tuple(part("plugins", list)),
        problems=tuple(part("problems", list)),
        missing=part("missing", dict),
        stages=part("stages", dict),
        frozen=part("frozen", str),
    )
