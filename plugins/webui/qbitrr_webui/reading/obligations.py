"""What torrents owe their trackers: what ``qbitrr SECTION.obligations`` says of each section that has the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from pydantic import ValidationError

from qbitrr.control.trouble import Trouble
from qbitrr.reporting import SectionReport

from ..live.snapshot import Snapshot
from ..shapes.promises import Debt, Obligation, Obligations
from .plain import said

RULE = "obligations"
MOST = 5000

type Answer = Callable[[str], object]
"""What a section's command says; raises Trouble."""


def sections_with(reports: Iterable[SectionReport]) -> tuple[str, ...]:
    """The sections in which the rule is, by what their workers have told."""
    return tuple(
        report.name
        for report in reports
        if any(plugin.get("plugin") == RULE and plugin.get("status") != "disabled" for plugin in report.plugins)
    )


def obligations_of(sections: Iterable[str], answer: Answer, snapshot: Snapshot) -> Obligations:
    """All of them, what is still owed first."""
    names = tuple(sections)
    found: list[Obligation] = []
    notes: list[str] = []
    for name in names:
        try:
            told = answer(name)
            found.extend(_read(name, told, snapshot))
        except Trouble as error:
            notes.append(f"{name}: {said(str(error))}")
            continue
        except (KeyError, TypeError, ValidationError):
            notes.append(f"{name}: what its torrents owe cannot be read.")
            continue
        if isinstance(told, Mapping) and (unreadable := told.get("unreadable")):
            notes.append(f"{name}: entries that cannot be read, and are counted anew: {unreadable}")
    found.sort(key=lambda one: not one.owes)
    if (more := len(found) - MOST) > 0:
        notes.append(f"{more} more torrents are not listed here.")
    return Obligations(configured=bool(names), obligations=tuple(found[:MOST]), notes=tuple(notes))


def _read(section: str, told: object, snapshot: Snapshot) -> Iterator[Obligation]:
    if not isinstance(told, Mapping):
        raise TypeError("no answer")
    for line in told["torrents"]:
        row = snapshot.rows.get((line["client"], line["hash"]))
        yield Obligation(
            section=section,
            client=line["client"],
            hash=line["hash"],
            name=said(line["name"] or (row.torrent.name if row else "")),
            owes=line["owes"],
            since=line["since"],
            debts=tuple(Debt.model_validate(debt) for debt in line["rows"]),
            ratio=row.torrent.ratio if row else None,
            seeding_time=row.torrent.seeding_time.total_seconds() if row else None,
        )
