"""Prowlarr: how much each indexer allows, how much was asked of it by everybody, and which of them rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from qbitrr import Host, Indexer, Unavailable, hookimpl

from .config import ProwlarrConfig

if TYPE_CHECKING:
    from .readings import Readings


class Prowlarr:
    """Tells the searches what their indexers allow. It asks only, and changes nothing."""

    hook_api = 1
    Config = ProwlarrConfig

    def __init__(self, config: ProwlarrConfig) -> None:
        self._config = config
        self._readings: Readings | None = None

    @hookimpl
    def qbitrr_worker_start(self, host: Host) -> None:
        from .readings import start  # noqa: PLC0415 -- only a worker pays for it

        self._readings = start(self._config, host)

    @hookimpl
    def qbitrr_worker_stop(self) -> None:
        if self._readings:
            self._readings.close()
            self._readings = None

    @hookimpl
    def qbitrr_indexers(self, now: datetime) -> Sequence[Indexer]:
        if self._readings is None:
            raise Unavailable("its worker has not started")
        return self._readings.indexers(now)
