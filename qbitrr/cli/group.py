"""The top of the command line: errors become sentences, and unknown commands are looked for among the plugins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer
from typer.core import TyperGroup

from ..control.trouble import Misuse
from ..errors import QbitrrError
from .sentences import warn

if TYPE_CHECKING:
    from typer._click import Command, Context


class Root(TyperGroup):
    """Runs a command; what goes wrong is one sentence on standard error, and the exit status."""

    def invoke(self, ctx: Context) -> object:
        try:
            return super().invoke(ctx)
        except QbitrrError as error:
            _end(str(error), 2 if isinstance(error, Misuse) else 1)
        except BrokenPipeError:
            raise
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            _end(f"{where}{error.strerror or error}. Let qbitrr's user read and write its folder.", 1)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        if command := super().get_command(ctx, cmd_name):
            return command
        from .plugin_commands import command_of  # noqa: PLC0415 -- only an unknown word costs a look at the plugins

        try:
            return command_of(cmd_name)
        except QbitrrError as error:
            _end(str(error), 1)


def _end(sentence: str, status: int) -> NoReturn:
    warn(sentence)
    raise typer.Exit(status)
