"""What would be searched for next: what ``qbitrr search plan`` says, as the API gives it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from qbitrr.control.trouble import Trouble

from ..shapes.searching import PlannedSearch, SearchPlan, WaitingMedia
from .plain import said


def search_plan_of(answer: object) -> SearchPlan:
    """Raises Trouble when it is no such answer."""
    if not isinstance(answer, Mapping):
        raise Trouble("The plan of searches gave no answer that makes sense.")
    try:
        return SearchPlan(
            at=answer["at"],
            due=answer["due"],
            searches=tuple(map(_planned, _list(answer, "searches"))),
            waiting=tuple(map(_waiting, _list(answer, "later"))),
            notes=tuple(_notes(answer)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Trouble("The plan of searches gave no answer that makes sense.") from error


def _planned(one: Mapping[str, object]) -> PlannedSearch:
    search = one["search"]
    if not isinstance(search, Mapping):
        raise TypeError("no search")
    return PlannedSearch(
        at=_moment(one["at"]),
        section=search["owner"],
        title=said(str(search["title"])),
        want=search["want"],
        urgent=one["urgent"] is True,
        cost=search["cost"],
        media=len(search["media_ids"]),
    )


def _waiting(one: Mapping[str, object]) -> WaitingMedia:
    return WaitingMedia.model_validate({**one, "reason": said(str(one["reason"]))})


def _notes(answer: Mapping[str, object]) -> Iterator[str]:
    """Why sections search for nothing now, then what the plan does not rest on."""
    off = set(map(str, _list(answer, "off")))
    stopped = answer.get("stopped")
    for section, wait in (stopped if isinstance(stopped, Mapping) else {}).items():
        if section not in off and isinstance(wait, Mapping):
            yield said(f"{section} searches for nothing now: {wait.get('why')}.")
    yield from (f"{section} is not searched." for section in sorted(off))
    yield from (said(str(note)) for note in _list(answer, "notes"))


def _list(answer: Mapping[str, object], name: str) -> Iterable[Mapping[str, object]]:
    found = answer.get(name)
    return found if isinstance(found, list) else ()


def _moment(text: object) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) else None
