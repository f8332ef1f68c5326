"""When to ask Prowlarr, and how long what it said last may be used."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qbitrr_arr.contact import Contact
from qbitrr_arr.errors import Refused

from qbitrr import Host, Indexer, Unavailable

from .app import PROWLARR
from .config import ProwlarrConfig
from .indexers import Reading, read

if TYPE_CHECKING:
    from qbitrr_arr.edge import Edge

GOOD_FOR = 3
"""How many times ``every`` a reading may be used while there is no newer one."""


def start(config: ProwlarrConfig, host: Host) -> Readings:
    """Make the readings for a worker. The network is not touched before the first question."""
    from qbitrr_arr.edge import Edge  # noqa: PLC0415 -- brings httpx and pyarr, which only a worker needs

    edge = Edge(
        PROWLARR,
        config.uri,
        config.api_key,
        timeout=config.timeout.total_seconds(),
        verify=not config.skip_tls_verify,
        read_only=True,
    )
    return Readings(host.name, edge, config.every)


class Readings:
    """What one Prowlarr was last seen to say."""

    def __init__(self, name: str, edge: Edge, every: timedelta) -> None:
        self._name = name
        self._edge = edge
        self._every = every
        self._log = logging.getLogger(PROWLARR.logger)
        self._contact = Contact(name, edge.ping, edge.check, self._log)
        self._reading: Reading | None = None

    def close(self) -> None:
        self._edge.close()

    def indexers(self, now: datetime) -> tuple[Indexer, ...]:
        """The indexers as last told. Raises ``Unavailable`` when that is too long ago."""
        try:
            reading = self._current(now)
        except Unavailable:
            if self._reading is None or not self._is_younger(GOOD_FOR * self._every, now):
                raise
            reading = self._reading
        return reading.as_of(now)

    def _current(self, now: datetime) -> Reading:
        if self._reading and self._is_younger(self._every, now):
            return self._reading
        self._contact.check(now)
        try:
            if self._reading is None or self._contact.lost:
                self._edge.check()
            after = read(self._edge, now)
        except Unavailable as error:
            self._contact.lose(error, now)
            raise
        except Refused as error:
            trouble = Unavailable(f"it refused to say: {error}")
            self._contact.lose(trouble, now)
            raise trouble from error
        self._contact.regain(now)
        self._complain(after)
        self._reading = after
        return after

    def _is_younger(self, age: timedelta, now: datetime) -> bool:
        """Whether the reading is; one from the future is not, for then the clock was set back."""
        return self._reading is not None and timedelta() <= now - self._reading.at < age

    def _complain(self, after: Reading) -> None:
        if after.skipped and (self._reading is None or self._reading.skipped != after.skipped):
            for reason in after.skipped:
                self._log.warning("%s: %s.", self._name, reason)
