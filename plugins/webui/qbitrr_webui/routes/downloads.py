"""Torrents: the list, everything about one, and what a person can say about it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from flask import Blueprint

from qbitrr.control.commands import answer
from qbitrr.control.sections import SectionLine
from qbitrr.plan import BESIDE

from ..access.guard import needs
from ..context import Web, web
from ..document import answers, document
from ..live.mirror import mirror
from ..live.rows import download_of
from ..live.snapshot import Snapshot, chosen
from ..reading.acts import done_in, words_for
from ..reading.decisions import history_of
from ..reading.parts import Answers
from ..reading.why import PATIENCE, ask, why_of
from ..shapes.access import Scope
from ..shapes.base import Done
from ..shapes.downloads import Act, Downloads, DownloadsQuery, Why
from ..shapes.ledger import Ledger

downloads = Blueprint("downloads", __name__, url_prefix="/api/downloads")

HISTORY = 200


@downloads.get("")
@needs(Scope.READ)
@document.validate(resp=answers(Downloads), tags=["downloads"])
def listed(query: DownloadsQuery) -> Downloads:
    """A part of all torrents, filtered and sorted, and how many have which value."""
    snapshot = web().part(mirror).look()
    rows = chosen(snapshot, query)
    return Downloads(
        total=len(rows),
        offset=query.offset,
        version=snapshot.version,
        complete=snapshot.complete,
        rows=tuple(map(download_of, islice(rows, query.offset, query.offset + query.limit))),
        facets=snapshot.facets,
    )


@downloads.get("/<client>/<hash>")
@needs(Scope.READ)
@document.validate(resp=answers(Why), tags=["downloads"])
def why(client: str, hash: str) -> Why:  # noqa: A002 -- its name in the address, here and below
    """Everything that is known and thought of one torrent, asked just now."""
    page, key = web(), (client, hash.lower())
    snapshot = page.part(mirror).look()
    names = list(_workers(page, snapshot, key))
    asked = ask(names, lambda name: SectionLine(name, page.place.run_folder, patience=PATIENCE), key)
    with page.store() as store:
        return why_of(store, snapshot, asked, key, page.clock())


@downloads.get("/<client>/<hash>/history")
@needs(Scope.READ)
@document.validate(resp=answers(Ledger), tags=["downloads"])
def history(client: str, hash: str) -> Ledger:  # noqa: A002
    """What was done with one torrent, the newest first."""
    with web().store() as store:
        return history_of(store, (client, hash.lower()), HISTORY)


@downloads.post("/<client>/<hash>/<act>")
@needs(Scope.ACT)
@document.validate(resp=answers(Done), tags=["downloads"])
def act(client: str, hash: str, act: str, json: Act) -> Done:  # noqa: A002
    """A person's word: protect, unprotect, release, discard or restore."""
    page = web()
    told = answer(page.place.folder, *words_for(act, client, hash.lower(), json))
    page.part(Answers).forget()
    return done_in(act, told)


def _workers(page: Web, snapshot: Snapshot, key: tuple[str, str]) -> Iterator[str]:
    """The workers' names, that of the torrent's owner first."""
    runtime = page.place.runtime()
    names = [child.name for child in runtime.children if child.kind == "worker"] if runtime else []
    row = snapshot.rows.get(key)
    owner = row.thought.owner if row else ""
    first = [name for name in names if owner and name in (owner, f"{owner}{BESIDE}")]
    yield from first
    yield from (name for name in names if name not in first)
