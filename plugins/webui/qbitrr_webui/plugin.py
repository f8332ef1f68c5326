"""The plugin: the options of [WebUI], and the commands for people who are locked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qbitrr import HOOK_API, Host, hookimpl

from .options import Options

if TYPE_CHECKING:
    from typer import Typer


class Webui:
    """The page and its API."""

    hook_api = HOOK_API
    Config = Options

    def __init__(self, config: Options) -> None:
        self.config = config

    @hookimpl
    def qbitrr_commands(self, host: Host) -> Typer:
        from .commands import commands  # noqa: PLC0415 -- only a command needs it

        return commands(host)
