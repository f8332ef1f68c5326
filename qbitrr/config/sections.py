"""Tell the file's sections apart, and find the rules that hold in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import Field

from ..trust import Trust
from .environment import UNSET, flat, overlay, variables
from .options import PluginConfig
from .problems import Problem, did_you_mean
from .validation import RULE_KEYS, validate

CORE = ("Settings", "qBit", "WebUI", "Plugins")
type Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ClientPart:
    """What is particular to a client's own section: its ``categories``, with those ``nested`` in them.

    ``others`` are the apps' sections, those that cannot be read too: what is in their categories is not the client's
    own. ``apart`` are those that are not looked after, whose categories are nobody's. ``named`` are the categories that
    any of these have in the file.
    """

    categories: tuple[str, ...] = ()
    nested: bool = False
    others: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InstanceSection:
    """A section that belongs to a plugin, such as [Radarr-4K]; ``rules`` are the options of those that hold in it.

    A client's section such as [qBit] is one too when it has work: then ``client`` is what is particular to it.

    ``trust`` says how far each of these rules is trusted, ``inherited`` which of a rule's keys stand in its table for
    every section. The environment is not in its options yet: ``validate`` lays it over them.
    """

    name: str
    kind: str
    managed: bool
    options: Table
    rules: Mapping[str, Table]
    trust: Mapping[str, Trust] = field(default_factory=dict)
    client: ClientPart | None = None
    inherited: Mapping[str, frozenset[str]] = field(default_factory=dict)


class SectionKeys(PluginConfig):
    """The core's keys in every plugin's section."""

    managed: bool = Field(default=True, description="Look after the torrents of this section.")


class RuleKeys(PluginConfig):
    """The core's keys in every rule's table."""

    enabled: bool = Field(default=True, description="Whether the rule holds, here or, in [Plugins.NAME], everywhere.")
    trust: Trust = Field(
        default=Trust.QUARANTINE,
        description="How far the rule is trusted. observe: it only says what it would do. tag: it tags as well. "
        "quarantine: what it finds failed is set aside for a while. remove: it is deleted at once.",
    )


def kind_of(section: str) -> str:
    """The entry point of the plugin that a section belongs to."""
    return section.partition("-")[0].lower()


def is_client(section: str) -> bool:
    return section == "qBit" or section.startswith("qBit-")


def is_unfilled(section: str, options: Table, environ: Mapping[str, str]) -> bool:
    """Whether a section is as the example file has it: all that it says is still to be filled in, by nobody yet."""
    given = list(_values(options))
    by_environment = any(name.startswith(flat(section)) for name in variables(environ))
    return bool(given) and all(value == UNSET for value in given) and not by_environment


def _values(options: Table) -> Iterator[object]:
    for value in options.values():
        if isinstance(value, Mapping):
            yield from _values(value)
        else:
            yield value


def misspelt(section: str) -> Problem | None:
    """The problem of a section that looks like one of the core's own and is none."""
    start = section.partition("-")[0]
    near = did_you_mean(start, CORE)
    wrong = section not in CORE and not is_client(section) and (near or not start)
    return Problem(section, expected="the name of a section", hint=near) if wrong else None


def with_section(tables: Mapping[str, Table], name: str) -> dict[str, Table]:
    """The sections and one more, which may be a rule's: ``Plugins.stalled`` or ``Radarr-4K.Plugins.stalled``."""
    section, found, rule = f".{name}".rpartition(".Plugins.")
    path = (section[1:], "Plugins", rule) if found else (name,)
    added = _with_table(tables, tuple(filter(None, path)))
    return {section: table for section, table in added.items() if isinstance(table, Mapping)}


def tables_of(section: str, options: object) -> tuple[dict[str, Table], tuple[Problem, ...]]:
    """The sub-tables of ``[Plugins]`` or of a section's own, without what is no table."""
    if not isinstance(options, Mapping):
        return {}, (Problem(section, expected="a table of plugins, each a table of its options"),)
    tables = {name: table for name, table in options.items() if isinstance(table, Mapping)}
    wrong = (Problem(section, name, expected="a table") for name in options.keys() - tables.keys())
    return tables, tuple(sorted(wrong, key=lambda problem: problem.key))


