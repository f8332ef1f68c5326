"""The past of one section put together: its rules, a stand-in for its owner, and what was recorded."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

import pluggy

from .. import special
from ..config.configuration import InstanceSection
from ..config.settings import Settings
from ..domain import Failure
from ..hooks import Hooks
from ..host import Host
from ..safeguards import Safeguards
from ..section import hosts, safeguards_of, said_of
from ..special import SpecialCategories
from ..store.ledger import REMOVAL
from ..store.store import Store
from ..trust import powerless
from .loading import load_rules
from .owner import RecordedOwner
from .recorded import World, events
from .removals import Removal, Report
from .replay import Key, Replay

_EARLIER = 1000
"""Entries of the ledger that are looked at for one torrent."""


class MemoryNotes:
    """A plugin's notes for as long as the replay lasts."""

    def __init__(self) -> None:
        self._kept: dict[str, object] = {}

    def get(self, key: str) -> object:
        return self._kept.get(key)

    def put(self, key: str, value: object) -> None:
        if value is None:
            self._kept.pop(key, None)
        else:
            self._kept[key] = value

    def names(self) -> frozenset[str]:
        return frozenset(self._kept)

    def all(self) -> Mapping[str, object]:
        return dict(self._kept)


def replay_section(
    section: InstanceSection,
    settings: Settings,
    store: Store,
    since: datetime,
    until: datetime,
    environ: Mapping[str, str] = os.environ,
) -> Report:
    """Judge again what was recorded of a section, with the rules that are configured here. The store is only read."""
    rules = load_rules(section, until, environ)
    dry = settings.model_copy(update={"dry_run": True})
    report = replay_with(
        rules.loaded.manager,
        section.name,
        store,
        safeguards=safeguards_of(settings),
        host_of=_hosts(section.name, store, dry),
        broken=said_of(rules.loaded.broken),
        since=since,
        until=until,
    )
    left_out = (
        f"{rule} is left out: it looks at more than was recorded, and may have kept a torrent or have found it bad."
        for rule in rules.left_out
    )
    removals = tuple(_observed(one, section) for one in report.removals)
    return replace(report, removals=removals, notes=(*left_out, *report.notes))


def replay_with(
    manager: pluggy.PluginManager,
    section: str,
    store: Store,
    *,
    safeguards: Safeguards,
    host_of: Callable[[str], Host],
    since: datetime,
    until: datetime,
    broken: str = "",
) -> Report:
    """Judge again what was recorded of a section, with the rules that are registered."""
    world = World(section)
    faults: dict[tuple[str, str], Failure] = {}

    def blame(failure: Failure) -> None:
        faults.setdefault((failure.plugin, failure.hook), failure)

    manager.register(RecordedOwner(section, world.claims), name=section)
    if safeguards.special_categories:
        judge = SpecialCategories(failed=safeguards.failed_category, recheck=safeguards.recheck_category)
        manager.register(judge, name=special.NAME)
    hooks = Hooks(manager, blame)
    told = hooks.worker_start(host_of)
    unstarted = (f"{failure.plugin} could not start ({failure.error})" for failure in told.failed)
    replay = Replay(
        section=section,
        world=world,
        hooks=hooks,
        safeguards=safeguards,
        since=since,
        until=until,
        distrusted=" and ".join(filter(None, (broken, *unstarted))),
    )
    report = replay.run(events(store.recordings.since(section, since)), _removed(store, section))
    faulty = (f"{one.plugin} is faulty ({one.hook}): {one.error}" for one in faults.values())
    return replace(report, notes=(*report.notes, *faulty))


def _hosts(section: str, store: Store, settings: Settings) -> Callable[[str], Host]:
    """Each plugin's host, whose notes last as long as the replay."""
    real = hosts(section, store, settings)
    return lambda plugin: replace(real(plugin), notes=MemoryNotes(), folder=None)


def _removed(store: Store, section: str) -> Callable[[Key, datetime], datetime | None]:
    """When qbitrr has in truth removed a torrent, as the ledger says."""

    def removed(key: Key, since: datetime) -> datetime | None:
        entries = store.ledger.recent(_EARLIER, hash=key[1], owner=section, action=REMOVAL, since=since)
        done = (one.at for one in entries if one.client == key[0] and one.outcome == "done" and not one.dry_run)
        return min(done, default=None)

    return removed


def _observed(one: Removal, section: InstanceSection) -> Removal:
    """Whether all that called for it are trusted to do no more than say so."""
    return replace(one, observed=all(powerless(rule, section.trust) for rule in one.rule.split(", ")))
