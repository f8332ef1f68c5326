"""The plugin: the options of [WebUI]."""

from __future__ import annotations

from qbitrr import HOOK_API, PluginConfig


class Webui:
    """The page and its API."""

    hook_api = HOOK_API

    class Config(PluginConfig):
        """[WebUI]."""

    def __init__(self, config: Config) -> None:
        self.config = config
