"""One managed section put together, for a worker or the command line: plugins, clients, pipeline."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from pydantic import BaseModel, SecretStr

from .config.configuration import InstanceSection, validate
from .config.options import PluginConfig
from .config.problems import Problem
from .config.settings import Safety, Settings
from .detailed import Detailed, needs_of
from .domain import Failure
from .hooks import Hooks
from .host import Host, Notes, nobody_knows
from .inventory import Inventory
from .logs import hide
from .owners import categories_of, register_owner, watched_by
from .paths import PathMapping
from .pipeline import Pipeline
from .plugins import Loaded, PluginRecord, Status, Wanted, load
from .ports import Client
from .safeguards import Protected, Safeguards
from .safety import Limits
from .searching.configured import policy_of
from .source import TorrentSource
from .store.store import Store
from .trust import Trust

ON_THEIR_OWN = frozenset({"qbitrr_classify", "qbitrr_fetch", "qbitrr_wanted", "qbitrr_tend"})
"""The hooks of which a plugin has at least one if a section of its own makes sense."""

JUDGING = frozenset({"qbitrr_health_check", "qbitrr_action", "qbitrr_pre_action", "qbitrr_fetch"})
"""The hooks with which a rule has its say of a section's torrents."""

HEARING = frozenset({"qbitrr_execute", "qbitrr_post_action", "qbitrr_cycle_end", "qbitrr_search", "qbitrr_indexers"})
"""The hooks with which a rule has its part in what a section does, or hears of it."""


def is_for_clients(hooks: Iterable[str]) -> bool:
    """Does a rule with these hooks look only at clients as a whole, so that its place is in their sections?"""
    names = frozenset(hooks)
    if not names.isdisjoint(JUDGING | ON_THEIR_OWN - {"qbitrr_tend"}):
        return False
    return "qbitrr_balance" in names or ("qbitrr_tend" in names and names.isdisjoint(HEARING))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section whose plugins are loaded, ready to run cycles."""

    name: str
    settings: Settings
    hooks: Hooks
    pipeline: Pipeline
    safeguards: Safeguards
    records: tuple[PluginRecord, ...]
    problems: tuple[Problem, ...]
    owner: object | None
    """The plugin object that owns the section's torrents; None when it could not be loaded."""
    client: str = ""
    """The client whose own section it is; empty for an app's."""
    detailed: tuple[Detailed, ...] = ()
    """The clients as its plugins see them, when some need more of torrents than a list says."""

    @property
    def categories(self) -> frozenset[str]:
        """The categories that the owner looks after; empty while that is not known, which means all."""
        return categories_of(self.owner)


def assemble(
    section: InstanceSection,
    settings: Settings,
    clients: Sequence[Client],
    store: Store,
    now: datetime,
    failed: Callable[[Failure], None] = lambda _: None,
    environ: Mapping[str, str] = os.environ,
    spread: timedelta = timedelta(0),
) -> Section:
    """Load a section's plugins and make everything that its cycles need. ``spread``: see ``Pipeline``."""
    loaded = load_plugins(section, now, environ)
    watched = watched_by(section, clients)
    needs = needs_of(loaded.manager.get_plugins())
    detailed = tuple(Detailed(client, needs) for client in watched) if needs else ()
    for client in detailed or watched:
        loaded.manager.register(TorrentSource(client), name=client.name)
    owner = register_owner(section, loaded.manager, safeguards_of(settings), store)
    hooks = Hooks(loaded.manager, failed)
    safeguards = safeguards_of(settings, section.trust)
    pipeline = Pipeline(
        hooks,
        store.downloads.known(section.name),
        safeguards=safeguards,
        broken=said_of(loaded.broken),
        clients=frozenset(client.name for client in watched),
        spread=spread,
    )
    return Section(
        name=section.name,
        settings=settings,
        hooks=hooks,
        pipeline=pipeline,
        safeguards=safeguards,
        records=loaded.records,
        problems=loaded.problems,
        owner=owner,
        client=section.name if section.client else "",
        detailed=detailed,
    )


def load_plugins(section: InstanceSection, now: datetime, environ: Mapping[str, str] = os.environ) -> Loaded:
    """Load a section's owner and its rules."""
    wanted = [] if section.client else [Wanted(section.name, section.kind, section.options)]
    wanted += [Wanted(rule, rule, options) for rule, options in section.rules.items()]

    def check(model: type[PluginConfig], one: Wanted) -> tuple[PluginConfig | None, tuple[Problem, ...]]:
        where = one.name if one.name == section.name else f"{section.name}.Plugins.{one.name}"
        config, problems = validate(model, where, one.options, environ)
        problems = tuple(_placed(problem, one.name, section.inherited.get(one.name, ())) for problem in problems)
        for secret in _secrets_of(config):
            hide(secret)
        return config, problems

    loaded = load(wanted, check, now)
    return _in_place(section, loaded)


def _placed(problem: Problem, rule: str, inherited: Collection[str]) -> Problem:
    """The problem, and where its key stands when that is not the section's own table."""
    if re.split(r"[.\[]", problem.key)[0] not in inherited or "it was set by" in problem.hint:
        return problem
    return replace(problem, hint="; ".join(filter(None, (problem.hint, f"it stands in [Plugins.{rule}]"))))


