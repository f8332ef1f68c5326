"""Undo a removal: put a torrent back as it was, in the client and at its owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .actions import Unblocklist
from .domain import Classification, State, Torrent
from .errors import QbitrrError
from .hooks import Hooks
from .intents import pack_of
from .ports import Client, SavedTorrent
from .steps import QUARANTINE_TAG
from .store.quarantine import Held
from .store.store import Store


class CannotRestore(QbitrrError):  # noqa: N818 -- an answer for a person
    """There is nothing to put back, and why."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back: each line is a sentence."""

    held: Held
    lines: tuple[str, ...]


def restore(held: Held, client: Client, hooks: Hooks, store: Store, now: datetime) -> Restored:
    """Put ``held`` back with its category, tags and limits, running if it ran, and forget its failure at its owner.

    Raises CannotRestore, and what the client raises; nothing is half done that a second call would not finish.
    """
    lines = [_put_back(held, client, store)]
    answers = hooks.execute(Unblocklist("restored by a person"), _torrent(held), _owner(held), now)
    lines += [outcome.detail for _, outcome in answers.given if outcome.detail]
    lines += [f"{failure.plugin} could not be asked: {failure.error}" for failure in answers.failed]
    with store.transaction():
        store.quarantine.mark(held.id, "restored", now)
        store.failures.forget(held.owner, _owner(held).media_ids)
        store.ledger.append(
            at=now,
            owner=held.owner,
            client=held.client,
            hash=held.hash,
            name=held.name,
            action="restore",
            reason="a person asked for it",
            outcome="done",
            detail="; ".join(lines),
            size=held.size,
        )
    return Restored(held, tuple(lines))


def _put_back(held: Held, client: Client, store: Store) -> str:
    running = bool(held.context.get("running", True))
    if not client.exists(held.hash):
        return _add_again(held, client, store, stopped=not running)
    client.set_category(held.hash, held.category)
    client.remove_tags(held.hash, frozenset({QUARANTINE_TAG}))
    if held.tags:
        client.add_tags(held.hash, held.tags)
    client.set_limits(held.hash, _limits(held))
    if running:
        client.start(held.hash, forced=bool(held.context.get("forced")))
    return "its torrent is back as it was" + (" and runs" if running else "")


def _add_again(held: Held, client: Client, store: Store, *, stopped: bool) -> str:
    torrent_file = store.quarantine.torrent_file(held.id)
    if not torrent_file:
        raise CannotRestore(
            f"{held.name} is no longer in {held.client}, which gave no torrent file when it was removed: "
            f"add it again by hand (hash {held.hash})"
        )
    client.add(
        SavedTorrent(
            hash=held.hash,
            torrent=torrent_file,
            category=held.category,
            tags=held.tags,
            save_path=held.save_path,
            limits=_limits(held),
            stopped=stopped,
        )
    )
    return "its torrent was added again; data that is still there is checked, the rest is downloaded"


def _limits(held: Held) -> dict[str, float | bool | str]:
    limits = held.context.get("limits")
    return dict(limits) if isinstance(limits, dict) else {}


def _owner(held: Held) -> Classification:
    media_id = held.context.get("media_id")
    return Classification(
        str(held.context.get("owner", held.owner)),
        media_id if isinstance(media_id, int) else None,
        str(held.context.get("title", "")),
        pack_of(held.context),
    )


def _torrent(held: Held) -> Torrent:
    return Torrent(
        client=held.client,
        hash=held.hash,
        name=held.name,
        category=held.category,
        state=State.UNKNOWN,
        progress=0.0,
        size=held.size,
        left=0,
        added=held.held_at,
        last_activity=held.held_at,
        tags=held.tags,
        save_path=held.save_path,
        infohash_v1=str(held.context.get("infohash_v1", "")),
        infohash_v2=str(held.context.get("infohash_v2", "")),
    )
