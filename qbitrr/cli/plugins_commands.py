"""The commands below ``qbitrr plugins``."""

# ruff: noqa: PLC0415, FBT002 -- as in app.py

from __future__ import annotations

from typing import Annotated

import typer

from .options import Data, Json

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="List the installed plugins; switch rules on, off.")
Name = Annotated[str, typer.Argument(metavar="NAME", help="The plugin, such as stalled.")]


@app.command("list")
def list_(data: Data = None, json: Json = False) -> None:
    """List the installed plugins, how each is, and why."""
    from ..control.place import place_of
    from . import plugin_list

    plugin_list.show(place_of(data), json=json)


@app.command()
def info(name: Name, json: Json = False) -> None:
    """Show a plugin's options, and the hooks that it implements."""
    from . import plugin_page

    plugin_page.show(name, json=json)


@app.command()
def enable(name: Name, data: Data = None, json: Json = False) -> None:
    """Switch a rule on, in every section that does not say otherwise."""
    from ..control.place import place_of
    from . import plugin_switch

    plugin_switch.switch(place_of(data), name, on=True, json=json)


@app.command()
def disable(name: Name, data: Data = None, json: Json = False) -> None:
    """Switch a rule off."""
    from ..control.place import place_of
    from . import plugin_switch

    plugin_switch.switch(place_of(data), name, on=False, json=json)
