"""The commands below ``qbitrr config``."""

# ruff: noqa: PLC0415, FBT002 -- as in app.py

from __future__ import annotations

from typing import Annotated

import typer

from .options import Data, Json

File = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="This configuration file, or - for standard input. Else the one in use.",
        show_default=False,
    ),
]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Write, check and show the configuration.")


@app.command()
def init(data: Data = None) -> None:
    """Write a commented configuration file, unless there is one."""
    from ..control.place import place_of
    from . import first_start

    raise typer.Exit(first_start.init(place_of(data)))


@app.command()
def check(
    data: Data = None,
    offline: Annotated[bool, typer.Option("--offline", help="Do not try whether clients and apps answer.")] = False,
    file: File = None,
    json: Json = False,
) -> None:
    """Say everything that is wrong with the configuration, and try whether each client and app answers."""
    from ..control.place import place_of
    from . import config_check

    raise typer.Exit(config_check.check(place_of(data), file, offline=offline, json=json))


@app.command()
def show(data: Data = None, json: Json = False) -> None:
    """Show every option as it holds, and where it comes from. Secrets are not shown."""
    from ..control.place import place_of
    from . import config_show

    config_show.show(place_of(data), json=json)


@app.command()
def preview(data: Data = None, file: File = None, json: Json = False) -> None:
    """Show what would be done with another configuration. Changes nothing, and needs no running qbitrr."""
    from ..control.place import place_of
    from . import config_preview

    raise typer.Exit(config_preview.preview(place_of(data), file, json=json))


@app.command()
def schema(data: Data = None, json: Json = False) -> None:  # noqa: ARG001 -- every command can be told a folder
    """List the sections and rules that there may be. As JSON: the schema of each, for forms and editors."""
    from . import config_schema

    config_schema.show(json=json)


@app.command()
def example(data: Data = None, json: Json = False) -> None:  # noqa: ARG001 -- as above
    """Print the commented example file, with the options of all installed plugins."""
    from . import first_start

    first_start.example_file(json=json)
