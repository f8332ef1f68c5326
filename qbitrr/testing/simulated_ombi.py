"""An Ombi that is simulated.

Written from Ombi's source (develop, 4.x):

- ``Request/movie`` and ``Request/tv`` answer everything at once, as lists. ``Request/tvlite`` leaves the seasons out,
  so it cannot say what was asked for (src/Ombi/Controllers/V1/RequestController.cs,
  src/Ombi.Store/Repository/Requests/TvRequestRepository.cs).
- One row of movies holds both wishes: the usual one, which exists when ``requestedDate`` is not the year 1, and the one
  for 4K, which exists when ``has4KRequest`` is set and has ``approved4K``, ``available4K`` and ``denied4K`` of its own
  (src/Ombi.Store/Entities/Requests/MovieRequests.cs). Series know no 4K.
- A series has a child for each user's wish, with seasons, each with the episodes that were asked for, spelled out, and
  which of them are there (ChildRequests.cs, SeasonRequests.cs). ``externalProviderId`` is the id at TMDB; an id that is
  not known is 0.
- The key travels as ``ApiKey``; a wrong one is answered with 401 and a word in plain text
  (src/Ombi/Middleware/ApiKeyMiddlewear.cs), none at all with 401 and nothing.
- Dates carry no zone. What is null is written out. Anything outside the API is the web page.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from .http import HTML, Reply, Request, SimulatedServer

PREFIX = "/api/v1/"
API_KEY = "0123456789abcdef0123456789abcdef"
NEVER = "0001-01-01T00:00:00"


class SimulatedOmbi(SimulatedServer):
    """An Ombi on loopback. ``movies`` and ``series`` are its rows: a test may change them, or add strange ones."""

    def __init__(self, *, api_key: str = API_KEY, port: int = 0, clock: Callable[[], float] = time.time) -> None:
        super().__init__(port)
        self.clock, self.api_key = clock, api_key
        self.movies: list[object] = []
        self.series: list[object] = []
        self._given = 0

    def ask_movie(
        self, tmdb: int, *, imdb: str | None = None, title: str = "A movie", uhd: bool = False, **more: object
    ) -> int:
        """Let a user request a movie, in 4K or as usual; return the request's id. ``more`` are other keys."""
        now = _stamp(self.clock())
        row: dict[str, object] = {
            "id": self._next(),
            "theMovieDbId": tmdb,
            "imdbId": imdb,
            "title": title,
            "requestType": 1,
            "requestedDate": NEVER if uhd else now,
            "approved": not uhd,
            "available": False,
            "denied": None,
            "has4KRequest": uhd,
            "requestedDate4k": now if uhd else NEVER,
            "approved4K": uhd,
            "available4K": False,
            "denied4K": None,
            "is4kRequest": False,
            **more,
        }
        with self.lock:
            self.movies.append(row)
        return int(str(row["id"]))

    def ask_series(
        self,
        tvdb: int,
        seasons: Mapping[int, Iterable[int]],
        *,
        tmdb: int = 0,
        imdb: str | None = None,
        title: str = "A series",
        there: Iterable[tuple[int, int]] = (),
        **more: object,
    ) -> int:
        """Let a user request episodes by season; return the child's id. ``more`` are other keys of the child."""
        approved = bool(more.get("approved", True))
        have = set(there)
        child: dict[str, object] = {
            "id": self._next(),
            "title": title,
            "requestType": 0,
            "requestedDate": _stamp(self.clock()),
            "approved": True,
            "available": False,
            "denied": None,
            "seasonRequests": [
                {
                    "seasonNumber": season,
                    "episodes": [
                        {
                            "episodeNumber": episode,
                            "title": f"Episode {episode}",
                            "airDate": NEVER,
                            "available": (season, episode) in have,
                            "approved": approved,
                            "requested": True,
                        }
                        for episode in episodes
                    ],
                }
                for season, episodes in seasons.items()
            ],
            **more,
        }
        with self.lock:
            parent = next((one for one in self.series if isinstance(one, dict) and one.get("tvDbId") == tvdb), None)
            if parent is None or not tvdb:
                ids = {"tvDbId": tvdb, "externalProviderId": tmdb, "imdbId": imdb}
                parent = {"id": self._next(), **ids, "title": title, "childRequests": []}
                self.series.append(parent)
            parent["childRequests"].append(child)
        return int(str(child["id"]))

    def answer(self, request: Request) -> Reply:
        if not request.path.lower().startswith("/api/"):
            return HTML
        key = request.headers.get("apikey")
        if key is None:
            return Reply(401, b"", "")
        if key.lower() != self.api_key.lower():
            return Reply(401, b"Invalid API Key", "")
        match request.path.removeprefix(PREFIX).lower():
            case "status":
                return Reply.of(200)
            case "request/movie":
                return Reply.of(self.movies)
            case "request/tv":
                return Reply.of(self.series)
            case "request/tvlite":
                return Reply.of([_lite(one) for one in self.series])
        return Reply(404, b"", "")

    def _next(self) -> int:
        self._given += 1
        return self._given


def _lite(series: object) -> object:
    """A series as tvlite shows it."""
    if not isinstance(series, dict):
        return series
    children = [{**child, "seasonRequests": None} for child in series["childRequests"]]
    return {**series, "childRequests": children}


def _stamp(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") + "7"
