"""Whether each client and app answers, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ..clients.qbittorrent import Gateway
from ..config.configuration import Configuration
from ..config.settings import Settings
from ..control import words
from ..errors import Unavailable
from ..hooks import Hooks
from ..plugins import Loaded
from ..section import hosts
from ..store.database import open_store, prepare
from ..store.store import Store


@dataclass(frozen=True, slots=True)
class Tried:
    """Whether a client or an app answered, and what it said."""

    name: str
    ok: bool
    said: str


def of_clients(configuration: Configuration) -> Iterator[Tried]:
    for name, config in configuration.clients.items():
        if config.disabled:
            continue
        with closing(Gateway(name, config, dry_run=True)) as gateway:
            try:
                update = gateway.sync(everything=True)
            except Unavailable as error:
                yield Tried(name, ok=False, said=str(error))
            else:
                yield Tried(name, ok=True, said=f"it answers and has {len(update.torrents)} torrents")


def of_apps(loaded: dict[str, Loaded], settings: Settings) -> Iterator[Tried]:
    """Ask every app what it knows, as a dry run would."""
    dry = settings.model_copy(update={"dry_run": True})
    with TemporaryDirectory(prefix="qbitrr-") as folder:
        notes = Path(folder) / "notes.db"
        prepare(notes)
        with open_store(notes) as store:
            for section, one in loaded.items():
                yield from _fetched(section, one, store, dry)


def _fetched(section: str, loaded: Loaded, store: Store, settings: Settings) -> Iterator[Tried]:
    """Run the plugins' hooks that ask the outside, as a worker in a dry run would, and tell what they said."""
    hooks = Hooks(loaded.manager)
    hooks.worker_start(hosts(section, store, settings))
    try:
        hooks.cycle_start(words.now())
        facts = hooks.fetch(words.now())
        indexers = hooks.indexers(words.now())
    finally:
        hooks.worker_stop()
    for name, reason in facts.missing.items():
        yield Tried(name, ok=False, said=reason)
    for seen in facts.observations.values():
        whole = "" if seen.complete else f", not whole: {seen.why_incomplete}"
        yield Tried(seen.source, ok=seen.complete, said=f"{seen.kind} read{whole}")
    for name, known in indexers.given:
        yield Tried(name, ok=True, said=f"tells of {len(known)} indexer{'' if len(known) == 1 else 's'}")
    for failure in indexers.failed:
        if failure.plugin not in facts.missing:
            yield Tried(failure.plugin, ok=False, said=failure.error)
