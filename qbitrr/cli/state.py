"""``qbitrr status``: how everything is, and what is not well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ..clients.client import RemoteClient
from ..config.problems import ConfigError
from ..errors import Unavailable
from ..plugins import Status
from ..processes.children import ChildState
from ..processes.running import ChildStatus, Runtime
from ..reporting import SectionReport, reports
from ..store.freezes import Freeze
from ..store.journal import Intent
from ..store.schema import StoreNotReady
from . import words
from .output import emit, heading, lines, say, show_pairs, show_table
from .place import Place
from .sentences import harmless
from .stores import opened

if TYPE_CHECKING:
    from ..clients.messages import Status as ClientStatus

WELL = frozenset({ChildState.STARTING, ChildState.RUNNING})
QUIET = frozenset({Status.ENABLED.value, Status.DISABLED.value})
PATIENCE = 2.0
"""Seconds to wait for a client process's answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What the store says: empty while there is none."""

    sections: tuple[SectionReport, ...] = ()
    freezes: tuple[Freeze, ...] = ()
    quarantine: int = 0
    unfinished: tuple[Intent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Everything at one moment. ``wrong`` are sentences about what is not well."""

    at: datetime
    folder: str
    running: Runtime | None
    clients: Mapping[str, ClientStatus | str]
    remembered: Remembered
    wrong: tuple[str, ...]


def status(place: Place, *, json: bool) -> int:
    """Print it; 0 when all is well. Raises StoreTooNew and Trouble."""
    health = health_of(place)
    if json:
        emit({"well": not health.wrong, **{name: getattr(health, name) for name in Health.__slots__}})
    else:
        _show(health)
    return 1 if health.wrong else 0


def health_of(place: Place) -> Health:
    runtime = place.runtime()
    clients = {
        child.name: _asked(place, child.name)
        for child in (runtime.children if runtime else ())
        if child.kind == "client" and child.state in WELL
    }
    names, wrong = _configured(place)
    remembered = _remembered(place, names)
    return Health(
        at=words.now(),
        folder=str(place.folder),
        running=runtime,
        clients=clients,
        remembered=remembered,
        wrong=(*_not_running(place, runtime), *wrong, *_wrong(runtime, clients, remembered, names)),
    )


def _asked(place: Place, name: str) -> ClientStatus | str:
    client = RemoteClient(name, place.run_folder, patience=PATIENCE)
    try:
        return client.status()
    except Unavailable as error:
        return str(error)
    finally:
        client.close()


def _configured(place: Place) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The managed sections, and what is wrong with the configuration."""
    try:
        configuration = place.configuration()
    except ConfigError as error:
        return (), (str(error),)
    names = tuple(one.name for one in configuration.instances.values() if one.managed)
    return names, tuple(str(problem) for problem in configuration.problems if problem.fatal)


def _remembered(place: Place, names: tuple[str, ...]) -> Remembered:
    try:
        with opened(place) as store:
            return Remembered(
                sections=tuple(one for one in reports(store) if one.name in names),
                freezes=tuple(filter(None, map(store.freezes.current, names))),
                quarantine=len(store.quarantine.held()),
                unfinished=tuple(store.journal.unsettled()),
            )
    except StoreNotReady:
        return Remembered()


def _not_running(place: Place, runtime: Runtime | None) -> Iterator[str]:
    if runtime is None:
        yield f"qbitrr is not running on {place.folder}. Start it with: qbitrr run"


def _wrong(
    runtime: Runtime | None,
    clients: Mapping[str, ClientStatus | str],
    remembered: Remembered,
    names: tuple[str, ...],
) -> Iterator[str]:
    for child in runtime.children if runtime else ():
        if child.state not in WELL:
            yield f"{child.name} is {child.state}" + (f": {child.reason}" if child.reason else "")
    for name, said in clients.items():
        if isinstance(said, str):
            yield said
        elif not said.connected or not said.complete:
            yield f"{name}: {said.why_incomplete or 'qBittorrent does not answer'}"
        elif said.contested:
            yield f"{name}: two sections are configured for the category {', '.join(sorted(said.contested))}"
    for report in remembered.sections if runtime else ():
        for plugin in report.plugins:
            if plugin.get("status") not in QUIET:
                how = f"{plugin.get('status')}: {plugin.get('reason')}"
                yield f"{report.name}: the plugin {plugin.get('name')} does not run as it should: {how}"
        yield from (f"{report.name}: {who} could not say what it knows: {why}" for who, why in report.missing.items())
    for name in names if runtime else ():
        if name not in {report.name for report in remembered.sections}:
            yield f"{name} has not finished its first cycle yet"
    for freeze in remembered.freezes:
        yield f"{freeze.scope}: removals are frozen: {freeze.reason}. Allow them with: qbitrr unfreeze {freeze.scope}"


def _show(health: Health) -> None:
    runtime = health.running
    since = f"process {runtime.pid}, since {words.ago(runtime.started, health.at)}" if runtime else ""
    remembered = health.remembered
    show_pairs(
        (
            ("qbitrr", f"{runtime.version} is running: {since}" if runtime else "is NOT running"),
            ("folder", health.folder),
            ("quarantine", f"{remembered.quarantine} torrents can be restored" if remembered.quarantine else "empty"),
            ("unfinished", f"{len(remembered.unfinished)} actions" if remembered.unfinished else ""),
        )
    )
    if runtime:
        heading("Processes")
        rows = [_process(child, health) for child in runtime.children]
        show_table("name", "state", "since", "restarts", "remarks", rows=rows)
    if remembered.sections:
        heading("Sections")
        show_table(
            "section", "told", "downloads", "plugins", rows=[_section(one, health) for one in remembered.sections]
        )
    heading("Not well" if health.wrong else "All is well.")
    for sentence in health.wrong:
        say(f"- {sentence}")


def _process(child: ChildStatus, health: Health) -> tuple[object, ...]:
    said = health.clients.get(child.name)
    asked = (
        f"heard from qBittorrent {words.ago(said.at, health.at)}"
        if said and not isinstance(said, str) and said.at
        else ""
    )
    pid = f"process {child.pid}" if child.pid else ""
    state = child.state.value
    return child.name, state, words.ago(child.since, health.at), child.restarts, lines(pid, asked, child.reason)


def _section(report: SectionReport, health: Health) -> tuple[object, ...]:
    stages = [f"{count} {harmless(stage)}" for stage, count in sorted(report.stages.items())]
    plugins = [f"{plugin.get('name')}: {plugin.get('status')}" for plugin in report.plugins]
    return report.name, words.ago(report.at, health.at), lines(*stages) if stages else "none", lines(*plugins)
