"""What is known of the options, kept for as long as the installed plugins and the file stay the same."""

from __future__ import annotations

import threading
from importlib.metadata import entry_points

from ..context import Web
from ..shapes.configuration import Config, Schemas
from .asking import schemas, shown
from .file import fingerprint


class Known:
    """The schemas and the shown file. To ask for either takes a second: each is asked for once."""

    def __init__(self, page: Web) -> None:
        self._page = page
        self._lock = threading.Lock()
        self._schemas: tuple[object, Schemas] | None = None
        self._shown: tuple[object, Config] | None = None

    def schemas(self) -> Schemas:
        """The schemas of the installed plugins."""
        with self._lock:
            version = installed()
            if self._schemas is None or self._schemas[0] != version:
                self._schemas = version, schemas(self._page.place.folder)
            return self._schemas[1]

    def shown(self) -> Config:
        """The file as it is now."""
        with self._lock:
            version = installed(), fingerprint(self._page.place.config_file)
            if self._shown is None or self._shown[0] != version:
                self._shown = version, shown(self._page.place.folder)
            return self._shown[1]

    def close(self) -> None:
        """There is nothing to end."""


def installed() -> frozenset[tuple[str, str, str]]:
    """The plugins with their distributions' versions: what the options depend on."""
    return frozenset(
        (entry.name, entry.dist.name if entry.dist else "", entry.dist.version if entry.dist else "")
        for entry in entry_points(group="qbitrr.plugins")
    )
