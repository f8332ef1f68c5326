"""From the configuration to the processes that should run."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from pydantic import BaseModel, SecretStr

from . import logs, page
from .config.configuration import Configuration, InstanceSection, load
from .config.places import CONFIG_FILE, LOGS, RUN
from .config.problems import ConfigError
from .config.settings import Settings
from .processes.children import ChildSpec, LeftOut, Plan, PlanError, Timeouts
from .processes.restart import RestartPolicy
from .store.where import is_url

log = logging.getLogger(__name__)

CLIENT = "qbitrr.clients.client_process:child"
WORKER = "qbitrr.worker:run"
BESIDE = ".worker"
"""Ends the name of a client's own worker: the client's process has the section's. No section has such a name."""


class Planner:
    """Makes a plan each time it is asked. A section that has become bad keeps its last good configuration."""

    def __init__(self, folder: Path, environ: Mapping[str, str], database: str, *, dry_run: bool = False) -> None:
        self._folder = folder
        self._environ = environ
        self._database = database
        self._dry_run = dry_run
        self._good: dict[str, ChildSpec] = {}

    def __call__(self) -> Plan:
        """Raises PlanError when the file cannot be read."""
        try:
            configuration = load(self._folder / CONFIG_FILE, self._environ)
        except ConfigError as error:
            raise PlanError(str(error)) from error
        settings = configuration.settings
        self._say_of_another_database(settings)
        if self._dry_run:
            settings = settings.model_copy(update={"dry_run": True})
        _say(configuration, settings)
        wanted = {spec.name: spec for spec in self._specs(configuration, settings)}
        broken = _broken(configuration)
        kept = {
            name: spec for name, spec in self._good.items() if name in broken or name.removesuffix(BESIDE) in broken
        }
        for name in broken.keys() & kept.keys():
            log.error("[%s] keeps its former configuration until it is mended.", name)
        self._good = {**kept, **wanted}
        return Plan(
            children=tuple(self._good.values()),
            left_out=tuple(LeftOut(name, "section", reason) for name, reason in broken.items() if name not in kept),
            restart=_restart_policy(settings),
            timeouts=Timeouts(settings.worker_timeout.total_seconds(), settings.shutdown_timeout.total_seconds()),
            prepare=partial(
                prepare, folder=self._folder / LOGS, level=settings.console_level, to_files=settings.logging
            ),
        )

    def _say_of_another_database(self, settings: Settings) -> None:
        """A database is prepared when qbitrr starts: the processes keep the one that they have until then."""
        url = settings.database.get_secret_value()
        if url != (self._database if is_url(self._database) else "") and not self._dry_run:
            log.warning("[Settings] Database is another one now: it is used once qbitrr is stopped and started again.")

    def _specs(self, configuration: Configuration, settings: Settings) -> Iterator[ChildSpec]:
        """One process for each qBittorrent, one worker for each section that has work, one for the page.

        Where no section has work nobody would ask a client: its section may well be as the example file has it.
        """
        wanted = configuration.clients if configuration.workers else {}
        clients = {name: client for name, client in wanted.items() if not client.disabled}
        for name, client in clients.items():
            yield _spec(name, CLIENT, "client", (name, client, self._folder / RUN, settings.dry_run))
        for section in configuration.workers:
            arguments = (section, settings, tuple(clients), self._folder, self._database)
            yield _spec(worker_of(section), WORKER, "worker", arguments)
        if (target := page.target()) and page.is_wanted(configuration):
            bound = page.bound(configuration, self._environ)
            yield _spec(page.SECTION, target, "page", (self._folder, self._database, settings.dry_run), *bound)


def prepare(name: str, *, folder: Path, level: str, to_files: bool) -> None:
    """What every child does first: send its log where it belongs."""
    logs.configure(name, folder, level, to_files=to_files)


def worker_of(section: InstanceSection) -> str:
    """What the process of a section's worker is called."""
    return f"{section.name}{BESIDE}" if section.client else section.name


def _spec(name: str, target: str, kind: str, arguments: tuple[object, ...], *besides: str) -> ChildSpec:
    """``besides`` is what it reads by itself, and has to be started anew for."""
    written = json.dumps((*arguments, *besides), default=_plain, sort_keys=True)
    return ChildSpec(name, target, arguments, kind, hashlib.sha256(written.encode()).hexdigest())


def _plain(value: object) -> object:
    """Everything that makes two configurations differ, secrets included: it is only ever hashed."""
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, BaseModel):
        return dict(value)
    slots = getattr(value, "__slots__", ())
    return {name: getattr(value, name) for name in slots} if slots else str(value)


def _broken(configuration: Configuration) -> dict[str, str]:
    """The sections that cannot be used, and why."""
    usable = {"Settings", "WebUI", "Plugins", *configuration.clients, *configuration.instances}
    return {
        name: "; ".join(str(problem) for problem in configuration.problems if problem.section.startswith(name))
        for name in configuration.sections
        if name not in usable
    }


def _restart_policy(settings: Settings) -> RestartPolicy:
    return RestartPolicy(
        intensity=settings.max_process_restarts if settings.auto_restart_processes else 0,
        period=settings.process_restart_window.total_seconds(),
        first_delay=settings.process_restart_delay.total_seconds(),
    )


def _say(configuration: Configuration, settings: Settings) -> None:
    for problem in configuration.problems:
        log.log(logging.ERROR if problem.fatal else logging.WARNING, "%s", problem)
    if not configuration.instances and not configuration.of_clients:
        log.warning("Nothing to look after: %s has no section such as [Radarr].", configuration.path)
    if settings.dry_run:
        log.warning("This is a dry run: qbitrr says what it would do, and does nothing.")
