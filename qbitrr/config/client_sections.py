"""A client's section as a section with rules: its own managed categories, and what is global to the client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from .environment import UNSET, flat, variables
from .problems import Problem
from .sections import ClientPart, InstanceSection, Table, enabled_rules, inherited_keys, kind_of, tables_of, trusted
from .settings import QbitConfig
from .validation import validate

CATEGORY = "Category"
"""The key in which every app's section names the category of its torrents."""


def read_client(
    name: str, options: Table, general: Mapping[str, Table], environ: Mapping[str, str]
) -> tuple[QbitConfig | None, InstanceSection | None, tuple[Problem, ...]]:
    """The client, and its section if there is work for a worker of its own; None for what is wrong.

    Rules that are named for the client hold in it; those for every section only if it has categories of its own.
    """
    own, problems = tables_of(f"{name}.Plugins", options.get("Plugins", {}))
    config, more = validate(QbitConfig, name, {key: one for key, one in options.items() if key != "Plugins"}, environ)
    problems += more
    if config is None or config.disabled or any(problem.fatal for problem in problems):
        return config, None, problems
    managed = config.managed_categories
    general = general if managed else {rule: general[rule] for rule in own.keys() & general.keys()}
    rules = enabled_rules(f"{name}.Plugins", general, own, environ)
    if not rules and not managed:
        return config, None, problems
    part = ClientPart(tuple(dict.fromkeys(managed)), config.match_subcategories)
    trust = trusted(f"{name}.Plugins", general, own, environ)
    section = InstanceSection(
        name,
        kind_of(name),
        managed=True,
        options={},
        rules=rules,
        trust=trust,
        client=part,
        inherited=inherited_keys(general, own),
    )
    return config, section, problems


def beside(
    clients: Iterable[InstanceSection], others: Mapping[str, tuple[Table, bool]], environ: Mapping[str, str]
) -> Iterator[InstanceSection]:
    """The clients' sections that know the apps' sections. Another client's torrents are no concern.

    ``others`` are the options of each, and whether it is left alone on purpose.
    """
    named = {name: found for name, (options, _) in others.items() if (found := _named(name, options, environ))}
    at_work = tuple(sorted(name for name, (_, apart) in others.items() if not apart))
    apart = tuple(sorted(others.keys() - {*at_work}))
    for section in clients:
        if section.client:
            yield replace(section, client=replace(section.client, others=at_work, apart=apart, named=named))


def _named(section: str, options: Table, environ: Mapping[str, str]) -> frozenset[str]:
    """The categories that an app's section has, in the file or by a variable, whatever else is wrong with it."""
    by_variable = (environ[name] for name in variables(environ).get(flat(section, CATEGORY), ()))
    given = {options.get(CATEGORY), *by_variable} if isinstance(options.get(CATEGORY, ""), str) else {*by_variable}
    return frozenset(one for one in given if isinstance(one, str) and one not in ("", UNSET))
