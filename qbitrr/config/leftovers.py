"""Variables of the environment that look like options and are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from .environment import RESERVED, flat, names_of, variables
from .options import PluginConfig
from .problems import Problem, did_you_mean
from .sections import RuleKeys, SectionKeys, is_client, kind_of
from .settings import QbitConfig, Settings
from .validation import NOT_USED_YET, moved_to

if TYPE_CHECKING:
    from .configuration import Configuration

type Models = Mapping[str, type[PluginConfig]]
type Target = tuple[str, type[PluginConfig]]


def settings_leftovers(environ: Mapping[str, str]) -> tuple[Problem, ...]:
    """The variables that begin like settings and are none; of these the core needs no plugin to be sure."""
    ours = {name: text for name, text in environ.items() if flat(name).startswith(flat("QBITRR_SETTINGS"))}
    return tuple(_leftovers(ours, [("Settings", Settings)], skip=()))


def unused_variables(configuration: Configuration, models: Models, environ: Mapping[str, str]) -> tuple[Problem, ...]:
    """Every variable that sets nothing or more than one key, once the plugins' models are known by entry point.

    The variables of sections whose plugin is not among them are passed over: they may well be right.
    """
    targets = [*_targets(configuration, models)]
    rules = {*configuration.plugins, *models}
    strangers = [name for name in configuration.sections if not is_client(name) and kind_of(name) not in models]
    skip = [*strangers, "Settings", *(f"Plugins.{name}" for name in rules - models.keys())]
    skip += [f"{name}.Plugins.{rule}" for name in configuration.sections for rule in rules - models.keys()]
    return tuple(_leftovers(environ, targets, skip=[name for name in skip if name != "Plugins"]))


def _targets(configuration: Configuration, models: Models) -> Iterator[Target]:
    for section in configuration.sections:
        if is_client(section):
            yield section, QbitConfig
            yield from _rule_targets(f"{section}.Plugins", models)
        elif kind_of(section) in models:
            yield section, models[kind_of(section)]
            yield section, SectionKeys
            yield from _rule_targets(f"{section}.Plugins", models)
    yield from _rule_targets("Plugins", models)


def _rule_targets(prefix: str, models: Models) -> Iterator[Target]:
    for rule, model in models.items():
        yield f"{prefix}.{rule}", model
        yield f"{prefix}.{rule}", RuleKeys


def _leftovers(environ: Mapping[str, str], targets: Iterable[Target], *, skip: Iterable[str]) -> Iterator[Problem]:
    known: dict[str, list[str]] = {}
    later: dict[str, str] = {}
    for section, model in targets:
        for name, spelled in names_of(model, section).items():
            known.setdefault(name, []).append(f"{spelled} of [{section}]")
        later |= {flat(section, key): NOT_USED_YET for key in model.not_used_yet}
        later |= {flat(section, key): moved_to(place) for key, place in model.moved.items()}
    for name, given in variables(environ).items():
        meant = known.get(name, [])
        if len(meant) > 1:
            yield Problem("", given[0], hint=f"it stands for {' and '.join(meant)}", fatal=False)
        elif hint := next((hint for start, hint in later.items() if name.startswith(start)), ""):
            yield Problem("", given[0], hint=hint, fatal=False)
        elif not meant and not name.startswith(tuple(map(flat, skip))):
            words = [*RESERVED, *(spelled.partition(" ")[0] for each in known.values() for spelled in each)]
            yield Problem("", given[0], "", "the name of an option", did_you_mean(given[0], words), fatal=False)
