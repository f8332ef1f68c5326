"""``qbitrr orphans``: list the files that no torrent owns, and move them aside."""

from __future__ import annotations

import json as written
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from qbitrr import Host, Unavailable

from ..common.words import printable
from ..orphans import summed
from .strays import NotCertain, Stray

if TYPE_CHECKING:
    from ..orphans import Orphans


def command(orphans: Orphans, host: Host) -> typer.Typer:
    """The sub-app of the command line. What it prints is for people unless JSON is asked for."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)

    @app.callback(invoke_without_command=True)
    def show(
        move: Annotated[bool, typer.Option("--move", help="Move them to HoldingFolder.")] = False,  # noqa: FBT002 -- Typer's way
        json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,  # noqa: FBT002 -- Typer's way
    ) -> None:
        """List the files that no torrent of any client owns; with --move, move them aside."""
        now = datetime.now(UTC)
        try:
            strays, count = orphans.look(host, now)
            done = orphans.take_away(host, strays, count, now) if move and strays and not host.dry_run else []
        except (NotCertain, Unavailable) as error:
            typer.echo(f"Nothing is listed as a stray, and nothing is moved: {error}", err=True)
            raise typer.Exit(1) from None
        if json:
            typer.echo(written.dumps({"files": count, "strays": [_plain(one) for one in strays], "done": done}))
            return
        for one in sorted(strays, key=lambda stray: -stray.size):
            typer.echo(f"{one.size:>16,} {one.changed:%Y-%m-%d} {printable(str(one.path))}")
        typer.echo(
            f"{summed(strays)} of {count} belong to no torrent." if strays else "Every file belongs to a torrent."
        )
        for line in done:
            typer.echo(line)
        if move and host.dry_run:
            typer.echo("This is a dry run: nothing was moved.")

    return app


def _plain(stray: Stray) -> dict[str, object]:
    return {"path": str(stray.path), "size": stray.size, "changed": stray.changed.isoformat()}
