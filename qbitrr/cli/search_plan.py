"""``qbitrr search plan``: what would be searched for next, and why not the rest."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import datetime

from ..control import words
from ..control.place import Place
from ..searching.choice import Later
from ..searching.configured import SearchPolicy, policy_of
from ..searching.outlook import Outlook, look_out, situation_of
from ..searching.policy import Wait
from ..searching.pressure import quiet
from ..searching.reports import reason_of
from .looking import Look, looked, own
from .output import emit, heading, lines, progress, say, show_table
from .planning import unasked
from .search_sections import switch_on, until_when
from .search_times import Planned, in_order
from .sentences import warn


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Media of one section that wait for the same; the first of them until ``first_until``, where that is known."""

    section: str
    reason: str
    media: int
    first_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPlan:
    """What was seen at one moment. ``stopped`` says of sections why they search for nothing at all now.

    ``searches`` are the next ones, of ``due`` in all; ``off`` are sections of which nothing is to be searched for.
    """

    at: datetime
    searches: tuple[Planned, ...]
    due: int
    stopped: Mapping[str, Wait]
    later: tuple[Waiting, ...]
    off: tuple[str, ...]
    notes: tuple[str, ...]


def plan(place: Place, section: str | None, *, everything: bool, limit: int, json: bool) -> int:
    """Print it; 1 when somebody could not be asked. Raises ConfigError and Trouble."""
    with looked(place, section, only_apps=True) as look:
        policy = policy_of(look.configuration.settings)
        with progress("Reading the libraries …"), redirect_stdout(sys.stderr):  # where plugins may print
            outlooks, stopped = _look_out(look, policy)
        notes = tuple(dict.fromkeys([*unasked(look), *_unsaid(outlooks)]))
    now = look.at
    made = SearchPlan(
        at=now,
        searches=tuple(in_order(outlooks, stopped, policy, now, limit)),
        due=sum(len(one.survey.searches) for one in outlooks),
        stopped=stopped,
        later=tuple(waiting for one in outlooks for waiting in _waiting(one)),
        off=tuple(one.owner for one in outlooks if one.off),
        notes=notes,
    )
    media = [(one.owner, later) for one in outlooks for later in one.survey.later] if everything else []
    if json:
        emit({name: getattr(made, name) for name in SearchPlan.__slots__} | {"media": [_plain(*one) for one in media]})
    else:
        _show(made, media, tuple(one.owner for one in outlooks))
        warn(*notes)
    return 1 if notes else 0


def _look_out(look: Look, policy: SearchPolicy) -> tuple[list[Outlook], dict[str, Wait]]:
    """Ask every section, and note which of them may search for nothing now, whatever it is."""
    outlooks, stopped = [], {}
    for one in look.sections:
        name = one.section.name
        situation = situation_of(own(one.section, one.facts), name, policy)
        outlooks.append(look_out(name, one.section.hooks, look.store, policy, situation, look.at))
        if wait := situation.pressure or quiet(policy.quiet_hours, look.at.astimezone()):
            stopped[name] = wait
    return outlooks, stopped


def _unsaid(outlooks: Sequence[Outlook]) -> Iterator[str]:
    for one in outlooks:
        yield from (f"{one.owner}: {failed.plugin} could not say: {failed.error}" for failed in one.failures)
        if one.wanted and one.wanted.why_incomplete:
            yield f"{one.owner}: not all of its library is known: {one.wanted.why_incomplete}"


def _waiting(outlook: Outlook) -> Iterator[Waiting]:
    """By reason, what most wait for first."""
    by_reason: dict[str, list[Later]] = {}
    for one in outlook.survey.later:
        by_reason.setdefault(reason_of(one), []).append(one)
    for reason, media in sorted(by_reason.items(), key=lambda item: -len(item[1])):
        first = min((one.until for one in media if one.until), default=None)
        yield Waiting(section=outlook.owner, reason=reason, media=len(media), first_until=first)


def _plain(section: str, later: Later) -> dict[str, object]:
    medium = later.medium
    return {
        "section": section,
        "media_id": medium.media_id,
        "title": medium.title,
        "want": medium.want,
        "why": later.why,
        "until": later.until,
    }


def _show(made: SearchPlan, media: Sequence[tuple[str, Later]], sections: tuple[str, ...]) -> None:
    if made.searches:
        more = f"The next {len(made.searches)} of {made.due} searches" if made.due > len(made.searches) else "Searches"
        say(f"{more}, each at the earliest: if nothing else is searched for meanwhile, and all goes on as it is.", "")
        show_table(
            "when", "section", "search for", "why", rows=[_planned(one, made) for one in made.searches], narrow=2
        )
    elif len(made.off) < len(sections):
        say("Nothing would be searched for.")
    for section, wait in made.stopped.items():
        if section not in made.off:
            say("", f"{section} searches for nothing now: {wait.why}{until_when(wait.until, made.at)}.")
    if media:
        heading("What is not searched for")
        show_table("medium", "section", "why not", rows=[_later(*one, made) for one in media])
    elif made.later:
        heading("What is not searched for")
        show_table("media", "section", "why not", rows=[_counted(one, made) for one in made.later])
    if len(made.off) == len(sections):
        say(switch_on(sections, certain=True))
    elif made.off:
        say("", f"Not searched at all: {', '.join(made.off)}.")


def _planned(one: Planned, made: SearchPlan) -> tuple[object, ...]:
    search = one.search
    count, cost = len(search.media_ids), search.cost
    together = f"{count} media together" if search.group else ""
    price = f"costs {cost} searches" if cost > 1 else ""
    when = "not known" if one.at is None else "now" if one.at <= made.at else words.ago(one.at, made.at)
    return when, search.owner, search.title, lines(search.want, "urgent" if one.urgent else "", together, price)


def _counted(one: Waiting, made: SearchPlan) -> tuple[object, ...]:
    first = until_when(one.first_until, made.at).replace(", until", "the first until", 1)
    return one.media, one.section, lines(one.reason, first)


def _later(section: str, later: Later, made: SearchPlan) -> tuple[object, ...]:
    return lines(later.medium.title, later.medium.want), section, f"{later.why}{until_when(later.until, made.at)}"