def _in_place(section: InstanceSection, loaded: Loaded) -> Loaded:
    """Without the rules that are out of place: one for clients must not run in the process of every app as well."""
    problems = list(_helpless(section, loaded))
    records = list(loaded.records)
    for position, record in enumerate(records):
        plugin = loaded.manager.get_plugin(record.name)
        if section.client or record.name not in section.rules or not is_for_clients(_hooks_of(plugin, loaded)):
            continue
        hint = (
            f"it looks at clients as a whole, and is not run here: write its options below [qBit.Plugins.{record.name}]"
        )
        loaded.manager.unregister(plugin)
        records[position] = replace(record, status=Status.DISABLED, reason=hint)
        problems.append(Problem(f"{section.name}.Plugins.{record.name}", hint=hint, fatal=False))
    return replace(loaded, records=tuple(records), problems=(*loaded.problems, *problems))


def _helpless(section: InstanceSection, loaded: Loaded) -> Iterator[Problem]:
    """A plugin that owns nothing and does nothing on its own works only in the sections of others."""
    owner = loaded.manager.get_plugin(section.name)
    if owner and ON_THEIR_OWN.isdisjoint(_hooks_of(owner, loaded)):
        yield Problem(
            section.name,
            hint=f"it does nothing in a section of its own: write its options below [Plugins.{section.kind}]",
            fatal=False,
        )


def _hooks_of(plugin: object | None, loaded: Loaded) -> frozenset[str]:
    """The names of a plugin's hooks; none when it could not be loaded."""
    return frozenset(caller.name for caller in loaded.manager.get_hookcallers(plugin) or ()) if plugin else frozenset()


def _secrets_of(options: object) -> Iterator[str]:
    """Every secret in a plugin's options, those of its sub-tables too."""
    if isinstance(options, SecretStr):
        yield options.get_secret_value()
    elif isinstance(options, BaseModel):
        for _, value in options:
            yield from _secrets_of(value)


def said_of(broken: Sequence[PluginRecord]) -> str:
    """Which plugins do not run, as the beginning of a sentence; empty when all do."""
    return " and ".join(f"{record.name} does not run ({record.status})" for record in broken)


def safeguards_of(settings: Settings, trust: Mapping[str, Trust] = MappingProxyType({})) -> Safeguards:
    """What the settings say about all torrents, and the section about its rules."""
    return Safeguards(
        protected=Protected(
            tags=frozenset(settings.protection_tags),
            categories=frozenset(settings.protection_categories),
            trackers=frozenset(settings.protection_trackers),
        ),
        young=settings.ignore_torrents_younger_than,
        limits=limits_of(settings.safety),
        loops=policy_of(settings).loops,
        failed_category=settings.failed_category,
        recheck_category=settings.recheck_category,
        remove_rejected=settings.remove_rejected,
        trust=trust,
        tagless=settings.tagless,
    )


def limits_of(safety: Safety) -> Limits:
    return Limits(
        removals=safety.max_removals,
        share=safety.max_removed_share,
        size=safety.max_removed_size,
        window=safety.window,
        failing_share=safety.max_failing_share,
        few=safety.min_failing,
        full=safety.disk_full_below,
    )


class Keeper(Protocol):
    """As much of a store as plugins need."""

    @property
    def folder(self) -> Path | None: ...

    def notes(self, namespace: str) -> Notes: ...


def paths_of(settings: Settings) -> tuple[PathMapping, ...]:
    return tuple(PathMapping(one.client, one.here, one.instance) for one in settings.path_mappings)


def hosts(
    section: str,
    store: Keeper,
    settings: Settings,
    inventory: Callable[[], Inventory] = nobody_knows,
    trust: Mapping[str, Trust] = MappingProxyType({}),
) -> Callable[[str], Host]:
    """Make each plugin's own host."""
    paths = paths_of(settings)
    return lambda plugin: Host(
        name=plugin,
        worker=section,
        notes=store.notes(f"{section}/{plugin}"),
        dry_run=settings.dry_run,
        observing=trust.get(plugin) is Trust.OBSERVE,
        paths=paths,
        folder=store.folder,
        special_categories=frozenset(filter(None, (settings.failed_category, settings.recheck_category))),
        inventory=inventory,
    )


def availability(
    records: Sequence[PluginRecord], missing: Mapping[str, str], now: datetime
) -> tuple[PluginRecord, ...]:
    """The records after a cycle in which the ``missing`` could not say what they know of the outside."""

    def after(one: PluginRecord) -> PluginRecord:
        away = one.name in missing
        if away and one.status is Status.ENABLED:
            return replace(one, status=Status.UNAVAILABLE, since=now, reason=missing[one.name])
        if not away and one.status is Status.UNAVAILABLE:
            return replace(one, status=Status.ENABLED, since=now, reason="")
        return one

    return tuple(map(after, records))


def faulty(records: Sequence[PluginRecord], failure: Failure, now: datetime) -> tuple[PluginRecord, ...]:
    """The records after a plugin has failed."""
    return tuple(
        PluginRecord(one.name, one.plugin, Status.FAULTY, now, f"{failure.hook}: {failure.error}", one.distribution)
        if one.name == failure.plugin and one.status is not Status.FAULTY
        else one
        for one in records
    )
