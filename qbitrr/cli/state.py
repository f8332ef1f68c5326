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
from ..searching import reports as searching
from ..searching.configured import policy_of
from ..searching.policy import LoopLimits
from ..searching.reports import SearchReport
from ..store.freezes import Freeze
from ..store.journal import Intent
from ..store.schema import StoreNotReady
from . import words
from .output import emit, heading, lines, say, show_pairs, show_table
from .place import Place
from .search_sections import standing
from .search_stuck import Stuck, alerts, stuck
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
    """What the store says: empty while there is none. ``stuck`` is what is not searched for, as it keeps failing."""

    sections: tuple[SectionReport, ...] = ()
    searching: tuple[SearchReport, ...] = ()
    stuck: tuple[Stuck, ...] = ()
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
    names, limits, wrong = _configured(place)
    now = words.now()
    remembered = _remembered(place, names, limits, now)
    return Health(
        at=now,
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


def _configured(place: Place) -> tuple[tuple[str, ...], LoopLimits, tuple[str, ...]]:
    """The managed sections, how often something may fail, and what is wrong with the configuration."""
    try:
        configuration = place.configuration()
    except ConfigError as error:
        return (), LoopLimits(), (str(error),)
    names = tuple(one.name for one in configuration.workers)
    limits = policy_of(configuration.settings).loops
    return names, limits, tuple(str(problem) for problem in configuration.problems if problem.fatal)


def _remembered(place: Place, names: tuple[str, ...], limits: LoopLimits, now: datetime) -> Remembered:
    try:
        with opened(place) as store:
            return Remembered(
                sections=tuple(one for one in reports(store) if one.name in names),
                searching=tuple(one for name, one in searching.reports(store).items() if name in names),
                stuck=tuple(one for name in names for one in stuck(store, name, limits, now)),
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
    silent = (one for one in remembered.searching if one.silent)
    yield from (f"{one.owner}: searching does not know all that it should: {one.silent}" for one in silent)
    yield from alerts(remembered.stuck)


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
        processes = [_process(child, health) for child in runtime.children]
        show_table("name", "state", "since", "restarts", "remarks", rows=processes)
    if remembered.sections:
        heading("Sections")
        show_table(
            "section", "told", "downloads", "plugins", rows=[_section(one, health) for one in remembered.sections]
        )
    if searched := [one for one in remembered.searching if not one.off]:
        heading("Searching")
        rows = [(one.owner, words.ago(one.at, health.at), standing(one, health.at)) for one in searched]
        show_table("section", "told", "what is searched for", rows=rows)
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
