"""A request app that is simulated: Overseerr, Jellyseerr or Seerr, which share one API.

Written from the sources of Overseerr and Seerr (develop):

- ``request`` answers ``pageInfo`` and ``results``, the newest first; without ``take`` a page is short. The filter
  ``unavailable`` means pending or approved, and in all but the oldest versions that the media are not there yet
  (server/routes/request.ts). So an old version tells of what is there already, too: ``old`` simulates one.
- The status of a request is 1 pending, 2 approved, 3 declined, 4 failed, 5 completed; that of media is 1 unknown,
  2 pending, 3 processing, 4 in part, 5 available, and beyond that blocklisted or deleted, by numbers that differ from
  version to version (server/constants/media.ts). Media have one for 4K of their own (server/entity/Media.ts).
- A request for a series names seasons, each with the status of a request (server/entity/SeasonRequest.ts); "all" is
  spelled out when it is made, without the specials (server/entity/MediaRequest.ts). The media name the seasons that are
  there. The title is not among it: it is asked of ``movie/{id}`` or ``tv/{id}``.
- A wrong key is answered with 403 and JSON (server/middleware/auth.ts); ``status`` needs none. Parameters and words
  that the document of the API does not name are answered with 400 (overseerr-api.yml is held against each call).
- What is null is written out. Anything outside the API is the web page.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum

from .http import HTML, Reply, Request, SimulatedServer

PREFIX = "/api/v1/"
VERSION = "2.7.3"
API_KEY = "MTY3NTcyMzI4NDY1OGZha2VrZXk="
PARAMETERS = frozenset({"take", "skip", "filter", "sort", "requestedBy"})


class Status(IntEnum):
    """Of a request, or of a season in one."""

    PENDING = 1
    APPROVED = 2
    DECLINED = 3
    FAILED = 4
    COMPLETED = 5


class Media(IntEnum):
    """Of what was requested, or of a season of it."""

    UNKNOWN = 1
    PENDING = 2
    PROCESSING = 3
    PARTIALLY_AVAILABLE = 4
    AVAILABLE = 5
    BLOCKLISTED = 6
    DELETED = 7


FILTERS: Mapping[str, frozenset[Status]] = {
    "all": frozenset(Status),
    "approved": frozenset({Status.APPROVED}),
    "pending": frozenset({Status.PENDING}),
    "unavailable": frozenset({Status.PENDING, Status.APPROVED}),
}


@dataclass(slots=True, kw_only=True)
class SimulatedRequest:
    """A request; it may be changed between calls. ``seasons`` were asked for, ``there`` says which have come."""

    id: int
    kind: str
    tmdb: int | None
    tvdb: int | None
    imdb: str | None
    title: str
    status: Status
    media: Media
    is_4k: bool
    at: float
    seasons: dict[int, Status] = field(default_factory=dict)
    there: dict[int, Media] = field(default_factory=dict)

    def row(self) -> dict[str, object]:
        other = Media.UNKNOWN
        normal, uhd = (other, self.media) if self.is_4k else (self.media, other)
        stamped = {"createdAt": _stamp(self.at), "updatedAt": _stamp(self.at)}
        there = [
            {"id": number, "seasonNumber": number, "status": int(one if not self.is_4k else other), **stamped}
            | {"status4k": int(one if self.is_4k else other)}
            for number, one in self.there.items()
        ]
        return {
            "id": self.id,
            "status": int(self.status),
            "type": self.kind,
            "is4k": self.is_4k,
            "serverId": None,
            "profileId": None,
            **stamped,
            "media": {
                "id": self.id,
                "mediaType": self.kind,
                "tmdbId": self.tmdb,
                "tvdbId": self.tvdb,
                "imdbId": self.imdb,
                "status": int(normal),
                "status4k": int(uhd),
                "seasons": there,
                "downloadStatus": [],
                **stamped,
            },
            "seasons": [
                {"id": number, "seasonNumber": number, "status": int(status), **stamped}
                for number, status in self.seasons.items()
            ],
            "seasonCount": len(self.seasons),
            "requestedBy": {"id": 2, "displayName": "user", "email": "user@example.invalid"},
            "modifiedBy": None,
        }


class SimulatedSeerr(SimulatedServer):
    """A request app on loopback. ``strange`` are rows that come first, whatever they are."""

    def __init__(
        self, *, api_key: str = API_KEY, old: bool = False, port: int = 0, clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__(port)
        self.clock, self.api_key, self.old = clock, api_key, old
        self.by_id: dict[int, SimulatedRequest] = {}
        self.known_tvdb: dict[int, int] = {}
        self.strange: list[object] = []

    def ask_movie(self, tmdb: int | None, *, imdb: str | None = None, title: str = "A movie", **more: object) -> int:
        """Let a user request a movie; return the request's id. ``more`` are other fields."""
        return self._add("movie", tmdb, {"imdb": imdb, "title": title, **more})

    def ask_series(
        self, tmdb: int | None, *seasons: int, tvdb: int | None = None, title: str = "A series", **more: object
    ) -> int:
        """Let a user request seasons of a series; return the request's id."""
        status = more.get("status", Status.APPROVED)
        chosen = more.pop("season_status", dict.fromkeys(seasons, status))
        return self._add("tv", tmdb, {"tvdb": tvdb, "title": title, "seasons": chosen, **more})

    def answer(self, request: Request) -> Reply:
        if not request.path.startswith(PREFIX):
            return HTML
        path = request.path.removeprefix(PREFIX)
        if path == "status":
            return Reply.of({"version": VERSION, "commitTag": "local", "updateAvailable": False, "commitsBehind": 0})
        if request.headers.get("x-api-key") != self.api_key:
            return _problem(403, "You do not have permission to access this endpoint")
        if path == "request" and request.method == "GET":
            return self._page(request)
        details = re.fullmatch(r"(movie|tv)/(\d+)", path)
        return self._details(details[1], int(details[2])) if details else _problem(404, "not found")

    def _add(self, kind: str, tmdb: int | None, traits: Mapping[str, object]) -> int:
        with self.lock:
            number = max(self.by_id, default=0) + 1
            usual: dict[str, object] = {"status": Status.APPROVED, "media": Media.PROCESSING, "is_4k": False}
            fields: dict[str, object] = {"tvdb": None, "imdb": None, **usual, "at": self.clock(), **traits}
            self.by_id[number] = SimulatedRequest(id=number, kind=kind, tmdb=tmdb, **fields)  # type: ignore[arg-type]
            return number

    def _page(self, request: Request) -> Reply:
        query = {name: values[0] for name, values in request.query.items()}
        chosen = query.get("filter", "all")
        if unknown := query.keys() - PARAMETERS:
            return _problem(400, f"Unknown query parameter '{min(unknown)}'")
        if chosen not in FILTERS or not all(query.get(name, "0").isdigit() for name in ("take", "skip")):
            return _problem(400, "request/query must be equal to one of the allowed values")
        take, skip = int(query.get("take", 10)) or 10, int(query.get("skip", 0))
        rows = [*self.strange, *(one.row() for one in sorted(self._shown(chosen), key=lambda one: -one.id))]
        info = {"pages": -(-len(rows) // take), "pageSize": take, "results": len(rows), "page": skip // take + 1}
        return Reply.of({"pageInfo": info, "results": rows[skip : skip + take]})

    def _shown(self, chosen: str) -> list[SimulatedRequest]:
        away = chosen == "unavailable" and not self.old
        return [
            one
            for one in self.by_id.values()
            if one.status in FILTERS[chosen] and not (away and one.media >= Media.AVAILABLE)
        ]

    def _details(self, kind: str, tmdb: int) -> Reply:
        known = next((one for one in self.by_id.values() if (one.kind, one.tmdb) == (kind, tmdb)), None)
        if known is None:
            return _problem(500, f"Unable to retrieve {'movie' if kind == 'movie' else 'series'}.")
        if kind == "movie":
            return Reply.of({"id": tmdb, "title": known.title, "imdbId": known.imdb})
        ids = {"tvdbId": known.tvdb or self.known_tvdb.get(tmdb), "imdbId": known.imdb}
        return Reply.of({"id": tmdb, "name": known.title, "externalIds": ids})


def _stamp(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _problem(status: int, message: str) -> Reply:
    words = {"error": message} if status == 403 else {"message": message}
    return Reply.of({"status": status, **words}, status)
