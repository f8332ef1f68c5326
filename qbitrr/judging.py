"""Judge one torrent: ask who owns it, what they think and what they propose, and decide. Nothing is done here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from . import strikes, tracking, trust
from .actions import Action, Remove
from .bench import Bench
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
from .facts import Facts
from .gate import gated, history_of, protection, told_to_go
from .hooks import Answers

PERSON = "a person"
"""By this name the core says what a person has told it on the command line."""

TOLD = "a person said that it may go"


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
    return gated(decision, seen, owner, bench)


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


def _unowned(torrent: Torrent, claims: Said[Classification], bench: Bench) -> str:
    if torrent.category in bench.contested:
        return f"two sections are configured for its category {torrent.category!r}: give each its own"
    if claims:
        return f"claimed by {' and '.join(owner.owner for _, owner in claims)}: left alone"
    return "nobody claims it"


def _imported(torrent: Torrent, owner: Classification, facts: Facts) -> datetime | None:
    history = history_of(owner, facts)
    return history.imported(torrent.hashes) if history else None


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
