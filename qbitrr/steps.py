"""The steps that actions are made of: each does one thing outside and says what it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from .domain import (
    Action,
    Blocklist,
    Classification,
    Delete,
    Import,
    Outcome,
    Remove,
    Search,
    State,
    Tag,
    Torrent,
)
from .errors import Unavailable
from .hooks import Hooks
from .lifecycle import Stage
from .ports import Client, Missing, Refused, Unsure
from .store.journal import Intent
from .store.store import Store

QUARANTINE_TAG = "qbitrr-quarantine"
STOPPED_BY_US = "core.stopped"
"""Namespace of the notes that say which torrents qbitrr has stopped: only those does it start again."""


class NotDone(Exception):  # noqa: N818 -- a result
    """The step had no effect; the sentence says why."""


class DecideAnew(NotDone):
    """The step is not repeated: its torrent stays in quarantine, whose end decides."""


class GoneAlready(NotDone):
    """The client has no such torrent any more."""


class Unsettled(Exception):  # noqa: N818 -- a result
    """The step may have had its effect: it is looked at again before it is repeated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One action under way, with the tools to do it.

    ``tried_at`` is when an earlier attempt at the coming step began whose outcome is not known.
    """

    torrent: Torrent
    classification: Classification
    action: Action
    intent: Intent
    client: Client
    hooks: Hooks
    store: Store
    retention: timedelta
    now: datetime
    tried_at: datetime | None = None


type Sentence = str
type Step = Callable[[Work], Sentence]


def steps_of(action: Action, retention: timedelta) -> tuple[str, ...]:
    """The names of an action's steps, in order."""
    if not isinstance(action, Remove):
        return (type(action).__name__.lower(),)
    steps = ("hold", "blocklist", "stop") if action.failed else ("hold", "stop")
    steps = (*steps, "search") if action.failed and action.replace else steps
    return steps if retention else (*steps, "delete")


def _hold(work: Work) -> Sentence:
    """Keep everything that a restore needs, before anything is done."""
    torrent = work.torrent
    limits = dict(_asked(lambda: work.client.limits(torrent.hash)))
    torrent_file = _asked(lambda: work.client.export(torrent.hash))
    work.store.quarantine.hold(
        owner=work.intent.owner,
        client=torrent.client,
        hash=torrent.hash,
        name=torrent.name,
        size=torrent.size,
        reason=work.action.reason,
        held_at=work.now,
        expires_at=work.now + work.retention,
        torrent_file=torrent_file or b"",
        category=torrent.category,
        tags=torrent.tags,
        save_path=torrent.save_path,
        context={
            "limits": limits,
            "running": torrent.state is not State.STOPPED,
            "forced": torrent.forced,
            "media_id": work.classification.media_id,
            "pack": list(work.classification.pack),
            "title": work.classification.title,
            "owner": work.classification.owner,
            "infohash_v1": torrent.infohash_v1,
            "infohash_v2": torrent.infohash_v2,
        },
    )
    return ""


def _stop(work: Work) -> Sentence:
    if not isinstance(work.action, Remove) and work.torrent.state is State.STOPPED and not work.tried_at:
        raise NotDone("it was stopped already, and not by qbitrr")
    try:
        _changed(lambda: work.client.stop(work.torrent.hash))
        if isinstance(work.action, Remove):
            _changed(lambda: work.client.add_tags(work.torrent.hash, frozenset({QUARANTINE_TAG})))
            return (
                f"stopped and kept until {work.now + work.retention:%d %b %H:%M} UTC" if work.retention else "stopped"
            )
    except GoneAlready:
        end_quarantine(work, "gone")
        return "its torrent is gone already"
    work.store.notes(STOPPED_BY_US).put("/".join(work.torrent.key), work.now.isoformat())
    return "stopped"


def _start(work: Work) -> Sentence:
    note = "/".join(work.torrent.key)
    if work.store.notes(STOPPED_BY_US).get(note) is None:
        raise NotDone("it was not stopped by qbitrr")
    _changed(lambda: work.client.start(work.torrent.hash))
    work.store.notes(STOPPED_BY_US).put(note, None)
    return "started"


