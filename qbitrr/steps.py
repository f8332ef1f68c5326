"""The steps that actions are made of: each does one thing outside and says what it did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from .actions import Action, Blocklist, Delete, Import, Reject, Remove, Search
from .changes import CHANGES
from .domain import Outcome, State
from .errors import Unavailable
from .lifecycle import Stage
from .paths import spellings
from .work import STOPPED_BY_US, DecideAnew, GoneAlready, NotDone, Sentence, Step, Unsettled, Work, asked, changed

QUARANTINE_TAG = "qbitrr-quarantine"


def steps_of(action: Action, retention: timedelta) -> tuple[str, ...]:
    """The names of an action's steps, in order."""
    if isinstance(action, Reject):
        return ("blocklist", "search") if action.replace else ("blocklist",)
    if not isinstance(action, Remove):
        return (action.kind,)
    steps = ("hold", "blocklist", "stop") if action.failed else ("hold", "stop")
    steps = (*steps, "search") if action.failed and action.replace else steps
    return steps if retention and not action.at_once else (*steps, "delete")


def _hold(work: Work) -> Sentence:
    """Keep everything that a restore needs, before anything is done."""
    torrent = work.torrent
    limits = dict(asked(lambda: work.client.limits(torrent.hash)))
    torrent_file = asked(lambda: work.client.export(torrent.hash))
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
            "told": isinstance(work.action, Remove) and work.action.told,
            "tagged": not work.tagless,
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
        changed(lambda: work.client.stop(work.torrent.hash))
        if isinstance(work.action, Remove):
            if not work.tagless:
                changed(lambda: work.client.add_tags(work.torrent.hash, frozenset({QUARANTINE_TAG})))
            kept = "delete" not in work.intent.steps
            return f"stopped and kept until {work.now + work.retention:%d %b %H:%M} UTC" if kept else "stopped"
    except GoneAlready:
        end_quarantine(work, "gone")
        return "its torrent is gone already"
    work.store.notes(STOPPED_BY_US).put("/".join(work.torrent.key), work.now.isoformat())
    return "stopped"


def _delete(work: Work) -> Sentence:
    """Delete for good. A torrent that is gone needs no deleting; one still there after a try is judged anew.

    Data that another torrent has too stays, whichever client that is in; while this is not known, nothing is done.
    """
    if work.tried_at:
        if asked(lambda: work.client.exists(work.torrent.hash)):
            raise DecideAnew("it is still there after an interrupted deletion: decided anew")
        end_quarantine(work, "expired")
        return "deleted with its data"
    others = asked(lambda: sharing(work))
    try:
        changed(lambda: work.client.delete(work.torrent.hash, with_data=not others))
    except GoneAlready:
        end_quarantine(work, "gone")
        return "it was gone already"
    end_quarantine(work, "expired")
    return f"deleted without its data, which {others} has too" if others else "deleted with its data"


def sharing(work: Work) -> str:
    """Which other torrent has the same data, in words; empty when none has. Raises Unavailable."""
    torrent = work.torrent
    if not torrent.content_path:
        if torrent.has_metadata:
            raise Unavailable("it is not known where its data is, nor who shares it")
        return ""
    for name, client in sorted(work.clients.items()):
        own, path = name == torrent.client, torrent.content_path
        for one in (path,) if own else sorted(spellings(path, torrent.client, name, work.paths)):
            if others := client.sharing(one) - ({torrent.hash} if own else set()):
                return f"{min(others)[:8]} in {name}"
    return ""


def _expire(work: Work) -> Sentence:
    """Let the quarantine of a torrent end now, whoever holds it; its holder deletes it through the gate."""
    held = [one for one in work.store.quarantine.held() if (one.client, one.hash) == work.torrent.key]
    if not held:
        raise NotDone("it is not in quarantine")
    for one in held:
        work.store.quarantine.expire_at(one.id, work.now)
    return "its quarantine ends early"


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
    replace = isinstance(work.action, Remove | Reject) and work.action.replace
    return _by_owner(work, Blocklist(work.action.reason, replace=replace)).detail


def _search(work: Work) -> Sentence:
    """Have it replaced, and write down what that has cost."""
    outcome, owner = _by_owner(work, Search(work.action.reason)), work.classification
    if outcome.searches and owner.media_ids:
        work.store.searches.record(
            owner.owner, owner.media_ids, owner.title, work.now, work.action.reason, cost=outcome.searches
        )
    return outcome.detail


STEPS: Mapping[str, Step] = {
    "import": _import,
    "hold": _hold,
    "blocklist": _blocklist,
    "stop": _stop,
    "search": _search,
    "delete": _delete,
    "expire": _expire,
    **CHANGES,
}

NO_EFFECT = frozenset({"hold"})
"""Steps that change nothing outside the store: an action that got no further can simply be dropped."""

STAGE_AFTER: Mapping[tuple[type[Action], str], Stage] = {
    (Import, "import"): Stage.IMPORTING,
    (Reject, "blocklist"): Stage.BLOCKLISTED,
    (Reject, "search"): Stage.RESEARCHING,
    (Remove, "blocklist"): Stage.BLOCKLISTED,
    (Remove, "search"): Stage.RESEARCHING,
    (Remove, "delete"): Stage.DELETED,
    (Delete, "delete"): Stage.DELETED,
}
