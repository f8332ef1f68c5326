"""The gate that every decision passes before it is one: what a person protects stays, what they said is heard."""

from __future__ import annotations

from dataclasses import replace

from . import trust
from .actions import Action, Import, Reject, Remove
from .bench import Bench
from .domain import Classification, Decision, Download, Torrent
from .facts import Facts, ImportHistory
from .safety import Circumstances, objection
from .searching.loops import failures_of, loops


def gated(decision: Decision, seen: Download, owner: Classification, bench: Bench) -> Decision:
    """The decision with its action as the gate lets it pass, or refused. An import touches nothing: it passes."""
    torrent, action = decision.torrent, decision.action
    if action is None or isinstance(action, Import):
        return decision
    if not isinstance(action, Remove | Reject):
        reason = protection(torrent, seen, bench)
        return refuse(decision, reason) if reason else decision
    action = _as_told(action, torrent, bench)
    if reason := _refusal(action, torrent, seen, owner, bench):
        return refuse(decision, reason)
    if calls_failed(action) and _again_and_again(torrent, owner, bench):
        action = replace(action, replace=False)
    if isinstance(action, Remove) and trust.at_once(decision.by, owner.owner, decision.reports, bench.safeguards.trust):
        action = replace(action, at_once=True)
    return replace(decision, action=action)


def refuse(decision: Decision, reason: str) -> Decision:
    """The same decision with its action refused."""
    return replace(decision, action=None, refused=reason, why=reason)


def _as_told(action: Remove | Reject, torrent: Torrent, bench: Bench) -> Remove | Reject:
    """The action as a person's word makes it: what is rejected may go, and so may all in the failed category."""
    told = told_to_go(torrent, bench)
    if isinstance(action, Reject):
        may_go = told or bench.safeguards.remove_rejected
        return Remove(action.reason, replace=action.replace, told=True) if may_go else action
    return replace(action, told=True) if told else action


def _refusal(action: Remove | Reject, torrent: Torrent, seen: Download, owner: Classification, bench: Bench) -> str:
    """Why it must not be taken away now, or an empty string."""
    if isinstance(action, Reject):
        if torrent.key in bench.rejected or _was_failed(torrent, owner, bench.facts):
            return "it was rejected already"
        seen_now = circumstances(torrent, seen, owner, bench, stopped_by_us=True, told=True, failed=True)
    else:
        by_us, failed = torrent.key in bench.stopped_by_us, action.failed and not told_to_go(torrent, bench)
        seen_now = circumstances(torrent, seen, owner, bench, stopped_by_us=by_us, told=action.told, failed=failed)
    return objection(torrent, seen, seen_now)


def told_to_go(torrent: Torrent, bench: Bench) -> bool:
    """Whether a person said so, on the command line or by putting it into the category for what is to be failed."""
    category = bench.safeguards.failed_category
    return torrent.key in bench.told or (bool(category) and torrent.category == category)


def calls_failed(action: Action | None) -> bool:
    """Whether it says that the download is no good."""
    return isinstance(action, Reject) or (isinstance(action, Remove) and action.failed)


def protection(torrent: Torrent, download: Download, bench: Bench) -> str:
    """Why a person does not want this torrent touched, or an empty string. An import touches nothing of it."""
    if why := bench.safeguards.protected.why(torrent):
        return why
    return f"it is protected: {download.protected}" if download.protected else ""


def circumstances(
    torrent: Torrent,
    download: Download,
    owner: Classification,
    bench: Bench,
    *,
    stopped_by_us: bool,
    told: bool,
    failed: bool,
) -> Circumstances:
    """What the gate is told about a torrent in this cycle. Only other clients' silence does not concern it.

    ``failed`` is whether it is to be called failed, for which there may be a common cause.
    """
    silent = bench.facts.missing.keys() - (bench.clients - {torrent.client})
    doubt = bench.facts.doubt(torrent.client, owner.owner, *sorted(silent))
    if torrent.client in bench.offline:
        doubt = doubt or f"{torrent.client} has no connection to its peers"
    doubt = doubt or bench.causes.of(torrent, failed=failed)
    return Circumstances(
        now=bench.now,
        protected=protection(torrent, download, bench),
        young=bench.safeguards.young,
        doubt=doubt,
        broken=bench.broken,
        stopped_by_us=stopped_by_us,
        library=owner.library,
        told=told or told_to_go(torrent, bench),
    )


def _was_failed(torrent: Torrent, owner: Classification, facts: Facts) -> bool:
    """Whether its owner says that it has blocklisted it."""
    history = history_of(owner, facts)
    return history is not None and history.failed(torrent.hashes) is not None


def history_of(owner: Classification, facts: Facts) -> ImportHistory | None:
    history = facts.get("history", owner.owner)
    return history.value if history and isinstance(history.value, ImportHistory) else None


def _again_and_again(torrent: Torrent, owner: Classification, bench: Bench) -> bool:
    """Whether with this failure its media are in a loop: another release would only fail as well."""
    failing = failures_of(owner.media_ids, owner.title, torrent.name, bench.now)
    known = (one for one in bench.failures if one.media_id in owner.media_ids)
    return any(bench.now < loop.until for loop in loops([*known, *failing], bench.safeguards.loops).values())
