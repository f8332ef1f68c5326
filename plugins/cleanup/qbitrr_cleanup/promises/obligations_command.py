"""``qbitrr obligations``: what each torrent owes its trackers, as the ledger has it."""

from __future__ import annotations

import json as written
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from qbitrr import Host

from ..common.words import shown
from .statement import Item, Line, statement
from .terms import Terms

ENOUGH = 8
"""Digits of a hash that are enough to name a torrent."""


def command(rows: Sequence[Terms], host: Host) -> typer.Typer:
    """The sub-app of the command line. What it prints is for people unless JSON is asked for."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)

    @app.callback(invoke_without_command=True)
    def show(
        json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,  # noqa: FBT002 -- Typer's way
    ) -> None:
        """List what each torrent owes its trackers: what is still owed first, then what was met and when.

        It is the ledger of one section. That of another: qbitrr SECTION.obligations
        """
        lines, unreadable = statement(host.notes.all(), rows, datetime.now(UTC))
        if json:
            plain = {"section": host.worker, "torrents": [_plain(line) for line in lines], "unreadable": unreadable}
            typer.echo(written.dumps(plain))
            return
        for line in lines:
            typer.echo(_said(line))
        owing = sum(line.owes for line in lines)
        typer.echo(
            f"{host.worker}: {owing} of {len(lines)} torrents still owe something. How far one is: qbitrr why HASH"
            if lines
            else f"{host.worker}: no torrent has owed anything so far."
        )
        if unreadable:
            typer.echo(f"Entries that cannot be read, and are counted anew: {unreadable}", err=True)

    return app


def _said(line: Line) -> str:
    torrent = f"{line.hash[:ENOUGH]} {shown(line.name)}".rstrip()
    items = sorted(line.items, key=lambda item: item.done is not None)
    return f"{'owes' if line.owes else 'free'} since {line.since:%Y-%m-%d}  {torrent}  {'; '.join(map(_item, items))}"


def _item(item: Item) -> str:
    end = f" ({item.how} on {item.done:%Y-%m-%d})" if item.done else ""
    return f"{shown(item.row)}: {item.asks}{end}"


def _plain(line: Line) -> dict[str, object]:
    return {
        "client": line.client,
        "hash": line.hash,
        "name": line.name,
        "owes": line.owes,
        "since": line.since.isoformat(),
        "rows": [
            {
                "row": item.row,
                "asks": item.asks,
                "since": item.since.isoformat(),
                "done": item.done.isoformat() if item.done else None,
                "how": item.how,
            }
            for item in line.items
        ],
    }
