"""The commands below ``qbitrr search``."""

# ruff: noqa: PLC0415, FBT002, A002 -- as in app.py

from __future__ import annotations

from typing import Annotated

import typer

from .options import Data, Json

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Searching for what is missing: how it stands, what comes next, what it has brought.",
)
Section = Annotated[
    str | None,
    typer.Argument(metavar="[SECTION]", help="Only this section, such as Radarr-4K.", show_default=False),
]


@app.command()
def status(section: Section = None, data: Data = None, json: Json = False) -> None:
    """Show the budget, the indexers, the sections, and what searches have brought."""
    from ..control.place import place_of
    from . import search_status

    search_status.status(place_of(data), section, json=json)


@app.command()
def plan(
    section: Section = None,
    all: Annotated[bool, typer.Option("--all", help="Also list each medium that waits, why, and until when.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=500, help="At most so many searches.")] = 20,
    data: Data = None,
    json: Json = False,
) -> None:
    """Show what would be searched for next, and why not the rest. Changes nothing."""
    from ..control.place import place_of
    from . import search_plan

    raise typer.Exit(search_plan.plan(place_of(data), section, everything=all, limit=limit, json=json))


@app.command()
def history(
    section: Section = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many searches.")] = 30,
    since: Annotated[
        str | None, typer.Option(metavar="WHEN", help="Only after this: 2d, 12h, or a date such as 2026-03-01.")
    ] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """List what was searched for and what it has brought, the newest first."""
    from ..control.place import place_of
    from . import search_history

    search_history.history(place_of(data), section, limit=limit, since=since, json=json)


@app.command()
def allow(
    section: Annotated[str, typer.Argument(metavar="SECTION", help="Its section, such as Radarr-4K.")],
    item: Annotated[str, typer.Argument(metavar="ITEM", help="Its number in the alert, or a part of its title.")],
    data: Data = None,
    json: Json = False,
) -> None:
    """Let something be searched for again whose downloads have failed again and again."""
    from ..control.place import place_of
    from . import search_allow

    search_allow.allow(place_of(data), section, item, json=json)
