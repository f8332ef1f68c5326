"""How everything is, what is not well, and what waits for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Everything at one moment: ``wrong`` says what is not well, ``waits`` what is up to a person, in sentences."""

    at: datetime
    folder: str
    running: Runtime | None
    clients: Mapping[str, ClientStatus | str]
    remembered: Remembered
    wrong: tuple[str, ...]
    waits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Configured:
    """The managed sections, how often something may fail, and what is wrong with the configuration."""

    names: tuple[str, ...] = ()
    limits: LoopLimits = LoopLimits()  # noqa: RUF009 -- frozen
    failed_category: str = ""
    wrong: tuple[str, ...] = ()


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
        wrong=(
            *_not_running(place, runtime),
            *configured.wrong,
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
        return Configured(wrong=(str(error),))
    return Configured(
        names=tuple(one.name for one in configuration.workers),
        limits=policy_of(configuration.settings).loops,
        failed_category=configuration.settings.failed_category,
        wrong=tuple(str(problem) for problem in configuration.problems if problem.fatal),
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


def _waits(remembered: Remembered, failed_category: str) -> Iterator[str]:
    """What nobody but a person can decide."""
    if number := len(remembered.rejected):
        them = "it" if number == 1 else "them"
        category = f", or put {them} into the category '{failed_category}'" if failed_category else ""
        count = "1 rejected download waits" if number == 1 else f"{number} rejected downloads wait"
        yield f"{count} for your word: qbitrr discard NAME{category}"
