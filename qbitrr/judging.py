"""Judge one torrent: ask who owns it, what they think and what they propose, and decide. Nothing is done here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from . import strikes, tracking, trust
from .actions import Action, Import, Reject, Remove
from .decide import decide
from .domain import (
    Classification,
    Decision,
    Download,
    HealthReport,
    Said,
    Strikes,
    Torrent,
    Verdict,
)
from .facts import Facts, ImportHistory
from .hooks import Answers, Hooks
from .mass_events import Causes
from .safeguards import Safeguards
from .safety import Circumstances, objection
from .searching.loops import Failed, failures_of, loops

PERSON = "a person"
"""By this name the core says what a person has told it on the command line."""

TOLD = "a person said that it may go"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What judging needs besides the torrent: the plugins, and what holds for all torrents in this cycle.

    A person has ``released`` torrents from their obligations, and ``told`` others to go. What was ``rejected`` lately
    is not rejected again.
    """

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
    causes: Causes = Causes()  # noqa: RUF009 -- frozen
    released: frozenset[tuple[str, str]] = frozenset()
    told: frozenset[tuple[str, str]] = frozenset()
    rejected: frozenset[tuple[str, str]] = frozenset()


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

    opinions = _opinions(torrent, owner, seen, bench)
    believed, counted = _believed(opinions.given, seen, bench, torrent)
    reports = trust.heeded(believed, bench.safeguards.trust)
    kept = {
        failure.plugin: seen.strikes[failure.plugin] for failure in opinions.failed if failure.plugin in seen.strikes
    }
    seen = tracking.judged(seen, (report.verdict for _, report in reports), bench.now)
    if (strikes_now := kept | counted) != seen.strikes:
        seen = replace(seen, strikes=strikes_now)

    asked = bench.hooks.action(torrent, owner, seen, tuple(report for _, report in reports), bench.facts, bench.now)
    failures = claims.failed + opinions.failed + asked.failed
    untouchable = protection(torrent, seen, bench)
    observed = () if untouchable else trust.observed(believed, asked.given, bench.safeguards.trust)
    doubted = {failure.plugin for failure in failures} | (_failing(opinions.given) - _failing(believed))
    proposals = (
        *trust.permitted(asked.given, bench.safeguards.trust),
        *_by_a_person(torrent, bench),
        *(() if untouchable else _tags(torrent, observed, doubted, bench)),
    )
    choice = decide(proposals, failures, released=torrent.key in bench.released)
    decision = Decision(
        torrent=torrent,
        classification=owner,
        download=seen,
        reports=reports,
        proposals=proposals,
        failures=failures,
        action=choice.action,
        by=choice.by,
        why=choice.why,
        refused=choice.refused,
        look_again=min((report.look_again for _, report in reports if report.look_again), default=None),
        observed=observed,
        ailing=_ails(torrent, opinions.given, bench),
    )
    return _gated(decision, seen, owner, bench)


def refuse(decision: Decision, reason: str) -> Decision:
    """The same decision with its action refused."""
    return replace(decision, action=None, refused=reason, why=reason)


def _opinions(torrent: Torrent, owner: Classification, seen: Download, bench: Bench) -> Answers[HealthReport]:
    """What the rules think of it, and what a person has said about it."""
    opinions = bench.hooks.health_check(torrent, owner, seen, bench.facts, bench.now)
    if torrent.key not in bench.told:
        return opinions
    told = HealthReport(Verdict.FAILED, TOLD, {"told": True})
    return replace(opinions, given=(*opinions.given, (PERSON, told)))


def _by_a_person(torrent: Torrent, bench: Bench) -> Said[Action]:
    return ((PERSON, Remove(TOLD, failed=False, told=True)),) if torrent.key in bench.told else ()


def _tags(torrent: Torrent, observed: Said[Action], doubted: Collection[str], bench: Bench) -> Said[Action]:
    """What those rules have found that are trusted to tag it, and what they find no more."""
    safeguards = bench.safeguards
    if safeguards.tagless:
        return ()
    others = {*safeguards.protected.tags, trust.tag_of("quarantine")}
    return tuple(trust.tags(torrent.tags, observed, doubted, safeguards.trust, others))


def _failing(reports: Said[HealthReport]) -> frozenset[str]:
    """Who finds it failed."""
    return frozenset(plugin for plugin, report in reports if report.verdict is Verdict.FAILED)


def _ails(torrent: Torrent, reports: Said[HealthReport], bench: Bench) -> bool:
    """Whether a rule finds it failed, be that believed or not; what a person wants failed is not ill."""
    powerful = (one for one in _failing(reports) if not trust.powerless(one, bench.safeguards.trust))
    return any(powerful) and not told_to_go(torrent, bench)


def _gated(decision: Decision, seen: Download, owner: Classification, bench: Bench) -> Decision:
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


def _unowned(torrent: Torrent, claims: Said[Classification], bench: Bench) -> str:
    if torrent.category in bench.contested:
        return f"two sections are configured for its category {torrent.category!r}: give each its own"
    if claims:
        return f"claimed by {' and '.join(owner.owner for _, owner in claims)}: left alone"
    return "nobody claims it"


def _imported(torrent: Torrent, owner: Classification, facts: Facts) -> datetime | None:
    history = _history(owner, facts)
    return history.imported(torrent.hashes) if history else None


def _was_failed(torrent: Torrent, owner: Classification, facts: Facts) -> bool:
    """Whether its owner says that it has blocklisted it."""
    history = _history(owner, facts)
    return history is not None and history.failed(torrent.hashes) is not None


def _history(owner: Classification, facts: Facts) -> ImportHistory | None:
    history = facts.get("history", owner.owner)
    return history.value if history and isinstance(history.value, ImportHistory) else None


def _believed(
    given: Said[HealthReport], seen: Download, bench: Bench, torrent: Torrent
) -> tuple[Said[HealthReport], dict[str, Strikes]]:
    reports: list[tuple[str, HealthReport]] = []
    counted: dict[str, Strikes] = {}
    why = bench.causes.of(torrent)
    counting = told_to_go(torrent, bench) or not (why or torrent.client in bench.offline)
    for plugin, report in given:
        believed, strike = strikes.count(report, seen.strikes.get(plugin), bench.now, counting=counting, why=why)
        reports.append((plugin, believed))
        if strike:
            counted[plugin] = strike
    return tuple(reports), counted
