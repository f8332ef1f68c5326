"""How everything is, what is not well, and what waits for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from .. import persons
from ..clients.client import RemoteClient
from ..config.problems import ConfigError
from ..errors import Unavailable
from ..plugins import Status
from ..processes.children import ChildState
from ..processes.running import Runtime
from ..reporting import SectionReport, reports
from ..searching import reports as searching
from ..searching.configured import policy_of
from ..searching.policy import LoopLimits
from ..searching.reports import SearchReport
from ..store.freezes import Freeze
from ..store.journal import Intent
from ..store.schema import StoreNotReady
from . import words
from .added import not_as_wanted
from .place import Place
from .rejected import Rejected, protected, waiting
from .stores import opened
from .stuck import Stuck, alerts, stuck

if TYPE_CHECKING:
    from ..clients.messages import Status as ClientStatus

WELL = frozenset({ChildState.STARTING, ChildState.RUNNING})
QUIET = frozenset({Status.ENABLED.value, Status.DISABLED.value})
PATIENCE = 2.0
"""Seconds to wait for a client process's answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What the store says: empty while there is none. ``stuck`` is what is not searched for, as it keeps failing.

    ``rejected`` waits for a person's word; ``protected`` and ``released`` count what people have said already.
    """

    sections: tuple[SectionReport, ...] = ()
    searching: tuple[SearchReport, ...] = ()
    stuck: tuple[Stuck, ...] = ()
    freezes: tuple[Freeze, ...] = ()
    quarantine: int = 0
    unfinished: tuple[Intent, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    protected: int = 0
    released: int = 0


class About(StrEnum):
    """What is not well."""

    SUPERVISOR = "supervisor"
    CONFIGURATION = "configuration"
    PROCESS = "process"
    CLIENT = "client"
    CATEGORY = "category"
    PLUGIN = "plugin"
    SOURCE = "source"
    FIRST_CYCLE = "first cycle"
    FREEZE = "freeze"
    SEARCHING = "searching"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that is not well, whose it is, and the ``remedy`` on the command line where there is one."""

    about: About
    name: str
    what: str
    remedy: str = ""

    @property
    def text(self) -> str:
        return f"{self.what}. {self.remedy}" if self.remedy else self.what


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Everything at one moment: ``concerns`` are what is not well, ``waits`` says what is up to a person."""

    at: datetime
    folder: str
    running: Runtime | None
    clients: Mapping[str, ClientStatus | str]
    remembered: Remembered
    concerns: tuple[Concern, ...]
    waits: tuple[str, ...]

    @property
    def wrong(self) -> tuple[str, ...]:
        """What is not well, in sentences."""
        return tuple(one.text for one in self.concerns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Configured:
    """The managed sections, how often something may fail, and what is wrong with the configuration."""

    names: tuple[str, ...] = ()
    limits: LoopLimits = LoopLimits()  # noqa: RUF009 -- frozen
    failed_category: str = ""
    wrong: tuple[Concern, ...] = ()


def health_of(place: Place) -> Health:
    """Ask everybody, for a few seconds at the most. Raises StoreTooNew and Trouble."""
    runtime = place.runtime()
    clients = {
        child.name: _asked(place, child.name)
        for child in (runtime.children if runtime else ())
        if child.kind == "client" and child.state in WELL
    }
    configured = _configured(place)
    now = words.now()
    remembered = _remembered(place, configured.names, configured.limits, now)
    return Health(
        at=now,
        folder=str(place.folder),
        running=runtime,
        clients=clients,
        remembered=remembered,
        concerns=(
            *_not_running(place, runtime),
            *configured.wrong,
            *(Concern(About.PLUGIN, "", str(one)) for one in not_as_wanted(place.folder)),
            *_wrong(runtime, clients, remembered, configured.names),
        ),
        waits=tuple(_waits(remembered, configured.failed_category)),
    )


def _asked(place: Place, name: str) -> ClientStatus | str:
    client = RemoteClient(name, place.run_folder, patience=PATIENCE)
    try:
        return client.status()
    except Unavailable as error:
        return str(error)
    finally:
        client.close()


def _configured(place: Place) -> Configured:
    try:
        configuration = place.configuration()
    except ConfigError as error:
        return Configured(wrong=(Concern(About.CONFIGURATION, "", str(error)),))
    return Configured(
        names=tuple(one.name for one in configuration.workers),
        limits=policy_of(configuration.settings).loops,
        failed_category=configuration.settings.failed_category,
        wrong=tuple(
            Concern(About.CONFIGURATION, problem.section, str(problem))
            for problem in configuration.problems
            if problem.fatal
        ),
    )


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
                rejected=waiting(store),
                protected=len(protected(store)),
                released=len(persons.said_of(store, persons.RELEASED)),
            )
    except StoreNotReady:
        return Remembered()


def _not_running(place: Place, runtime: Runtime | None) -> Iterator[Concern]:
    if runtime is None:
        what = f"qbitrr is not running on {place.folder}"
        yield Concern(About.SUPERVISOR, "", what, "Start it with: qbitrr run")


def _wrong(
    runtime: Runtime | None,
    clients: Mapping[str, ClientStatus | str],
    remembered: Remembered,
    names: tuple[str, ...],
) -> Iterator[Concern]:
    for child in runtime.children if runtime else ():
        if child.state not in WELL:
            why = f": {child.reason}" if child.reason else ""
            yield Concern(About.PROCESS, child.name, f"{child.name} is {child.state}{why}")
    for name, said in clients.items():
        yield from _of_client(name, said)
    for report in remembered.sections if runtime else ():
        yield from _of_section(report)
    for name in names if runtime else ():
        if name not in {report.name for report in remembered.sections}:
            yield Concern(About.FIRST_CYCLE, name, f"{name} has not finished its first cycle yet")
    for freeze in remembered.freezes:
        what = f"{freeze.scope}: removals are frozen: {freeze.reason}"
        yield Concern(About.FREEZE, freeze.scope, what, f"Allow them with: qbitrr unfreeze {freeze.scope}")
    for one in remembered.searching:
        if one.silent:
            what = f"{one.owner}: searching does not know all that it should: {one.silent}"
            yield Concern(About.SEARCHING, one.owner, what)
    yield from (Concern(About.STUCK, "", sentence) for sentence in alerts(remembered.stuck))


def _of_client(name: str, said: ClientStatus | str) -> Iterator[Concern]:
    if isinstance(said, str):
        yield Concern(About.CLIENT, name, said)
    elif not said.connected or not said.complete:
        yield Concern(About.CLIENT, name, f"{name}: {said.why_incomplete or 'qBittorrent does not answer'}")
    elif said.contested:
        what = f"{name}: two sections are configured for the category {', '.join(sorted(said.contested))}"
        yield Concern(About.CATEGORY, name, what)


def _of_section(report: SectionReport) -> Iterator[Concern]:
    for plugin in report.plugins:
        if plugin.get("status") not in QUIET:
            how = f"{plugin.get('status')}: {plugin.get('reason')}"
            what = f"{report.name}: the plugin {plugin.get('name')} does not run as it should: {how}"
            yield Concern(About.PLUGIN, report.name, what)
    for who, why in report.missing.items():
        yield Concern(About.SOURCE, report.name, f"{report.name}: {who} could not say what it knows: {why}")


def _waits(remembered: Remembered, failed_category: str) -> Iterator[str]:
    """What nobody but a person can decide."""
    if number := len(remembered.rejected):
        them = "it" if number == 1 else "them"
        category = f", or put {them} into the category '{failed_category}'" if failed_category else ""
        count = "1 rejected download waits" if number == 1 else f"{number} rejected downloads wait"
        yield f"{count} for your word: qbitrr discard NAME{category}"
