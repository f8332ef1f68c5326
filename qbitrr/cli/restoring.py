"""``qbitrr restore``: put a removed torrent back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from ..config.configuration import Configuration
from ..control import words
from ..control.candidates import Candidate, chosen, fits, parted
from ..control.place import Place
from ..control.stores import opened
from ..control.trouble import Misuse, Trouble
from ..control.waking import wake
from ..errors import Unavailable
from ..hooks import Hooks
from ..plugins import new_manager
from ..ports import Refused
from ..restore import Restored
from ..restore import restore as put_back
from ..section import hosts, load_plugins
from ..store.quarantine import Held
from ..store.store import Store
from .clients import reached
from .output import SHORT, emit, lines, progress, say, show_table
from .sentences import warn

LOST = frozenset({"expired", "gone"})
"""Their torrents are no longer in the client, but may be added again."""


def restore(place: Place, text: str | None, *, only_list: bool, json: bool) -> None:
    """Put it back and say what was done. Raises Misuse, ConfigError and Trouble."""
    if only_list:
        show_held(place, json=json)
        return
    if not text:
        raise Misuse("Say which torrent: qbitrr restore HASH. What there is: qbitrr restore --list")
    configuration = place.configuration()
    with opened(place, read_only=False) as store:
        held = _meant(store, text)
        with progress(f"Restoring {held.name} …"):
            restored = _restored(place, configuration, store, held)
    wake(place.folder)
    if json:
        emit({"hash": held.hash, "name": held.name, "client": held.client, "done": restored.lines})
    else:
        say(f"{held.name} is restored:", *(f"- {line}" for line in restored.lines))


def show_held(place: Place, *, json: bool) -> None:
    with opened(place) as store:
        held = store.quarantine.held()
    now = words.now()
    if json:
        emit(held)
    elif not held:
        say("Nothing is in quarantine.")
    else:
        show_table("torrent", "removed", "kept", "why", rows=[_row(one, now) for one in held])


def _meant(store: Store, text: str) -> Held:
    """The entry that is held and meant; where none is, one whose torrent is no longer there. Raises Trouble."""
    client, torrent = parted(text)
    held = _newest(reversed(store.quarantine.held()))
    past = store.quarantine.find(torrent)
    lost = {key: one for key, one in _newest(past).items() if one.state in LOST}
    if not held and not past:
        raise Trouble("Nothing is in quarantine, so nothing can be restored. What was done: qbitrr history")
    meant = [one for one in held.values() if client in ("", one.client)]
    there = held if any(fits(torrent, one.hash, one.name) for one in meant) else lost
    if past and not there:
        raise Trouble(f"{past[0].name} is not in quarantine any more: it is {past[0].state}.")
    one = chosen(text, (Candidate(one.client, one.hash, one.name, f"{one.state} for") for one in there.values()))
    return there[one.client, one.hash]


def _newest(entries: Iterable[Held]) -> dict[tuple[str, str], Held]:
    """One for each torrent; the entries come with the newest first."""
    found: dict[tuple[str, str], Held] = {}
    for one in entries:
        found.setdefault((one.client, one.hash), one)
    return found


def _restored(place: Place, configuration: Configuration, store: Store, held: Held) -> Restored:
    dry_run = configuration.settings.dry_run
    with reached(configuration, place, dry_run=dry_run) as clients, _owner(configuration, store, held) as hooks:
        if held.client not in clients:
            raise Trouble(f"There is no qBittorrent [{held.client}] in the configuration: put its section back first.")
        try:
            return put_back(held, clients[held.client], hooks, store, words.now())
        except (Unavailable, Refused) as error:
            raise Trouble(
                f"{held.name} is not restored, or not wholly: {error}. Try again when it is mended."
            ) from error


@contextmanager
def _owner(configuration: Configuration, store: Store, held: Held) -> Iterator[Hooks]:
    """The plugins of the section that removed it, started; nobody when there is no such section any more."""
    section = next((one for one in configuration.with_plugins if one.name == held.owner), None)
    if section is None:
        warn(f"[{held.owner}] is not in the configuration any more: only its torrent is put back.")
        yield Hooks(new_manager())
        return
    loaded = load_plugins(section, words.now())
    for record in loaded.broken:
        warn(f"The plugin {record.name} does not run ({record.status}): {record.reason}")
    hooks = Hooks(loaded.manager)
    hooks.worker_start(hosts(section.name, store, configuration.settings))
    try:
        hooks.cycle_start(words.now())
        hooks.fetch(words.now())
        yield hooks
    finally:
        hooks.worker_stop()


def _row(held: Held, now: datetime) -> tuple[object, ...]:
    return (
        lines(held.name, held.hash[:SHORT]),
        lines(words.ago(held.held_at, now), held.owner),
        words.ago(held.expires_at, now),
        held.reason,
    )
