"""A Prowlarr that is simulated: indexers with limits, their back-off, and what was asked of them.

Written from Prowlarr's source (develop):

- Every query, feed reading, login and grab is a row of the history; ``indexerstats`` counts those between two moments
  by kind, and tells nothing of an indexer without one (IndexerStats/IndexerStatisticsService.cs). ``startDate`` is the
  beginning of time by default, ``endDate`` now (Prowlarr.Api.V1/Indexers/IndexerStatsController.cs).
- A limit holds over a window that moves, of one hour or of 24; queries and feed readings count, logins do not
  (Indexers/IndexerLimitService.cs). ``limitsUnit`` is 0 for a day, 1 for an hour (Indexers/IndexerBaseSettings.cs).
- ``indexerstatus`` tells only of indexers that are left alone at this moment
  (Prowlarr.Api.V1/Indexers/IndexerStatusController.cs).
- A field without a value has a name only; what is null is left out.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from .arr.routes import Call, Front, Route
from .arr.system import system_status
from .arr.wire import Json, bad_request, json_reply, read_stamp, stamp
from .http import Reply, Request, SimulatedServer

PREFIX = "/api/v1"
VERSION = "2.3.0.5236"
API_KEY = "0123456789abcdef0123456789abcdef"


class Event(StrEnum):
    """What Prowlarr writes into its history about an indexer."""

    QUERY = "Queries"
    RSS = "RssQueries"
    AUTH = "AuthQueries"
    GRAB = "Grabs"


@dataclass(slots=True, kw_only=True)
class SimulatedIndexer:
    """An indexer; it may be changed between calls. ``hourly`` is the unit of its limits."""

    id: int
    name: str
    enable: bool = True
    protocol: str = "torrent"
    priority: int = 25
    query_limit: int | None = None
    grab_limit: int | None = None
    hourly: bool = False
    disabled_till: float | None = None
    most_recent_failure: float | None = None
    history: list[tuple[float, Event, bool]] = field(default_factory=list)

    def row(self) -> Json:
        values = {
            "definitionFile": "simulated",
            "baseUrl": "https://indexer.invalid/",
            "baseSettings.queryLimit": self.query_limit,
            "baseSettings.grabLimit": self.grab_limit,
            "baseSettings.limitsUnit": int(self.hourly),
        }
        fields = [{"order": order, "name": name, "value": value} for order, (name, value) in enumerate(values.items())]
        return {
            "id": self.id,
            "name": self.name,
            "enable": self.enable,
            "protocol": self.protocol,
            "priority": self.priority,
            "privacy": "private",
            "supportsRss": True,
            "supportsSearch": True,
            "implementation": "Cardigann",
            "implementationName": "Cardigann",
            "configContract": "CardigannSettings",
            "appProfileId": 1,
            "tags": [],
            "fields": fields,
        }

    def stats(self, since: float, until: float) -> Json | None:
        """What was asked of it between two moments, or None when nothing was."""
        seen = [(event, ok) for at, event, ok in self.history if since <= at <= until]
        if not seen:
            return None
        counts = {f"numberOf{event}": sum(one is event for one, _ in seen) for event in Event}
        failed = {f"numberOfFailed{event}": sum(one is event and not ok for one, ok in seen) for event in Event}
        return {"indexerId": self.id, "indexerName": self.name, "averageResponseTime": 100, **counts, **failed}


class SimulatedProwlarr(SimulatedServer):
    """A Prowlarr on loopback; what it tells depends on ``clock``, in seconds since 1970."""

    def __init__(
        self, *, api_key: str = API_KEY, url_base: str = "", port: int = 0, clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__(port)
        self.clock, self.api_key, self.started_at = clock, api_key, clock()
        self.starting = False
        self.indexers: dict[int, SimulatedIndexer] = {}
        self.front = Front(app="Prowlarr", version=VERSION, prefix=PREFIX, api_key=api_key, url_base=url_base)
        self.front.add(self._routes())

    def add_indexer(
        self,
        name: str,
        *,
        query_limit: int | None = None,
        grab_limit: int | None = None,
        hourly: bool = False,
        enable: bool = True,
        protocol: str = "torrent",
    ) -> int:
        """Add an indexer and return its id."""
        with self.lock:
            number = max(self.indexers, default=0) + 1
            self.indexers[number] = SimulatedIndexer(
                id=number,
                name=name,
                enable=enable,
                protocol=protocol,
                query_limit=query_limit,
                grab_limit=grab_limit,
                hourly=hourly,
            )
            return number

    def record(self, indexer_id: int, event: Event = Event.QUERY, *, times: int = 1, ok: bool = True) -> None:
        """Let something be asked of an indexer now."""
        with self.lock:
            self.indexers[indexer_id].history += [(self.clock(), event, ok)] * times

    def back_off(self, indexer_id: int, seconds: float) -> None:
        """Let an indexer fail now, and be left alone for a while."""
        with self.lock:
            indexer = self.indexers[indexer_id]
            indexer.most_recent_failure, indexer.disabled_till = self.clock(), self.clock() + seconds

    def answer(self, request: Request) -> Reply:
        return self.front.answer(request, starting=self.starting)

    def _routes(self) -> list[Route]:
        return [
            ("GET", "system/status", lambda _call: json_reply(system_status(self.front, self.started_at))),
            ("GET", "indexer", lambda _call: json_reply([one.row() for one in self.indexers.values()])),
            ("GET", "indexerstatus", lambda _call: json_reply(self._resting())),
            ("GET", "indexerstats", self._stats),
        ]

    def _resting(self) -> list[Json]:
        return [
            {
                "id": number,
                "indexerId": one.id,
                "disabledTill": stamp(one.disabled_till),
                "mostRecentFailure": stamp(one.most_recent_failure),
                "initialFailure": stamp(one.most_recent_failure),
            }
            for number, one in enumerate(self.indexers.values(), 1)
            if one.disabled_till is not None and one.disabled_till > self.clock()
        ]

    def _stats(self, call: Call) -> Reply:
        since, until = _moment(call, "startDate", 0.0), _moment(call, "endDate", self.clock())
        told = [stats for one in self.indexers.values() if (stats := one.stats(since, until))]
        return json_reply({"indexers": told, "userAgents": [], "hosts": []})


def _moment(call: Call, name: str, default: float) -> float:
    text = call.query.text(name)
    try:
        return read_stamp(text) if text else default
    except ValueError as error:
        raise bad_request(name, f"The value '{text}' is not valid.") from error
