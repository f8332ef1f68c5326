"""An explanation of one torrent as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from ..control import words
from ..control.verdict import for_client, verdict
from ..store.quarantine import HELD
from .output import heading, lines, say, show_pairs, show_table
from .past import show_entries
from .sentences import warn

if TYPE_CHECKING:
    from ..domain import Decision
    from ..telling.opinions import Opinion
    from .explaining import Explanation


def show(one: Explanation) -> None:
    """Print it: what it is, what each rule says, what follows from it, what was done."""
    show_pairs(_summary(one))
    if one.rules:
        heading("What each rule says")
        show_table("rule", "answer", "why, and what it saw", rows=[_rule(rule, one.at) for rule in one.rules])
    heading("What follows")
    for sentence in _verdict(one):
        say(f"- {sentence}")
    if one.history:
        heading("What was done lately")
        show_entries(one.history, one.at)
    warn(*one.notes)


def _summary(one: Explanation) -> Iterator[tuple[str, object]]:
    yield "torrent", one.name
    yield "hash", one.hash
    if torrent := one.torrent:
        yield "client", f"{torrent.client}, category {torrent.category or '(none)'}"
        yield "tags", ", ".join(sorted(torrent.tags))
        yield "state", f"{torrent.state}, {torrent.progress:.1%} of {words.size(torrent.size)}"
        yield "added", words.ago(torrent.added, one.at)
    else:
        yield "client", f"{one.client}, which does not list it now"
    if one.decision and (owner := one.decision.classification):
        yield (
            "owner",
            " ".join(filter(None, (owner.owner, owner.title, f"(media {owner.media_id})" if owner.media_id else ""))),
        )
    if download := one.download:
        yield "stage", f"{download.stage} since {words.moment(download.stage_since)}"
        yield "first seen", words.ago(download.first_seen, one.at)
        yield "state since", words.ago(download.state_since, one.at)
        yield "last progress", words.ago(download.progress_at, one.at)
        yield "completed", words.ago(download.completed_at, one.at) if download.completed_at else ""
        yield "imported", words.ago(download.imported_at, one.at) if download.imported_at else ""
        yield "protected", download.protected
    if held := one.held:
        yield "quarantine", f"{held.state}; {_kept(held.expires_at, one.at) if held.state == HELD else held.reason}"


def _kept(until: datetime, now: datetime) -> str:
    return f"kept until {words.moment(until)} ({words.ago(until, now)})"


def _rule(rule: Opinion, now: datetime) -> tuple[object, ...]:
    strikes = f"strike {rule.strikes} of {rule.of}" if rule.of else ""
    seen = rule.evidence if isinstance(rule.evidence, Mapping) else {}
    again = f"looks again {words.ago(rule.look_again, now)}" if rule.look_again else ""
    evidence = ", ".join(f"{name} {value}" for name, value in seen.items() if value is not None)
    return rule.plugin, lines(rule.answer, strikes), lines(rule.reason, evidence, again)


def _elsewhere(decision: Decision | None) -> str:
    action = decision.action if decision else None
    return for_client(decision.by, action.kind, decision.why) if decision and action else ""


def _verdict(one: Explanation) -> Iterator[str]:
    if one.held and one.held.state == HELD:
        yield f"It was removed by {one.held.owner} {words.ago(one.held.held_at, one.at)}: {one.held.reason}."
        yield f"Until {words.moment(one.held.expires_at)} it can be put back: qbitrr restore {one.hash}"
    if one.rejected:
        yield f"It was rejected {words.ago(one.rejected.at, one.at)}: {one.rejected.reason}. {one.ways}"
    if one.unfinished:
        step = f"at its step {one.unfinished.step}" if one.unfinished.step else "before its first step"
        yield f"{one.unfinished.action} was begun {words.ago(one.unfinished.begun_at, one.at)} and waits {step}."
    if decision := one.decision:
        yield from (said.text for said in verdict(decision, one.at, elsewhere=_elsewhere(one.of_client)))
    elif not one.held:
        yield "It is not there any more, so nothing is done about it." if one.torrent is None else "Nobody judged it."
