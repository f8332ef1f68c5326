"""What follows from a decision about one torrent, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ..domain import Decision
from ..pipeline import ALL_AT_LEAST, ASK_AGAIN
from ..wording import doing, to_do
from . import words


class About(StrEnum):
    """What a sentence is about."""

    PROPOSAL = "proposal"
    OBSERVED = "observed"
    FAILURE = "failure"
    REFUSAL = "refusal"
    CONSENT = "consent"
    ACTION = "action"
    REST = "rest"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence, and what it is about."""

    about: About
    text: str


def for_client(by: str, kind: str, why: str) -> str:
    """What a rule decided that looks at the client as a whole."""
    return f"Decided by {by} for the client as a whole: to {doing(kind)}: {why}."


def verdict(decision: Decision, now: datetime, *, elsewhere: str = "") -> Iterator[Said]:
    """Who proposes what, what speaks against it, what is done, and when it is looked at again.

    ``elsewhere`` is said where nothing was decided of the torrent itself, but of its client as a whole.
    """
    for plugin, proposal in decision.proposals:
        yield Said(About.PROPOSAL, f"{plugin} proposes to {to_do(proposal)}: {proposal.reason}.")
    for plugin, wanted in decision.observed:
        yield Said(About.OBSERVED, f"{plugin} would {to_do(wanted)}, but is not trusted so far: {wanted.reason}.")
    for failure in decision.failures:
        told = f"{failure.plugin} could not answer ({failure.hook}), so it might object: {failure.error}."
        yield Said(About.FAILURE, told)
    if decision.refused:
        yield Said(About.REFUSAL, f"Its removal is refused: {decision.refused}.")
    elif decision.action:
        yield Said(About.CONSENT, "Nothing speaks against it.")
    if decision.action:
        yield Said(About.ACTION, f"Decided by {decision.by}: to {to_do(decision.action)}: {decision.why}.")
    elif elsewhere:
        yield Said(About.ACTION, elsewhere)
    else:
        yield Said(About.REST, f"Nothing is done: {decision.why}.")
    yield Said(About.AGAIN, f"It is looked at again {_when(decision, now)}.")


def _when(decision: Decision, now: datetime) -> str:
    times = [decision.look_again] if decision.look_again else []
    if decision.unsettled:
        times.append(now + ASK_AGAIN)
    told = f"{words.ago(min(times), now)} or soon after, and " if times else ""
    return (
        f"{told}whenever it changes; all are looked at every {words.span(ALL_AT_LEAST)}, less often where they are many"
    )
