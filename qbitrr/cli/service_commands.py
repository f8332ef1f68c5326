"""The commands below ``qbitrr service``."""

# ruff: noqa: PLC0415, FBT002 -- as in app.py

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import Data

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Run qbitrr as a service of systemd, or no more.")
System = Annotated[bool, typer.Option("--system", help="A service of the whole system, and not your own.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print what would be done, and do nothing.")]


@app.command()
def install(
    system: System = False,
    user: Annotated[
        str, typer.Option("--as", metavar="USER", help="Who it runs as, with --system. Else who called sudo.")
    ] = "",
    writes: Annotated[
        list[Path] | None,
        typer.Option("--writes", metavar="FOLDER", help="With --system: it may write here too. Can be repeated."),
    ] = None,
    data: Data = None,
    dry_run: DryRun = False,
) -> None:
    """Install qbitrr as a service, and start it. Installed once more, it takes over what has changed."""
    from . import service

    wanted = service.service_of(user, data, writes or (), system=system)
    service.install(service.manager(system=system), wanted, dry_run=dry_run)


@app.command()
def remove(system: System = False, dry_run: DryRun = False) -> None:
    """Stop the service, and take it away. The data folder stays."""
    from . import service

    service.remove(service.manager(system=system), dry_run=dry_run)
