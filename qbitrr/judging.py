"""Judge one torrent: ask who owns it, what they think and what they propose, and decide. Nothing is done here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from . import strikes, tracking
from .actions import Import, Reject, Remove
from .decide import decide
from .domain import (
    Classification,
    Decision,
    Download,
    HealthReport,
    Said,
    Strikes,
    Torrent,
)
from .facts import Facts, ImportHistory
from .hooks import Hooks
from .safeguards import Safeguards
from .safety import Circumstances, objection
from .searching.loops import Failed, failures_of, loops


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What judging needs besides the torrent: the plugins, and what holds for all torrents in this cycle."""

    hooks: Hooks
    facts: Facts
    now: datetime
    safeguards: Safeguards = Safeguards()  # noqa: RUF009 -- frozen
    broken: str = ""
    clients: frozenset[str] = frozenset()
    contested: frozenset[str] = frozenset()
    offline: frozenset[str] = frozenset()
    protected: Mapping[tuple[str, str], str] = field(default_factory=dict)
    stopped_by_us: frozenset[tuple[str, str]] = frozenset()
    failures: Sequence[Failed] = ()


def judge(torrent: Torrent, before: Download | None, bench: Bench) -> Decision:
    """Decide what is to be done about a torrent. The decision carries what is to be remembered of it."""
    claims = bench.hooks.classify(torrent, bench.facts)
    if len(claims.given) != 1 or torrent.category in bench.contested:
        return Decision(
            torrent=torrent,
            classification=None,
            download=before,
            failures=claims.failed,
            why=_unowned(torrent, claims.given, bench),
        )
    ((_, owner),) = claims.given
    imported = _imported(torrent, owner, bench.facts)
    known = before or tracking.first_sight(torrent, owner, bench.now)
    seen = tracking.look(known, torrent, owner, imported, bench.now, bench.safeguards.special_categories)
    if (protected := bench.protected.get(torrent.key, "")) != seen.protected:
        seen = replace(seen, protected=protected)

    opinions = bench.hooks.health_check(torrent, owner, seen, bench.facts, bench.now)
    reports, counted = _believed(opinions.given, seen, bench, torrent)
    kept = {
        failure.plugin: seen.strikes[failure.plugin] for failure in opinions.failed if failure.plugin in seen.strikes
    }
    seen = tracking.judged(seen, (report.verdict for _, report in reports), bench.now)
    if (strikes_now := kept | counted) != seen.strikes:
        seen = replace(seen, strikes=strikes_now)

    proposals = bench.hooks.action(torrent, owner, seen, tuple(report for _, report in reports), bench.facts, bench.now)
    failures = claims.failed + opinions.failed + proposals.failed
    choice = decide(proposals.given, failures)
    decision = Decision(
        torrent=torrent,
        classification=owner,
        download=seen,
        reports=reports,
        proposals=proposals.given,
        failures=failures,
        action=choice.action,
        by=choice.by,
        why=choice.why,
        refused=choice.refused,
        look_again=min((report.look_again for _, report in reports if report.look_again), default=None),
    )
    return _gated(decision, seen, owner, bench)


def refuse(decision: Decision, reason: str) -> Decision:
    """The same decision with its action refused."""
    return replace(decision, action=None, refused=reason, why=reason)


def _gated(decision: Decision, seen: Download, owner: Classification, bench: Bench) -> Decision:
    torrent, action = decision.torrent, decision.action
    if action is None or isinstance(action, Import):
        return decision
    if isinstance(action, Reject) and bench.safeguards.remove_rejected:
        action = Remove(action.reason, replace=action.replace, told=True)
        decision = replace(decision, action=action)
    if isinstance(action, Remove):
        by_us = torrent.key in bench.stopped_by_us
        seen_now = circumstances(torrent, seen, owner, bench, stopped_by_us=by_us, told=action.told)
        reason = objection(torrent, seen, seen_now)
    elif isinstance(action, Reject):
        seen_now = circumstances(torrent, seen, owner, bench, stopped_by_us=True, told=True)
        reason = objection(torrent, seen, seen_now)
    else:
        reason = protection(torrent, seen, bench)
    if reason:
        return refuse(decision, reason)
    if isinstance(action, Remove | Reject) and _is_failed(action) and _again_and_again(torrent, owner, bench):
        return replace(decision, action=replace(action, replace=False))
    return decision


def _is_failed(action: Remove | Reject) -> bool:
    return isinstance(action, Reject) or action.failed


def _again_and_again(torrent: Torrent, owner: Classification, bench: Bench) -> bool:
    """Whether with this failure its media are in a loop: another release would only fail as well."""
    failing = failures_of(owner.media_ids, owner.title, torrent.name, bench.now)
    known = (one for one in bench.failures if one.media_id in owner.media_ids)
    return any(bench.now < loop.until for loop in loops([*known, *failing], bench.safeguards.loops).values())


def protection(torrent: Torrent, download: Download, bench: Bench) -> str:
    """Why a person does not want this torrent touched, or an empty string. An import touches nothing of it."""
    if why := bench.safeguards.protected.why(torrent):
        return why
    return f"it is protected: {download.protected}" if download.protected else ""


def circumstances(
    torrent: Torrent, download: Download, owner: Classification, bench: Bench, *, stopped_by_us: bool, told: bool
) -> Circumstances:
    """What the gate is told about a torrent in this cycle. Only other clients' silence does not concern it."""
    silent = bench.facts.missing.keys() - (bench.clients - {torrent.client})
    doubt = bench.facts.doubt(torrent.client, owner.owner, *sorted(silent))
    if torrent.client in bench.offline:
        doubt = doubt or f"{torrent.client} has no connection to its peers"
    failed_category = bench.safeguards.failed_category
    return Circumstances(
        now=bench.now,
        protected=protection(torrent, download, bench),
        young=bench.safeguards.young,
        doubt=doubt,
        broken=bench.broken,
        stopped_by_us=stopped_by_us,
        library=owner.library,
        told=told or (bool(failed_category) and torrent.category == failed_category),
    )


def _unowned(torrent: Torrent, claims: Said[Classification], bench: Bench) -> str:
    if torrent.category in bench.contested:
        return f"two sections are configured for its category {torrent.category!r}: give each its own"
    if claims:
        return f"claimed by {' and '.join(owner.owner for _, owner in claims)}: left alone"
    return "nobody claims it"


def _imported(torrent: Torrent, owner: Classification, facts: Facts) -> datetime | None:
    history = facts.get("history", owner.owner)
    if history is None or not isinstance(history.value, ImportHistory):
        return None
    return history.value.imported(torrent.hashes)


def _believed(
    given: Said[HealthReport], seen: Download, bench: Bench, torrent: Torrent
) -> tuple[Said[HealthReport], dict[str, Strikes]]:
    reports: list[tuple[str, HealthReport]] = []
    counted: dict[str, Strikes] = {}
    counting = torrent.client not in bench.offline
    for plugin, report in given:
        believed, strike = strikes.count(report, seen.strikes.get(plugin), bench.now, counting=counting)
        reports.append((plugin, believed))
        if strike:
            counted[plugin] = strike
    return tuple(reports), counted
