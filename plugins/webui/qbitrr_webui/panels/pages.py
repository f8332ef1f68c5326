"""The plugins of one page, loaded when it starts."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from functools import partial

from qbitrr.config.problems import ConfigError
from qbitrr.config.read import read
from qbitrr.errors import described

from ..context import Web
from ..errors import NotFound, Refused
from .host import host_of
from .loading import Page, load
from .values import Panel

PATIENCE = 10.0
"""Seconds that a panel may take."""

AT_ONCE = 4
"""Panels that are asked at the same time: those that hang keep nothing else waiting."""


class Pages:
    """``web().part(Pages)``."""

    def __init__(self, page: Web) -> None:
        self.all = load(partial(host_of, page), page.clock(), off=switched_off(page))
        self._asking = ThreadPoolExecutor(AT_ONCE, "panel")

    def panel(self, plugin: str, name: str) -> Panel:
        """Raises NotFound."""
        for page in self.all:
            for panel in page.panels:
                if (page.name, panel.name) == (plugin, name):
                    return panel
        raise NotFound(f"There is no panel {name} of {plugin}.")

    def asked[T](self, title: str, ask: partial[T]) -> T:
        """What foreign code says, within its time. Raises Refused when it fails, or when it refuses itself."""
        asking = self._asking.submit(ask)
        try:
            return asking.result(PATIENCE)
        except Refused:
            raise
        except TooLong:
            asking.cancel()  # what has not begun is not done behind anybody's back
            raise Refused(503, f"The panel {title} took longer than {PATIENCE:.0f} s.") from None
        except Exception as error:
            raise Refused(503, f"The panel {title} failed: {described(error)}") from error

    def replace(self, page: Page) -> None:
        """Put another record in the place of that of the same name."""
        self.all = tuple(page if one.name == page.name else one for one in self.all)

    def close(self) -> None:
        self._asking.shutdown(wait=False, cancel_futures=True)


def switched_off(page: Web) -> frozenset[str]:
    """The plugins that the file switches off by name, as it does rules."""
    try:
        general = read(page.place.config_file).get("Plugins", {})
    except ConfigError:
        return frozenset()
    tables = general.items() if isinstance(general, Mapping) else ()
    return frozenset(name for name, table in tables if isinstance(table, Mapping) and table.get("Enabled") is False)
