"""Every section and every rule's table with its options as they hold, for a page that shows and changes them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..config.configuration import Configuration
from ..config.options import PluginConfig
from ..config.problems import Problem
from ..config.sections import CORE, RuleKeys, SectionKeys, enabled_rules, is_client, kind_of, tables_of
from ..config.settings import QbitConfig, Settings
from .config_options import Shown, Table, options_in, unknown_in
from .config_schema import schema_name
from .installed import Imported, entries, imported


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section or rule's table. ``managed``: is it looked after, does the rule hold?"""

    heading: str
    kind: str
    schema_name: str
    title: str
    options: tuple[Shown, ...]
    problems: tuple[Problem, ...] = ()
    in_file: bool
    managed: bool


@dataclass(slots=True)
class Plugins:
    """The installed plugins, each imported when it is first asked for."""

    known: dict[str, Imported] = field(default_factory=dict)

    def get(self, name: str) -> Imported | None:
        """One that can be imported; None when there is none of that name, or it is broken."""
        if name not in self.known and (entry := entries().get(name)):
            self.known[name] = imported(entry)
        found = self.known.get(name)
        return found if found and found.plugin else None

    def all(self) -> tuple[Imported, ...]:
        return tuple(found for name in entries() if (found := self.get(name)))


def sections_of(configuration: Configuration, file: Table, problems: tuple[Problem, ...]) -> Iterator[Section]:
    """All of them in an order for people: what concerns everything, clients, the page, apps, then rules."""
    plugins = Plugins()
    general, _ = tables_of("Plugins", file.get("Plugins", {}))
    found = [*_sections(configuration, file, plugins, general), *_rules(configuration, plugins, general)]
    headings = {one.heading for one in found}
    for one in found:
        mine = tuple(problem for problem in problems if _place_of(problem, headings) == one.heading)
        yield replace(one, problems=mine)


def can_add() -> tuple[str, ...]:
    """The sections of which there may be several, by how their names begin."""
    return ("qBit", *(one.heading for one in Plugins().all() if one.owns))


def _place_of(problem: Problem, headings: set[str]) -> str:
    """Where a problem is shown: at a rule's table for every section when the section has none of its own."""
    _, found, rule = problem.section.partition(".Plugins.")
    if problem.section not in headings and found:
        return f"Plugins.{rule}"
    return problem.section


def _sections(
    configuration: Configuration, file: Table, plugins: Plugins, general: Mapping[str, Table]
) -> Iterator[Section]:
    yield _core("Settings", "settings", Settings, file)
    names = list(dict.fromkeys((*file, *configuration.sections, *configuration.unfilled)))
    for name in filter(is_client, names):
        client = configuration.clients.get(name)
        yield _core(name, "client", QbitConfig, file, managed=bool(client and not client.disabled))
        yield from _own_rules(name, file, plugins, general)
    if page := plugins.get("webui"):
        yield _core("WebUI", "webui", page.options, file, managed=configuration.webui is not None)
    for name in names:
        if name not in CORE and not is_client(name) and isinstance(file.get(name, {}), Mapping):
            instance = configuration.instances.get(name)
            app = plugins.get(kind_of(name))
            own = _table(file, name)
            model = app.options if app else None
            yield Section(
                heading=name,
                kind="app",
                schema_name=schema_name(app) if app else "",
                title=name,
                options=tuple(_shown(name, (SectionKeys, model), own)),
                in_file=name in file,
                managed=bool(instance and instance.managed),
            )
            yield from _own_rules(name, file, plugins, general)


def _core(name: str, kind: str, model: type[PluginConfig], file: Table, *, managed: bool = True) -> Section:
    return Section(
        heading=name,
        kind=kind,
        schema_name="qBit" if kind == "client" else name,
        title=name,
        options=tuple(_shown(name, (model,), _table(file, name))),
        in_file=name in file,
        managed=managed,
    )


def _rules(configuration: Configuration, plugins: Plugins, general: Mapping[str, Table]) -> Iterator[Section]:
    """The rules for every section: those of the file, and those that the environment adds."""
    for rule in (*general, *sorted(configuration.plugins.keys() - general.keys())):
        heading = f"Plugins.{rule}"
        yield _rule(heading, rule, plugins, general.get(rule), {}, title=rule, holds=rule in configuration.plugins)


def _own_rules(section: str, file: Table, plugins: Plugins, general: Mapping[str, Table]) -> Iterator[Section]:
    """The tables that rules have in one section."""
    own, _ = tables_of(f"{section}.Plugins", _table(file, section).get("Plugins", {}))
    holding = enabled_rules(f"{section}.Plugins", general, own, os.environ)
    for rule, table in own.items():
        title = f"{rule} in {section}"
        heading = f"{section}.Plugins.{rule}"
        yield _rule(heading, rule, plugins, table, general.get(rule, {}), title=title, holds=rule in holding)


def _rule(
    heading: str, rule: str, plugins: Plugins, own: Table | None, general: Table, *, title: str, holds: bool
) -> Section:
    plugin = plugins.get(rule)
    models = (RuleKeys, plugin.options if plugin else None)
    return Section(
        heading=heading,
        kind="rule",
        schema_name=schema_name(plugin) if plugin else "",
        title=title,
        options=tuple(_shown(heading, models, own or {}, general)),
        in_file=own is not None,
        managed=holds,
    )


def _shown(
    heading: str, models: tuple[type[PluginConfig] | None, ...], own: Table, general: Table | None = None
) -> Iterator[Shown]:
    """The options of each model that is known, then what else the table has: of that no value is shown."""
    known = [model for model in models if model]
    rest = {key: value for key, value in own.items() if key != "Plugins" or heading.startswith("Plugins.")}
    for model in known:
        yield from options_in(heading, model, rest, general or {})
    yield from unknown_in(known, rest)


def _table(file: Table, name: str) -> Table:
    table = file.get(name, {})
    return table if isinstance(table, Mapping) else {}
