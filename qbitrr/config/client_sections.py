"""A client's section as a section with rules: its own managed categories, and what is global to the client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from .problems import Problem
from .sections import ClientPart, InstanceSection, Table, enabled_rules, inherited_keys, kind_of, tables_of, trusted
from .settings import QbitConfig
from .validation import validate


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


def beside(clients: Iterable[InstanceSection], others: Iterable[InstanceSection]) -> Iterator[InstanceSection]:
    """The clients' sections that know which apps' sections are at work. Another client's torrents are no concern."""
    names = tuple(sorted(section.name for section in others if section.managed))
    for section in clients:
        if section.client:
            yield replace(section, client=replace(section.client, others=names))
