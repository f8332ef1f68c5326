"""The whole configuration as one frozen value: the file, the environment over it, and everything wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import entry_points
from pathlib import Path

from .client_sections import beside, read_client
from .environment import added_sections, clashes, flat, names_of, variable, variables
from .fields import key_names
from .leftovers import settings_leftovers
from .problems import Problem
from .read import read
from .sections import (
    CORE,
    InstanceSection,
    Table,
    enabled_rules,
    is_client,
    is_unfilled,
    kind_of,
    misspelt,
    read_instance,
    tables_of,
    with_section,
)
from .settings import CONFIG_VERSION, QbitConfig, Settings
from .validation import tolerate, validate

__all__ = ["Configuration", "InstanceSection", "load", "validate"]

GUARDS = frozenset(
    {
        "DryRun",
        "ProtectionTags",
        "ProtectionCategories",
        "ProtectionTrackers",
        "PathMappings",
        "IgnoreTorrentsYoungerThan",
        "QuarantineFor",
        "FailedCategory",
        "Safety",
    }
)
"""Settings that decide what is removed, and what is not: while one cannot be read, nothing is done."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What is configured. A section with a fatal problem is in ``sections`` only."""

    path: Path
    settings: Settings
    clients: Mapping[str, QbitConfig]
    instances: Mapping[str, InstanceSection]
    plugins: Mapping[str, Table]
    problems: tuple[Problem, ...]
    webui: Table | None = None
    sections: tuple[str, ...] = ()
    unfilled: tuple[str, ...] = ()
    """The sections that are as the example file has them: nobody has filled them in, and nothing comes of them."""
    of_clients: Mapping[str, InstanceSection] = field(default_factory=dict)
    """The clients' sections that have work for a worker of their own."""

    @property
    def with_plugins(self) -> tuple[InstanceSection, ...]:
        """Every section in which plugins hold, looked after or not."""
        return (*self.instances.values(), *self.of_clients.values())

    @property
    def workers(self) -> tuple[InstanceSection, ...]:
        """Every section that a worker looks after: those of apps, and those of clients that have work."""
        return tuple(one for one in self.with_plugins if one.managed)


def installed_plugins() -> frozenset[str]:
    """The entry points that plugins have, by name."""
    return frozenset(entry_points(group="qbitrr.plugins").names)


def load(
    path: Path, environ: Mapping[str, str], *, installed: Callable[[], Collection[str]] = installed_plugins
) -> Configuration:
    """Read the file and the environment. Raises ``ConfigError`` only when the file is no TOML or cannot be read."""
    document, problems = _document(read(path), environ)
    settings, more = _settings(document, environ, problems)
    problems += more
    general, more = tables_of("Plugins", document.get("Plugins", {}))
    problems += more
    clients: dict[str, QbitConfig] = {}
    instances: dict[str, InstanceSection] = {}
    of_clients: list[InstanceSection] = []
    unfilled = tuple(
        name
        for name, options in document.items()
        if name not in CORE and not is_client(name) and is_unfilled(name, options, environ)
    )
    for name, options in document.items():
        if name in unfilled:
            continue
        if is_client(name):
            client, section, more = read_client(name, options, general, environ)
            clients |= {name: client} if client else {}
            of_clients += [section] if section else []
        elif name not in CORE:
            section, more = read_instance(name, options, general, environ)
            wrong = misspelt(name)
            wrong = None if wrong and kind_of(name) in installed() else wrong
            more = (wrong, *more) if wrong else more
            instances |= {name: section} if section and not wrong else {}
        else:
            more = _page(installed) if name == "WebUI" else ()
        problems += more
    return Configuration(
        path=path,
        settings=settings,
        clients=clients,
        instances=instances,
        plugins=enabled_rules("Plugins", general, {}, environ),
        problems=(*problems, *clashes(document)),
        webui=document.get("WebUI"),
        sections=tuple(name for name in document if name not in unfilled),
        unfilled=unfilled,
        of_clients={one.name: one for one in beside(of_clients, _apps(document, unfilled, instances), environ)},
    )


