"""Installed plugins, imported in a guarded way: one that cannot be imported is a row with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import EntryPoint

from .. import page
from ..config.options import PluginConfig
from ..errors import described
from ..plugins import import_class, installed
from ..section import is_for_clients

CLAIMS = "qbitrr_classify"


@dataclass(frozen=True, slots=True)
class Imported:
    """A plugin's class, or why there is none."""

    name: str
    distribution: str
    version: str
    plugin: type | None = None
    error: str = ""

    @property
    def owns(self) -> bool:
        """Does it own torrents, so that it has sections such as [Radarr-4K]? Else it is a rule."""
        return hasattr(self.plugin, CLAIMS)

    @property
    def of_clients(self) -> bool:
        """Does it look only at clients as a whole, so that its place is in their sections?"""
        return is_for_clients(dir(self.plugin))

    @property
    def heading(self) -> str:
        """The section or table of its options."""
        if self.name == page.SECTION.lower():
            return page.SECTION
        if self.owns:
            return self.name.capitalize()
        return f"qBit.Plugins.{self.name}" if self.of_clients else f"Plugins.{self.name}"

    @property
    def options(self) -> type[PluginConfig]:
        options = getattr(self.plugin, "Config", PluginConfig)
        return options if isinstance(options, type) and issubclass(options, PluginConfig) else PluginConfig


def entries() -> dict[str, EntryPoint]:
    """Every installed plugin by name; none of them is imported."""
    return {entry.name: entry for entry in installed()}


def imported(entry: EntryPoint) -> Imported:
    """Import one plugin. Whatever its import does costs this row only."""
    distribution, version = (entry.dist.name, entry.dist.version) if entry.dist else ("", "")
    try:
        plugin = import_class(entry.name)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 -- foreign code is imported here
        return Imported(entry.name, distribution, version, error=described(error))
    return Imported(entry.name, distribution, version, plugin)


def models() -> dict[str, type[PluginConfig]]:
    """The options of every plugin that can be imported, by heading; owners first."""
    found = [imported(entry) for entry in entries().values()]
    usable = sorted((one for one in found if one.plugin), key=lambda one: not one.owns)
    return {one.heading: one.options for one in usable}
