"""How everything is: what runs, what the clients and the store say, and what is not well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ..clients.remote import RemoteClient
from ..config.problems import ConfigError
from ..errors import Unavailable
from ..processes.running import Runtime
from ..searching.configured import policy_of
from ..searching.policy import LoopLimits
from . import words
from .added import not_as_wanted
from .concerns import WELL, About, Concern, waits, wrong
from .place import Place
from .remembered import Remembered, remembered

if TYPE_CHECKING:
    from ..clients.messages import Status as ClientStatus

PATIENCE = 2.0
"""Seconds to wait for a client process's answer."""


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
    known = remembered(place, configured.names, configured.limits, now)
    return Health(
        at=now,
        folder=str(place.folder),
        running=runtime,
        clients=clients,
        remembered=known,
        concerns=(
            *_not_running(place, runtime),
            *configured.wrong,
            *(Concern(About.PLUGIN, "", str(one)) for one in not_as_wanted(place.folder)),
            *wrong(runtime, clients, known, configured.names),
        ),
        waits=tuple(waits(known, configured.failed_category)),
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


def _not_running(place: Place, runtime: Runtime | None) -> Iterator[Concern]:
    if runtime is None:
        what = f"qbitrr is not running on {place.folder}"
        yield Concern(About.SUPERVISOR, "", what, "Start it with: qbitrr run")