def _recheck(work: Work) -> Sentence:
    _changed(lambda: work.client.recheck(work.torrent.hash))
    return "checked again"


def _tag(work: Work) -> Sentence:
    if not isinstance(work.action, Tag):
        raise NotDone("this action has no tags")
    added, removed = work.action.add, work.action.remove
    if added:
        _changed(lambda: work.client.add_tags(work.torrent.hash, added))
    if removed:
        _changed(lambda: work.client.remove_tags(work.torrent.hash, removed))
    return "tagged"


def _delete(work: Work) -> Sentence:
    """Delete for good. A torrent that is gone needs no deleting; one still there after a try is judged anew."""
    if work.tried_at:
        if _asked(lambda: work.client.exists(work.torrent.hash)):
            raise DecideAnew("it is still there after an interrupted deletion: decided anew")
        end_quarantine(work, "expired")
        return "deleted with its data"
    try:
        _changed(lambda: work.client.delete(work.torrent.hash))
    except GoneAlready:
        end_quarantine(work, "gone")
        return "it was gone already"
    end_quarantine(work, "expired")
    return "deleted with its data"


def end_quarantine(work: Work, state: str) -> None:
    """What this action's torrent is held for is over."""
    for held in work.store.quarantine.held(work.intent.owner):
        if (held.client, held.hash) == work.torrent.key:
            work.store.quarantine.mark(held.id, state, work.now)


def _by_owner(work: Work, action: Action) -> Outcome:
    """Have the torrent's owner do it. Raises Unsettled when it is not known whether it did, NotDone when it did not."""
    answers = work.hooks.execute(action, work.torrent, work.classification, work.tried_at)
    if answers.failed:
        raise Unsettled(f"{answers.failed[0].plugin}: {answers.failed[0].error}")
    if not answers.given:
        raise NotDone(f"no plugin carries out {type(action).__name__}")
    ((_, outcome),) = answers.given
    if not outcome.ok:
        raise NotDone(outcome.detail)
    return outcome


def _import(work: Work) -> Sentence:
    return _by_owner(work, Import(work.action.reason)).detail


def _blocklist(work: Work) -> Sentence:
    """Its owner may only look for another release by itself where the removal says so."""
    replace = isinstance(work.action, Remove) and work.action.replace
    return _by_owner(work, Blocklist(work.action.reason, replace=replace)).detail


def _search(work: Work) -> Sentence:
    """Have it replaced, and write down what that has cost."""
    outcome, owner = _by_owner(work, Search(work.action.reason)), work.classification
    if outcome.searches and owner.media_ids:
        work.store.searches.record(
            owner.owner, owner.media_ids, owner.title, work.now, work.action.reason, cost=outcome.searches
        )
    return outcome.detail


def _asked[T](ask: Callable[[], T]) -> T:
    try:
        return ask()
    except (Unavailable, Refused) as error:
        raise NotDone(str(error)) from error


def _changed(change: Callable[[], None]) -> None:
    try:
        change()
    except Unsure as error:
        raise Unsettled(str(error)) from error
    except Missing as error:
        raise GoneAlready(str(error)) from error
    except (Unavailable, Refused) as error:
        raise NotDone(str(error)) from error


STEPS: Mapping[str, Step] = {
    "import": _import,
    "hold": _hold,
    "blocklist": _blocklist,
    "stop": _stop,
    "search": _search,
    "delete": _delete,
    "recheck": _recheck,
    "start": _start,
    "tag": _tag,
}

NO_EFFECT = frozenset({"hold"})
"""Steps that change nothing outside the store: an action that got no further can simply be dropped."""

STAGE_AFTER: Mapping[tuple[type[Action], str], Stage] = {
    (Import, "import"): Stage.IMPORTING,
    (Remove, "blocklist"): Stage.BLOCKLISTED,
    (Remove, "search"): Stage.RESEARCHING,
    (Remove, "delete"): Stage.DELETED,
    (Delete, "delete"): Stage.DELETED,
}