def _apps(
    document: Mapping[str, Table], unfilled: tuple[str, ...], instances: Mapping[str, InstanceSection]
) -> dict[str, tuple[Table, bool]]:
    """The sections that are neither the core's nor a client's, and which of them are left alone on purpose."""
    apart = {name for name, section in instances.items() if not section.managed}
    return {
        name: (options, name in apart)
        for name, options in document.items()
        if name not in CORE and not is_client(name) and name not in unfilled
    }


def _document(raw: Mapping[str, object], environ: Mapping[str, str]) -> tuple[dict[str, Table], tuple[Problem, ...]]:
    """The file's tables with those that the environment adds; anything else at the top is a problem."""
    tables: dict[str, Table] = {name: table for name, table in raw.items() if isinstance(table, dict)}
    problems = tuple(_loose(name) for name in raw if not isinstance(raw[name], dict))
    for name in added_sections(environ):
        tables = with_section(tables, name)
    if "qBit" not in tables and names_of(QbitConfig, "qBit").keys() & variables(environ).keys():
        tables["qBit"] = {}
    if "WebUI" not in tables and any(name.startswith(flat("WebUI")) for name in variables(environ)):
        tables["WebUI"] = {}
    return tables, problems


def _version(options: Table) -> tuple[Problem, ...]:
    """What the file's version says about where the file comes from."""
    version = options.get("ConfigVersion")
    if isinstance(version, str) and not version.isdecimal():
        hint = "this is the file of another program; keys that mean the same are used, the others are named"
        return (Problem("Settings", "ConfigVersion", version, f"{CONFIG_VERSION} or less", hint, fatal=False),)
    if isinstance(version, int) and version > CONFIG_VERSION:
        hint = "the file was written by a newer qbitrr, and some of it may be misunderstood"
        return (Problem("Settings", "ConfigVersion", str(version), f"{CONFIG_VERSION} or less", hint, fatal=False),)
    return ()


def _loose(name: str) -> Problem:
    """A single value at the top of the file, perhaps a setting whose heading is missing."""
    if name in key_names(Settings).values():
        return Problem("Settings", name, expected="its place below the heading [Settings]")
    if name in CORE:
        return Problem(name, expected=f"a section, written [{name}]")
    return Problem("", name, expected=f"a section, written [{name}]")


def _settings(
    document: Mapping[str, Table], environ: Mapping[str, str], earlier: tuple[Problem, ...]
) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings, in which what is wrong has its default, and dry when that could cost a torrent."""
    options = document.get("Settings", {})
    settings, wrong = tolerate(Settings, "Settings", options, environ)
    version = _version(options)
    told = (replace(problem, fatal=False) for problem in wrong if not (version and problem.key == "ConfigVersion"))
    found = (*told, *settings_leftovers(environ), *version)
    unsure = (*earlier, *wrong, *found, *filter(None, (misspelt(name) for name in document)))
    if settings.dry_run or not any(_touches_a_guard(problem) for problem in unsure):
        return settings, found
    hint = "it is on until the settings that decide what is removed can be read"
    return settings.model_copy(update={"dry_run": True}), (
        *found,
        Problem("Settings", "DryRun", hint=hint, fatal=False),
    )


def _touches_a_guard(problem: Problem) -> bool:
    """Might one of these settings be the one that was meant?"""
    names = (*GUARDS, *(variable("Settings", name) for name in GUARDS), "mean Settings?")
    unread = problem.section == "Settings" and problem.fatal
    return (unread and (not problem.key or re.split(r"[.\[]", problem.key)[0] in GUARDS)) or any(
        name in problem.hint for name in names
    )


def _page(installed: Callable[[], Collection[str]]) -> tuple[Problem, ...]:
    if "webui" in installed():
        return ()
    return (Problem("WebUI", hint="the page is not installed: add the package qbitrr-webui", fatal=False),)
