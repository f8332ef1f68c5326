"""Everything that is known and thought of one torrent, put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from qbitrr import Unavailable
from qbitrr.control.sections import SectionLine, Told
from qbitrr.store.store import Store
from qbitrr.telling.opinions import Opinion

from ..errors import NotFound
from ..live.rows import Row, download_of
from ..live.snapshot import Snapshot
from ..shapes.base import Tone
from ..shapes.downloads import Rule, Why
from .can import can_of
from .decisions import shown
from .facts import facts_of
from .follows import follows
from .known import known_of
from .plain import evidence, said
from .quarantine import held_of

type Key = tuple[str, str]

TONES: dict[str, Tone] = {"failed": "bad", "degraded": "attention", "healthy": "good", "could not answer": "attention"}
PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What the sections have said of one torrent: the answer that counts, whose it is, and who did not answer."""

    told: Told | None = None
    section: str = ""
    silent: tuple[str, ...] = ()


def why_of(store: Store, snapshot: Snapshot, asked: Asked, key: Key, now: datetime) -> Why:
    """Raises NotFound for a torrent of which nothing is known."""
    known, row = known_of(store, key), snapshot.rows.get(key)
    if row is None and not known.name:
        raise NotFound("No torrent with this hash is known there.")
    decision = asked.told.decision if asked.told else None
    client, torrent = key
    return Why(
        at=now,
        client=client,
        hash=torrent,
        name=said(row.torrent.name if row else known.name),
        download=download_of(row) if row else None,
        facts=facts_of(known, row, decision.classification if decision else None, now),
        rules=tuple(map(_rule, asked.told.opinions)) if asked.told else (),
        follows=tuple(follows(known, decision, row, now)),
        decided_by=decision.by if decision and decision.action else "",
        fresh=not asked.silent,
        held=held_of(known.held) if known.held else None,
        history=shown(store, known.history),
        notes=tuple(_notes(snapshot, row, asked, client)),
        can=can_of(known, decision, listed=row is not None),
    )


def ask(names: Sequence[str], line: Callable[[str], SectionLine], key: Key) -> Asked:
    """Ask these sections, the likeliest first, until the one that owns it has answered."""
    best, section = None, ""
    silent: list[str] = []
    if not names:
        return Asked(silent=("No section runs that could be asked.",))
    for name in names:
        try:
            with line(name) as connection:
                told = connection.why(*key)
        except Unavailable as error:
            silent.append(str(error))
            continue
        if told.decision and (best is None or told.decision.classification):
            best, section = told, name
        if told.decision and told.decision.classification:
            break
    if best and best.decision and best.decision.classification:
        silent.clear()  # its owner has answered
    return Asked(best, section, tuple(silent))


def _rule(opinion: Opinion) -> Rule:
    return Rule(
        plugin=opinion.plugin,
        answer=opinion.answer,
        reason=said(opinion.reason),
        evidence=evidence(opinion.evidence),
        strikes=opinion.strikes,
        of=opinion.of,
        look_again=opinion.look_again,
        tone=TONES.get(opinion.answer, "neutral"),
    )


def _notes(snapshot: Snapshot, row: Row | None, asked: Asked, client: str) -> Iterator[str]:
    """What this does not rest on."""
    view = snapshot.clients.get(client)
    if view is None:
        yield f"{client} is not known just now: it may be away, or not configured any more."
    elif not view.complete:
        yield f"{client}: {view.why_incomplete}"
    if row and view and row.torrent.category in view.contested:
        yield f"Two sections are configured for the category {row.torrent.category}, so nobody touches it."
    yield from asked.silent
