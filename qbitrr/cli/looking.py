"""One dry cycle of every managed section in this process, over a private copy of the store: nothing is written."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, redirect_stdout
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from ..config.configuration import Configuration, InstanceSection
from ..config.settings import Settings
from ..control import words
from ..control.managed import managed
from ..control.place import Place
from ..control.stores import private_copy
from ..cycle import Cycling
from ..domain import Failure
from ..facts import Facts
from ..pipeline import Cycle
from ..ports import Client, View
from ..section import Section, assemble
from ..store.store import Store
from .clients import SETTLE, Seen, look_at, reached
from .output import progress

DETAILS_WITHIN = 15.0
"""Seconds in which the files and trackers of a client's torrents are read, where rules need them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What one section's cycle came to, and what it knew. ``missing`` is who could not say what it knows."""

    section: Section
    cycle: Cycle
    facts: Facts
    missing: Mapping[str, str]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Everything that was seen at one moment. The store is the private copy."""

    at: datetime
    configuration: Configuration
    clients: Mapping[str, Seen]
    sections: tuple[Looked, ...]
    store: Store


@dataclass(slots=True)
class Prepared:
    """A section that is ready for cycles, and the plugins that have failed meanwhile."""

    cycling: Cycling
    failures: list[Failure] = field(default_factory=list)


@contextmanager
def looked(
    place: Place, only: str | None = None, *, only_apps: bool = False, configuration: Configuration | None = None
) -> Iterator[Look]:
    """Look at everything, or at the section of that name, as configured or as another configuration has it.

    Raises ConfigError and Trouble.
    """
    configuration = configuration or place.configuration()
    chosen = managed(configuration, only, only_apps=only_apps)
    settings = configuration.settings.model_copy(update={"dry_run": True, "record_for": timedelta(0)})
    with ExitStack() as ends:
        clients = ends.enter_context(reached(configuration, place))
        with progress("Looking at the torrents …"), redirect_stdout(sys.stderr):  # where plugins may print
            seen = look_at(clients, patience=SETTLE + 4)
            store = ends.enter_context(private_copy(place))  # afterwards: it explains what is seen
            sections = ends.enter_context(prepared(chosen, settings, {}, seen, store))
            moment = words.now()
            with store.transaction():  # of thousands of torrents, and nobody else writes to the copy
                turned = tuple(_turn(one, moment) for one in sections)
            look = Look(at=moment, configuration=configuration, clients=seen, sections=turned, store=store)
        yield look


@contextmanager
def prepared(
    sections: Sequence[InstanceSection],
    settings: Settings,
    clients: Mapping[str, Client],
    seen: Mapping[str, Seen],
    store: Store,
) -> Iterator[tuple[Prepared, ...]]:
    """Put sections together and start them. What they change goes through ``clients``.

    A category that two of them look after is contested: who would own its torrents is not clear.
    """
    through = clients or seen
    made: list[Prepared] = []
    for section in sections:
        failures: list[Failure] = []
        whole = assemble(section, settings, list(seen.values()), store, words.now(), failures.append)
        made.append(Prepared(Cycling(whole, through, store), failures))
    try:
        for one in made:
            one.cycling.start()
            one.cycling.section.hooks.cycle_start(words.now())
            one.cycling.section.hooks.fetch(words.now())
            mine = one.cycling.section.categories
            special = frozenset(one.cycling.section.safeguards.special_categories)
            for client in one.cycling.section.detailed:
                client.read_all(mine and mine | special, within=DETAILS_WITHIN)
        _mark_contested(seen, made)
        yield tuple(made)
    finally:
        with redirect_stdout(sys.stderr):
            for one in made:
                one.cycling.stop()


def own(section: Section, facts: Facts) -> Facts:
    """What a cycle knew, as the section's own worker knows it: without the torrents of others."""
    mine = {key: replace(seen, value=_own(seen.value, section.categories)) for key, seen in facts.observations.items()}
    return Facts(mine, facts.missing)


def _own(value: object, categories: frozenset[str]) -> object:
    if not isinstance(value, View) or not categories:
        return value
    return replace(value, torrents={key: one for key, one in value.torrents.items() if one.category in categories})


def _mark_contested(seen: Mapping[str, Seen], made: Sequence[Prepared]) -> None:
    wanted = Counter(category for one in made for category in one.cycling.section.categories)
    for client in seen.values():
        client.contested = frozenset(category for category, owners in wanted.items() if owners > 1)


def _turn(one: Prepared, now: datetime) -> Looked:
    cycle = one.cycling.turn(now)
    return Looked(
        section=one.cycling.section,
        cycle=cycle,
        facts=one.cycling.facts,
        missing=one.cycling.missing,
        failures=tuple(dict.fromkeys(one.failures)),
    )
