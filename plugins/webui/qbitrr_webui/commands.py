"""``qbitrr webui``: for people who are locked out, and for keys without the page."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from qbitrr import Host
from qbitrr.control.trouble import Misuse, Trouble

from .access.account import write_account
from .access.keeping import Keeping
from .access.keys import ApiKeys
from .access.passwords import Passwords
from .access.setup import Setup
from .context import web_of
from .errors import Refused
from .shapes.access import Scope

SHORTEST = 8


def commands(host: Host) -> typer.Typer:
    """The commands, for the data folder of this host."""
    app = typer.Typer(help="The page: its password and its API keys.", no_args_is_help=True)
    app.add_typer(_keys(host), name="key")

    @app.command()
    def password(
        username: Annotated[str, typer.Option(help="Who signs in. Else as in the file, or admin.")] = "",
    ) -> None:
        """Set the password of the page. Asked for twice, or read from standard input."""
        folder = _folder(host)
        page = web_of(folder, "")
        if given := {"Username", "PasswordHash", "LocalAuthEnabled"} & page.reread.from_environment:
            raise Trouble(f"The environment sets {' and '.join(sorted(given))} of [WebUI]: change it there.")
        chosen = _chosen()
        options = page.options
        name = username.strip() or options.username or "admin"
        write_account(page.reread.file, name, Passwords().hash(chosen), enable=not options.local_auth_enabled)
        Setup(page.access.keeping).over()
        typer.echo(f"{name} signs in with the new password from now on. Sessions made by the old one are over.")

    return app


def _keys(host: Host) -> typer.Typer:
    app = typer.Typer(help="API keys: list, make, revoke.", no_args_is_help=True)

    @app.command("list")
    def listed() -> None:
        """List the keys. None of them can be shown again."""
        for key in _of(host).all():
            used = key.last_used or "never"
            typer.echo(f"{key.id}  {key.name}  {', '.join(key.scopes)}  made {key.created}, last used {used}")

    @app.command()
    def make(
        name: Annotated[str, typer.Argument(help="What it is for.")],
        scope: Annotated[list[Scope], typer.Option(help="What it may do; several are possible.")],
    ) -> None:
        """Make a key. It is shown this once."""
        _, secret = _told(lambda: _of(host).make(name, scope, datetime.now(UTC)))
        typer.echo(secret)

    @app.command()
    def revoke(id: Annotated[str, typer.Argument(help="As `list` shows it.")]) -> None:  # noqa: A002 -- its name on the command line
        """Revoke a key. From now on it opens nothing."""
        key = _told(lambda: _of(host).revoke(id))
        typer.echo(f"The key {key.name} is revoked.")

    return app


def _folder(host: Host) -> Path:
    if host.folder is None:
        raise Trouble("The data folder is not known here.")
    return host.folder


def _of(host: Host) -> ApiKeys:
    return ApiKeys(Keeping(_folder(host)))


def _told[T](do: Callable[[], T]) -> T:
    """What the API refuses, as trouble of a command."""
    try:
        return do()
    except Refused as error:
        raise Trouble(str(error)) from error


def _chosen() -> str:
    """A new password, from a person or from a program."""
    if sys.stdin.isatty():
        chosen: str = typer.prompt("New password", hide_input=True, confirmation_prompt=True)
    else:
        chosen = sys.stdin.readline().rstrip("\n")
    if len(chosen) < SHORTEST:
        raise Misuse(f"A password must have at least {SHORTEST} characters.")
    return chosen
