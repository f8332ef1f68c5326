"""From a section's raw options and the environment to a validated model, or to every problem at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ValidationError

from .environment import UNSET, is_rule, overlay
from .fields import key_names, options_of
from .options import PluginConfig
from .problems import Problem, problems_of, shown

RULE_KEYS = {"Enabled": "true or false", "Trust": "'observe', 'tag', 'quarantine' or 'remove'"}
"""The keys of ``sections.RuleKeys``, which the core takes out when it can read them, and what it expects in each."""

NOT_USED_YET = "this version of qbitrr does not use it"


def validate[M: PluginConfig](
    model: type[M], section: str, options: Mapping[str, object], environ: Mapping[str, str]
) -> tuple[M | None, tuple[Problem, ...]]:
    """The section's options as a model, the environment's values included; None when a problem is fatal."""
    own = key_names(model).values()
    unread = [key for key in RULE_KEYS if key in options and is_rule(section) and key not in own]
    rest = {key: value for key, value in options.items() if key not in unread}
    found = overlay(model, section, prepared(model, rest), environ)
    wrong = (Problem(section, key, shown(options[key]), RULE_KEYS[key]) for key in unread)
    problems = (*_ignored(model, section, options), *found.problems, *wrong)
    try:
        config = model.model_validate(found.options)
    except ValidationError as error:
        return None, (*problems, *problems_of(section, error, model, found.sources))
    if found.problems or unread:
        return None, problems
    return config, (*problems, *_doubted(config, section))


def tolerate[M: PluginConfig](
    model: type[M], section: str, options: Mapping[str, object], environ: Mapping[str, str]
) -> tuple[M, tuple[Problem, ...]]:
    """As ``validate``, but a key that is wrong has its default; the problems that tell of it stay fatal."""
    config, problems = validate(model, section, options, environ)
    if config is not None:
        return config, problems
    left = overlay(model, section, prepared(model, options), environ).options
    for problem in problems:
        _forget(left, re.sub(r"\[\d+\]", "", problem.key).split("."))
    config, _ = validate(model, section, left, {})
    if config is None:
        return model(), (*problems, Problem(section, hint="none of it can be used, so everything has its default"))
    return config, problems


def prepared(model: type[BaseModel], options: Mapping[str, object]) -> dict[str, object]:
    """Options by their keys, without those that are still to be filled in and those that are ignored."""
    keys = key_names(model)
    tables = {option.path[0]: option.table for option in options_of(model) if len(option.path) == 1}
    found: dict[str, object] = {}
    for name, value in options.items():
        key = name if keys.get(name, name) in options else keys[name]
        table = tables.get(key)
        if value != UNSET and key not in _not_used_yet(model):
            found[key] = prepared(table, value) if table and isinstance(value, Mapping) else value
    return found


def _doubted(config: PluginConfig, section: str) -> Iterator[Problem]:
    for key, value, why in config.doubts():
        yield Problem(section, key, shown(value), hint=f"{why}; it is not used, the rest is", fatal=False)


def _ignored(model: type[BaseModel], section: str, options: Mapping[str, object]) -> Iterator[Problem]:
    moved = model.moved if issubclass(model, PluginConfig) else {}
    for key in sorted(_not_used_yet(model) & options.keys()):
        yield Problem(section, key, hint=moved_to(moved[key]) if key in moved else NOT_USED_YET, fatal=False)


def moved_to(place: str) -> str:
    return f"it is not used here: its place is {place}"


def _not_used_yet(model: type[BaseModel]) -> frozenset[str]:
    return model.not_used_yet | model.moved.keys() if issubclass(model, PluginConfig) else frozenset()


def _forget(options: dict[str, object], path: list[str]) -> None:
    *tables, key = path
    for name in tables:
        inner = options.get(name)
        if not isinstance(inner, dict):
            options.pop(name, None)  # a list of tables: none of it is used
            return
        options = inner
    options.pop(key, None)
