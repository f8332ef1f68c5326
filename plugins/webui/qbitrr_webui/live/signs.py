"""By what it is seen that something has changed: the processes, the sections, the freezes, the configuration file."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace
from pathlib import Path

from qbitrr.processes.running import Runtime
from qbitrr.reporting import SectionReport
from qbitrr.store.store import Store

from .snapshot import Snapshot


def of_processes(runtime: Runtime | None) -> Hashable:
    """Without the heartbeats, which are no news."""
    return runtime and tuple(replace(child, last_beat=None) for child in runtime.children)


def of_sections(told: Iterable[SectionReport], store: Store) -> Hashable:
    """What sections report, without the time, and where removals are frozen."""
    return tuple(map(_report, told)), tuple(store.freezes.current(report.name) for report in told)


def of_plugins(told: Iterable[SectionReport]) -> Hashable:
    """How the plugins of each section are."""
    return repr([(report.name, report.plugins) for report in told])


def of_clients(snapshot: Snapshot) -> Hashable:
    return tuple(
        sorted((name, one.connected, one.complete, one.why_incomplete) for name, one in snapshot.clients.items())
    )


def of_file(path: Path) -> Hashable:
    """None while there is no such file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _report(report: SectionReport) -> Hashable:
    return repr((report.name, report.plugins, report.problems, report.missing, report.stages, report.frozen))
