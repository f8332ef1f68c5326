"""What follows for one torrent, in sentences in their order. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from qbitrr.control import words
from qbitrr.control.verdict import About, for_client, verdict
from qbitrr.domain import Decision
from qbitrr.store.quarantine import HELD, Held
from qbitrr.wording import doing

from ..live.rows import Row
from ..shapes.base import Tone
from ..shapes.downloads import Step
from .known import Known
from .plain import said

TONES: dict[About, Tone] = {
    About.FAILURE: "attention",
    About.REFUSAL: "attention",
    About.OBSERVED: "neutral",
    About.CONSENT: "neutral",
}
GRAVE = ("Remove", "Reject")
"""Actions, by the names of their classes, for which a sentence has another colour."""


def follows(known: Known, decision: Decision | None, row: Row | None, now: datetime) -> Iterator[Step]:
    """What was begun or waits for a person comes first, then what was decided.

    What is in quarantine is not judged: what was decided of it before is done. Where its section does not answer, what
    it told last stands in; ``row`` is None for what no client lists.
    """
    held = known.held if known.held and known.held.state == HELD else None
    if held:
        yield from _held(held, now)
    if rejected := known.rejected:
        why = f"It was rejected {words.ago(rejected.at, now)}: {said(rejected.reason)}."
        yield Step(text=why, tone="attention")
        kept = "It stays until you say what is to become of it: discard it, protect it, or import it by hand."
        yield Step(text=kept, tone="attention")
    if intent := known.unfinished:
        step = f"at its step {intent.step}" if intent.step else "before its first step"
        begun = f"{intent.action} was begun {words.ago(intent.begun_at, now)} and waits {step}."
        yield Step(text=begun, tone="attention")
    if decision and not held:
        for one in verdict(decision, now, elsewhere=_elsewhere(row)):
            yield Step(text=said(one.text), tone=_tone(one.about, decision))
    elif not held:
        yield Step(text=_without_decision(row))


def _without_decision(row: Row | None) -> str:
    if row is None:
        return "It is not there any more, so nothing is done about it."
    thought = row.thought
    if not thought.why:
        return "Nobody has judged it yet."
    decided = f"to {doing(thought.action)}" if thought.action else "nothing is done"
    return f"When {thought.owner or 'its section'} was last heard: {decided}: {said(thought.why)}."


def _elsewhere(row: Row | None) -> str:
    """What was decided of its client as a whole."""
    if row is None or not row.thought.of_client:
        return ""
    return for_client(row.thought.by, row.thought.action, row.thought.why)


def _held(held: Held, now: datetime) -> Iterator[Step]:
    removed = f"It was removed by {held.owner} {words.ago(held.held_at, now)}: {said(held.reason)}."
    yield Step(text=removed, tone="attention")
    until = f"{words.moment(held.expires_at)} ({words.ago(held.expires_at, now)})"
    yield Step(text=f"Until {until} it can be restored with its data.", tone="good")


def _tone(about: About, decision: Decision) -> Tone:
    if about is About.ACTION:
        return "attention" if type(decision.action).__name__ in GRAVE else "good"
    return TONES.get(about, "neutral")
