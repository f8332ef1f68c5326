"""Find, configure and register plugins. A bad plugin becomes a record with a reason, never a crash."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from importlib.metadata import EntryPoint, entry_points

import pluggy
from stevedore import NamedExtensionManager

from . import hookspecs
from .config.options import PluginConfig
from .config.problems import Problem
from .conformity import faults_of
from .errors import QbitrrError, Shutdown, described

GROUP = "qbitrr.plugins"


class Status(StrEnum):
    """How a plugin instance is."""

    ENABLED = "enabled"
    DISABLED = "disabled"
    LOAD_ERROR = "load error"
    CONFIG_ERROR = "config error"
    INCOMPATIBLE = "incompatible"
    UNAVAILABLE = "unavailable"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class PluginRecord:
    """One plugin instance: how it is, since when, and why."""

    name: str
    plugin: str
    status: Status
    since: datetime
    reason: str = ""
    distribution: str = ""

    @property
    def broken(self) -> bool:
        """Was it wanted here, and does it not run?"""
        return self.status not in (Status.ENABLED, Status.DISABLED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A plugin instance that the configuration names: ``name`` is ``Radarr-4K`` where ``plugin`` is ``radarr``."""

    name: str
    plugin: str
    options: Mapping[str, object]


type Validate = Callable[[type[PluginConfig], Wanted], tuple[PluginConfig | None, tuple[Problem, ...]]]
"""Make a plugin's options from what the configuration says, or say everything that is wrong with it."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A manager with all plugins that could be registered, and a record for each that was wanted."""

    manager: pluggy.PluginManager
    records: tuple[PluginRecord, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def broken(self) -> tuple[PluginRecord, ...]:
        """Plugins that were wanted and do not run: each might have protected a torrent."""
        return tuple(record for record in self.records if record.broken)


def installed() -> tuple[EntryPoint, ...]:
    """Every installed plugin, imported or not, by name."""
    return tuple(sorted(entry_points(group=GROUP), key=lambda entry: entry.name))


def load(wanted: Iterable[Wanted], validate: Validate, now: datetime) -> Loaded:
    """Register one object for each wanted instance. Only what is wanted is imported."""
    manager = new_manager()
    records: list[PluginRecord] = []
    problems: list[Problem] = []
    for one in wanted:
        fresh = PluginRecord(one.name, one.plugin, Status.ENABLED, now)
        try:
            cls, distribution = _import(one.plugin)
        except (Shutdown, KeyboardInterrupt):
            raise
        except BaseException as error:  # noqa: BLE001 -- foreign code is imported here
            records.append(replace(fresh, status=Status.LOAD_ERROR, reason=described(error)))
            continue
        fresh = replace(fresh, distribution=distribution)
        record, found = _register(manager, fresh, cls, one, validate)
        records.append(record)
        problems.extend(found)
    return Loaded(manager, tuple(records), tuple(problems))


def new_manager() -> pluggy.PluginManager:
    """A plugin manager that knows the contract and no plugin."""
    manager = pluggy.PluginManager(hookspecs.NAMESPACE)
    manager.add_hookspecs(hookspecs)
    return manager


def import_class(plugin: str) -> type:
    """Import one plugin's class; raise whatever its import raises, or LookupError when there is none or two of it."""
    return _import(plugin)[0]


def _import(plugin: str) -> tuple[type, str]:
    """A plugin's class and its distribution. Nothing is imported when it is not clear whose it is."""
    distribution = named_properly(_only(plugin))
    errors: list[BaseException] = []

    def keep(_: object, __: EntryPoint, error: BaseException) -> None:
        errors.append(error)

    with redirect_stdout(sys.stderr):  # what a plugin prints is no part of a command's answer
        found: NamedExtensionManager[type] = NamedExtensionManager(
            GROUP, [plugin], on_load_failure_callback=keep, on_missing_entrypoints_callback=lambda _: None
        )
    if errors:
        raise errors[0]
    try:
        return found[plugin].plugin, distribution
    except KeyError as error:
        raise NotInstalledError(
            f"the plugin {plugin} was installed after this process began: start it again"
        ) from error


def _only(plugin: str) -> EntryPoint:
    entries = [entry for entry in installed() if entry.name == plugin]
    if not entries:
        raise NotInstalledError(f"no installed distribution provides a plugin named {plugin}")
    if len(entries) > 1:
        raise NotInstalledError(f"more than one installed distribution provides a plugin named {plugin}")
    return entries[0]


class NotInstalledError(QbitrrError, LookupError):
    """There is no plugin of a name, or not just one."""


class MisnamedError(QbitrrError):
    """A distribution and a package that do not follow the one naming rule."""


def named_properly(entry: EntryPoint) -> str:
    """The distribution of an installed plugin. One called ``qbitrr-x`` has the package ``qbitrr_x``."""
    distribution = entry.dist.name if entry.dist else ""
    package = entry.module.partition(".")[0]
    expected = re.sub(r"[-_.]+", "_", distribution).lower()
    if package != expected or not expected.startswith("qbitrr_"):
        raise MisnamedError(f"distribution {distribution!r} must be named qbitrr-x, its package {package!r} qbitrr_x")
    return distribution


def _register(
    manager: pluggy.PluginManager, record: PluginRecord, cls: type, wanted: Wanted, validate: Validate
) -> tuple[PluginRecord, tuple[Problem, ...]]:
    problems: tuple[Problem, ...] = ()
    try:
        if faults := faults_of(cls):
            return replace(record, status=Status.INCOMPATIBLE, reason="; ".join(faults)), ()
        config, problems = validate(getattr(cls, "Config", PluginConfig), wanted)
        if config is not None:
            with redirect_stdout(sys.stderr):
                manager.register(cls(config), name=record.name)
            return record, problems
    except (Shutdown, KeyboardInterrupt):
        raise
    except BaseException as error:  # noqa: BLE001 -- foreign code is called here
        return replace(record, status=Status.LOAD_ERROR, reason=described(error)), problems
    reason = "; ".join(str(problem) for problem in problems if problem.fatal)
    return replace(record, status=Status.CONFIG_ERROR, reason=reason), problems
