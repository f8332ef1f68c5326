"""``qbitrr why``: everything that is known and thought of one torrent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime

from ..control.candidates import Candidate, chosen, fits, sought
from ..control.place import Place
from ..control.rejected import Rejected, waiting, ways
from ..domain import Decision, Download, Torrent
from ..store.journal import Intent
from ..store.ledger import Entry
from ..store.quarantine import HELD, Held
from ..telling.opinions import Opinion, opinions
from .explained import show
from .looking import Look, looked
from .output import emit
from .planning import notes

LATELY = 10
"""Entries of the ledger that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One torrent, whether it is there (``torrent``), in quarantine (``held``) or gone.

    ``of_client`` is what was decided of the client as a whole. One that was ``rejected`` waits for a person, who has
    these ``ways``.
    """

    at: datetime
    client: str
    hash: str
    name: str
    torrent: Torrent | None
    decision: Decision | None
    of_client: Decision | None
    download: Download | None
    rules: tuple[Opinion, ...]
    held: Held | None
    unfinished: Intent | None
    history: tuple[Entry, ...]
    notes: tuple[str, ...]
    rejected: Rejected | None = None
    ways: str = ""


def why(place: Place, text: str, *, json: bool) -> None:
    """Print it. Raises ConfigError and Trouble."""
    with looked(place) as look:
        one = explanation(look, chosen(text, _candidates(look, text)))
    if json:
        emit(_document(one))
    else:
        show(one)


def explanation(look: Look, meant: Candidate) -> Explanation:
    key = (meant.client, meant.hash)
    judged = [
        (one, decision) for one in look.sections for decision in one.cycle.decisions if decision.torrent.key == key
    ]
    judged.sort(key=lambda found: found[1].classification is None)
    section, decision = judged[0] if judged else (None, None)
    downloads = [one for one in look.store.downloads.find(meant.hash) if one.client == meant.client]
    view = look.clients[meant.client].drain() if meant.client in look.clients else None
    held = [one for one in look.store.quarantine.find(meant.hash) if one.client == meant.client]
    rejected = next((one for one in waiting(look.store, hash=meant.hash) if one.client == meant.client), None)
    return Explanation(
        at=look.at,
        client=meant.client,
        hash=meant.hash,
        name=meant.name,
        torrent=view.torrents.get(meant.hash) if view else None,
        decision=decision,
        of_client=next(
            (one for look_at in look.sections for one in look_at.cycle.of_client if one.torrent.key == key), None
        ),
        download=decision.download if decision and decision.download else next(iter(downloads), None),
        rules=tuple(opinions(section.section.records, decision))
        if section and decision and decision.classification
        else (),
        held=next(iter(held), None),
        unfinished=look.store.journal.in_flight(meant.client, meant.hash),
        history=tuple(entry for entry in look.store.ledger.recent(LATELY + 2, hash=meant.hash) if entry.at < look.at)[
            :LATELY
        ],
        notes=notes(look),
        rejected=rejected,
        ways=ways(rejected, look.configuration.settings.failed_category) if rejected else "",
    )


def _document(one: Explanation) -> dict[str, object]:
    """The explanation without saying anything twice."""
    document: dict[str, object] = {field.name: getattr(one, field.name) for field in fields(one)}
    if decision := one.decision:
        document["decision"] = {
            "owner": decision.classification,
            "proposals": [{"plugin": plugin, "proposal": action} for plugin, action in decision.proposals],
            "observed": [{"plugin": plugin, "wanted": action} for plugin, action in decision.observed],
            "failures": decision.failures,
            "refused": decision.refused,
            "action": decision.action,
            "by": decision.by,
            "why": decision.why,
            "look_again": decision.look_again,
        }
    if decision := one.of_client:
        document["of_client"] = {"action": decision.action, "by": decision.by, "why": decision.why}
    return document


def _candidates(look: Look, asked: str) -> Iterator[Candidate]:
    text = sought(asked)
    for client in look.clients.values():
        for torrent in client.drain().torrents.values():
            if fits(text, torrent.hash, torrent.name):
                yield Candidate(torrent.client, torrent.hash, torrent.name, "in")
    for held in look.store.quarantine.find(text):
        yield Candidate(held.client, held.hash, held.name, "in quarantine of" if held.state == HELD else "once in")
    for download in look.store.downloads.find(text):
        yield Candidate(download.client, download.hash, download.name, "once in")
    for entry in (*look.store.ledger.recent(50, hash=text.lower()), *look.store.ledger.recent(50, name=text)):
        yield Candidate(entry.client, entry.hash, entry.name, "once in")
