"""How a section's searching is doing, written where other processes and the command line can read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ..domain import Failure
from ..store.store import Store
from .choice import Later
from .values import Indexer

if TYPE_CHECKING:
    from .outlook import Outlook

NAMESPACE = "core.searching"
MOST_REASONS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchReport:
    """One section's searching as its worker last told it. ``off``: nothing of its library is to be searched for.

    ``due`` are the searches that could be made, ``later`` counts the media that wait by what they wait for, and
    ``satisfied`` those that lack nothing. ``why_not`` is why the next search is not made now, ``until`` until when.
    ``silent`` says who could not say what; else ``why_incomplete`` is about single items.
    """

    owner: str
    at: datetime
    pass_began: datetime
    due: int
    next_title: str
    later: Mapping[str, int]
    satisfied: int
    why_not: str
    until: datetime | None
    silent: str
    why_incomplete: str
    indexers: tuple[Indexer, ...]
    off: bool


def tell(store: Store, outlook: Outlook) -> None:
    """Write it down; the others learn from it who is hungry, and whose searches go to which indexer."""
    later = Counter(map(reason_of, outlook.survey.later))
    wait = outlook.wait
    silent = "; ".join(_silent(outlook.failures, wait.why if wait else ""))
    searches = outlook.survey.searches
    store.notes(NAMESPACE).put(
        outlook.owner,
        {
            "at": outlook.at.isoformat(),
            "pass_began": outlook.survey.pass_began.isoformat(),
            "due": len(searches),
            "next_title": searches[0].title if searches else "",
            "later": dict(later.most_common(MOST_REASONS)),
            "satisfied": outlook.wanted.satisfied if outlook.wanted else 0,
            "why_not": wait.why if wait else "",
            "until": wait.until.isoformat() if wait and wait.until else None,
            "silent": silent,
            "why_incomplete": silent or (outlook.wanted.why_incomplete if outlook.wanted else ""),
            "indexers": [_plain(one) for one in outlook.till.indexers],
            "off": outlook.off,
        },
    )


def _silent(failures: Iterable[Failure], said: str) -> Iterable[str]:
    """Who could not say what, each thing once, and not when it was ``said`` already of the same plugin."""
    each = dict.fromkeys((f"{one.plugin} could not say: ", one.error) for one in failures)
    return (f"{begin}{error}" for begin, error in each if not said.startswith(begin))


def reason_of(later: Later) -> str:
    """Why a medium waits, in words that are the same for all that wait for the same."""
    title = f"{later.medium.title} "
    return f"it {later.why.removeprefix(title)}" if later.why.startswith(title) else later.why


def reports(store: Store) -> dict[str, SearchReport]:
    """Every section's last report, by its name."""
    notes = store.notes(NAMESPACE)
    found = {name: notes.get(name) for name in sorted(notes.names())}
    return {name: _read(name, said) for name, said in found.items() if isinstance(said, dict)}


def _plain(indexer: Indexer) -> dict[str, object]:
    plain = asdict(indexer)
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in plain.items()}


def _read(owner: str, said: Mapping[str, object]) -> SearchReport:
    def part[T](key: str, kind: type[T]) -> T:
        value = said.get(key)
        return value if isinstance(value, kind) else kind()

    return SearchReport(
        owner=owner,
        at=datetime.fromisoformat(str(said["at"])),
        pass_began=datetime.fromisoformat(str(said["pass_began"])),
        due=part("due", int),
        next_title=part("next_title", str),
        later=part("later", dict),
        satisfied=part("satisfied", int),
        why_not=part("why_not", str),
        until=_moment(said.get("until")),
        silent=part("silent", str),
        why_incomplete=part("why_incomplete", str),
        indexers=tuple(_indexer(one) for one in part("indexers", list) if isinstance(one, dict)),
        off=part("off", bool),
    )


def _indexer(said: Mapping[str, object]) -> Indexer:
    def number(key: str) -> int | None:
        value = said.get(key)
        return value if isinstance(value, int) else None

    return Indexer(
        name=str(said.get("name")),
        resting=said.get("resting") is True,
        resting_until=_moment(said.get("resting_until")),
        asked_hour=number("asked_hour"),
        asked_day=number("asked_day"),
        asked_at=_moment(said.get("asked_at")),
        limit_hour=number("limit_hour"),
        limit_day=number("limit_day"),
    )


def _moment(said: object) -> datetime | None:
    return datetime.fromisoformat(said) if isinstance(said, str) else None
