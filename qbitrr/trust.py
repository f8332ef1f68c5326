"""How far a person trusts each rule: to say something, to tag, to have it quarantined, to have it deleted. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum

from .actions import Action, Import, Keep, Reject, Remove, Tag, Wait
from .domain import HealthReport, Said, Verdict


class Trust(StrEnum):
    """What a rule may bring about; each of these may do what those before it may."""

    OBSERVE = "observe"
    TAG = "tag"
    QUARANTINE = "quarantine"
    REMOVE = "remove"


type Trusted = Mapping[str, Trust]
"""The trust in each rule by its name; what is not in it is trusted with the quarantine."""

POWERLESS = (Trust.OBSERVE, Trust.TAG)
"""A rule that is trusted no further takes nothing away, and has nobody else do it."""


HARMLESS = (Keep, Wait, Import)
"""What needs no trust: it keeps a torrent from something, or leaves it as it is."""


def trust_in(plugin: str, trusted: Trusted) -> Trust:
    return trusted.get(plugin, Trust.QUARANTINE)


def powerless(plugin: str, trusted: Trusted) -> bool:
    return trust_in(plugin, trusted) in POWERLESS


def heeded(reports: Said[HealthReport], trusted: Trusted) -> Said[HealthReport]:
    """The reports as everybody else is to see them: whom a rule that is only observed calls failed is degraded."""
    return tuple((plugin, _played_down(report, trust_in(plugin, trusted))) for plugin, report in reports)


def _played_down(report: HealthReport, trust: Trust) -> HealthReport:
    if trust not in POWERLESS or report.verdict is not Verdict.FAILED:
        return report
    reason = f"{report.reason} (failed, but this rule is only trusted to {trust})"
    return replace(report, verdict=Verdict.DEGRADED, reason=reason)


def may(plugin: str, action: Action, trusted: Trusted) -> bool:
    """Whether a rule is trusted to have this done; one that only observes has nothing done at all."""
    if isinstance(action, Remove | Reject):
        return not powerless(plugin, trusted)
    return isinstance(action, HARMLESS) or trust_in(plugin, trusted) is not Trust.OBSERVE


def permitted(proposals: Said[Action], trusted: Trusted) -> Said[Action]:
    """The proposals without those of rules that are not trusted so far."""
    return tuple((plugin, action) for plugin, action in proposals if may(plugin, action, trusted))


def observed(reports: Said[HealthReport], proposals: Said[Action], trusted: Trusted) -> Said[Action]:
    """What each rule that is not trusted so far would have brought about, once for each rule."""
    wanted: dict[str, Action] = {}
    for plugin, action in proposals:
        if not may(plugin, action, trusted):
            wanted.setdefault(plugin, action)
    for plugin, report in reports:
        if report.verdict is Verdict.FAILED and powerless(plugin, trusted):
            wanted.setdefault(plugin, Remove(report.reason))
    return tuple(wanted.items())


def tag_of(rule: str) -> str:
    """The tag that says what a rule has found."""
    return f"qbitrr-{rule}"


def tags(
    present: frozenset[str], seen: Said[Action], silent: Collection[str], trusted: Trusted, others: Collection[str]
) -> Iterator[tuple[str, Tag]]:
    """What to change in a torrent's tags, each change by the name of its rule.

    ``seen`` is what the rules have found; those that are ``silent`` could not say, and their tags stay. The tags of
    ``others`` are left alone, though a rule may be called like them.
    """
    if not (seen or present):
        return
    found = dict(seen)
    for rule, trust in sorted(trusted.items()):
        tag = tag_of(rule)
        if rule in silent or tag in others:
            continue
        wanted = rule in found and trust is Trust.TAG
        if wanted and tag not in present:
            yield rule, Tag(found[rule].reason, add=frozenset({tag}))
        elif tag in present and not wanted:
            yield rule, Tag(f"{rule} does not find it failed", remove=frozenset({tag}))


def at_once(by: str, owner: str, reports: Said[HealthReport], trusted: Trusted) -> bool:
    """Whether data may go without quarantine: only if everyone who found it failed or proposes it is trusted so far.

    The owner only passes on what others have found, unless it has found so itself.
    """
    responsible = {plugin for plugin, report in reports if report.verdict is Verdict.FAILED} | ({by} - {owner})
    return bool(responsible) and all(trust_in(one, trusted) is Trust.REMOVE for one in responsible)