def read_instance(
    name: str, options: Table, general: Mapping[str, Table], environ: Mapping[str, str]
) -> tuple[InstanceSection | None, tuple[Problem, ...]]:
    """A plugin's section without the core's keys, which are read here; None when they are wrong."""
    given = {"Managed": options["Managed"]} if "Managed" in options else {}
    keys, problems = validate(SectionKeys, name, given, environ)
    own, more = tables_of(f"{name}.Plugins", options.get("Plugins", {}))
    problems += more
    if keys is None or any(problem.fatal for problem in problems):
        return None, problems
    rest = {key: value for key, value in options.items() if key not in ("Managed", "Plugins")}
    rules = enabled_rules(f"{name}.Plugins", general, own, environ)
    trust = trusted(f"{name}.Plugins", general, own, environ)
    inherited = inherited_keys(general, own)
    return InstanceSection(name, kind_of(name), keys.managed, rest, rules, trust, inherited=inherited), problems


def inherited_keys(general: Mapping[str, Table], own: Mapping[str, Table]) -> dict[str, frozenset[str]]:
    """Which keys each rule has from its table for every section alone."""
    return {rule: frozenset(table.keys() - own.get(rule, {}).keys()) for rule, table in general.items()}


def enabled_rules(
    prefix: str, general: Mapping[str, Table], own: Mapping[str, Table], environ: Mapping[str, str]
) -> dict[str, Table]:
    """The options of each rule that is switched on, a section's own before those for every section."""
    found: dict[str, Table] = {}
    for rule in sorted({*general, *own}):
        options = merged(general.get(rule, {}), own.get(rule, {}))
        keys, wrong = _rule_keys(f"{prefix}.{rule}", options, environ)
        rest = {key: value for key, value in options.items() if key not in RULE_KEYS}
        if keys is None:
            # Left for the rule's own model to refuse: a rule that cannot be read must be seen to fail, not be missing.
            found[rule] = {**rest, **wrong}
        elif keys.enabled:
            found[rule] = rest
    return found


def trusted(
    prefix: str, general: Mapping[str, Table], own: Mapping[str, Table], environ: Mapping[str, str]
) -> dict[str, Trust]:
    """How far each rule that is switched on is trusted, a section's own word before that for every section."""
    found: dict[str, Trust] = {}
    for rule in sorted({*general, *own}):
        keys, _ = _rule_keys(f"{prefix}.{rule}", merged(general.get(rule, {}), own.get(rule, {})), environ)
        if keys is not None and keys.enabled:
            found[rule] = keys.trust
    return found


def _rule_keys(rule: str, options: Table, environ: Mapping[str, str]) -> tuple[RuleKeys | None, Table]:
    """The core's keys of a rule; None, and those that are wrong, when they cannot be read."""
    given = {key: options[key] for key in RULE_KEYS if key in options}
    keys, problems = validate(RuleKeys, rule, given, environ)
    found = overlay(RuleKeys, rule, given, environ).options
    return keys, {problem.key: found.get(problem.key, "") for problem in problems if problem.key in RULE_KEYS}


def merged(general: Table, own: Table) -> dict[str, object]:
    """Two tables laid over each other, sub-tables too. What is still to be filled in hides nothing."""
    result = dict(general)
    for key, value in own.items():
        below = result.get(key)
        if isinstance(value, Mapping) and isinstance(below, Mapping):
            result[key] = merged(below, value)
        elif value != UNSET:
            result[key] = value
    return result


def _with_table(tables: Table, path: tuple[str, ...]) -> Table:
    """A table at that path, which has been there all along when only its spelling differs."""
    name, *rest = path
    name = next((known for known in tables if flat(known) == flat(name)), name)
    inner = tables.get(name, {})
    return {**tables, name: _with_table(inner, tuple(rest)) if rest and isinstance(inner, Mapping) else inner}
