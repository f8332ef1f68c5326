"""Who owns the torrents of a section: the plugin of an app, or the core itself for a client's own categories."""

from __future__ import annotations

from collections.abc import Sequence

import pluggy

from . import managed, special
from .config.sections import InstanceSection
from .managed import ManagedCategories
from .ports import Client
from .safeguards import Safeguards
from .special import SpecialCategories
from .store.store import Store


def watched_by[C: Client](section: InstanceSection, clients: Sequence[C]) -> tuple[C, ...]:
    """The clients whose torrents a section looks at: all, or the one whose own section it is."""
    return tuple(client for client in clients if section.client is None or client.name == section.name)


def register_owner(
    section: InstanceSection, manager: pluggy.PluginManager, safeguards: Safeguards, store: Store
) -> object | None:
    """The plugin that owns the section's torrents, after the core's own judges and owners are registered."""
    owner: object | None
    if section.client:
        owner = ManagedCategories(
            section.name,
            section.client,
            special=frozenset(safeguards.special_categories),
            ours=store.downloads.known(section.name),
            said=lambda: said_categories(store),
        )
        manager.register(owner, name=managed.NAME)
    else:
        owner = manager.get_plugin(section.name)
    judge = SpecialCategories(
        failed=safeguards.failed_category,
        recheck=safeguards.recheck_category,
        former=lambda: _only(categories_of(owner)),
    )
    manager.register(judge, name=special.NAME)
    return owner


def categories_of(owner: object | None) -> frozenset[str]:
    """The categories that an owner looks after; empty while that is not known."""
    categories: object = getattr(owner, "categories", None)
    return categories if isinstance(categories, frozenset) else frozenset()


def said_categories(store: Store) -> dict[str, frozenset[str]]:
    """Which categories each section's worker has said to look after, when it last knew."""
    notes = store.notes(managed.CATEGORIES)
    said = {name: notes.get(name) for name in notes.names()}
    return {name: frozenset(map(str, kept)) for name, kept in said.items() if isinstance(kept, list)}


def _only(categories: frozenset[str]) -> str:
    return next(iter(categories)) if len(categories) == 1 else ""
