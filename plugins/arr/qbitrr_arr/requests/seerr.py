"""What users have asked for in Overseerr, Jellyseerr or Seerr.

The three share one API. What is relied on, with the source that says so: a list of requests by pages, of which
``unavailable`` leaves the fewest and is known to every version (server/routes/request.ts); a parameter that the API's
document does not name, such as one for movies only in an older version, is refused (overseerr-api.yml); the numbers of
the states (server/constants/media.ts); the seasons of a request, each with a state of its own
(server/entity/SeasonRequest.ts), and of the media, which may have come meanwhile (server/entity/Media.ts).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TypedDict

from qbitrr import Unavailable

from ..errors import WrongAnswer
from ..fields import Record, flag, nested, number, records, rows, text
from .config import OverseerrConfig
from .pages import MOST_PAGES, PAGE, Page, read_all
from .reader import Reader
from .wishes import Kind, Request, Requests, Strange, collect, imdb_id, known_id, title

SOURCE = "Overseerr"
TYPES = {"movie": Kind.MOVIE, "tv": Kind.SERIES}
PENDING, APPROVED = 1, 2
NOT_THERE = frozenset({1, 2, 3, 4})
"""Unknown, pending, processing, in part. What follows is available, blocklisted or deleted: no wish any more."""

AVAILABLE = 5
LOOK_UPS = 10
"""How many series one reading asks more ids of; each costs the app a question to TMDB."""

TRIES = 5
"""How often it is asked for one that it does not know."""


class Known(TypedDict, total=False):
    """What was looked up of a series."""

    tvdb: int
    imdb: str
    title: str


class Seerr:
    """One request app of this family, as one section uses it."""

    def __init__(self, config: OverseerrConfig, *, timeout: float = 30.0) -> None:
        self._is_4k = config.is_4k
        self._wanted = frozenset({APPROVED} if config.approved_only else {APPROVED, PENDING})
        self._known: dict[int, Known] = {}
        self._tries = Counter[int]()
        self._reader = Reader(
            SOURCE,
            config.overseerr_uri,
            "X-Api-Key",
            config.overseerr_api_key,
            timeout=timeout,
            verify=not config.skip_tls_verify,
        )

    def close(self) -> None:
        self._reader.close()

    def read(self, kind: Kind) -> Requests:
        """All wishes for movies, or all for series."""
        found, complete = read_all(self._page)
        named = [(_called(row, place), row) for place, row in enumerate(found.values(), 1)]
        told = collect(SOURCE, named, lambda row: self._parse(row, kind))
        if not complete:
            told = replace(told, skipped=(*told.skipped, f"{SOURCE}: only the newest {PAGE * MOST_PAGES} are read"))
        return replace(told, found=self._with_more_ids(told.found)) if kind is Kind.SERIES else told

    def _page(self, place: int) -> Page:
        said = self._reader.get("request", take=PAGE, skip=place, filter="unavailable")
        total = number(nested(said, "pageInfo"), "results") if isinstance(said, Mapping) else None
        results = said.get("results") if isinstance(said, Mapping) else None
        if total is None or not isinstance(results, list):
            raise self._reader.strange("request")
        return Page(results, total)

    def _parse(self, row: object, kind: Kind) -> Request | None:
        if not isinstance(row, Mapping):
            raise Strange("it is no request")
        media = nested(row, "media")
        written = text(row, "type") or text(media, "mediaType")
        if not written:
            raise Strange("it does not say what it is for")
        if TYPES.get(written) is not kind or not self._is_open(row, media):
            return None
        request = Request(
            source=SOURCE,
            kind=kind,
            tmdb=known_id(media, "tmdbId"),
            tvdb=known_id(media, "tvdbId"),
            imdb=imdb_id(media),
        )
        if not (request.tmdb or request.tvdb or request.imdb):
            raise Strange("it names no id at TMDB, TVDB or IMDb")
        if kind is Kind.MOVIE:
            return request
        seasons = self._seasons(row, media)
        return replace(request, seasons=seasons) if seasons else None

    def _is_open(self, row: Record, media: Record) -> bool:
        """Whether it is a wish for this section that has not come true."""
        status, there = number(row, "status"), number(media, self._status)
        if status is None:
            raise Strange("it does not say whether it was approved")
        if row.get("is4k") is not None and flag(row, "is4k") is None:
            raise Strange("it does not say whether it is for 4K")
        if status not in self._wanted or (flag(row, "is4k") or False) is not self._is_4k:
            return False
        if there is None:
            raise Strange("it does not say whether it is there")
        return there in NOT_THERE

    def _seasons(self, row: Record, media: Record) -> frozenset[int]:
        """The seasons that were asked for and have not come; never more."""
        asked = {
            season: number(one, "status")
            for one in records(row.get("seasons"))
            if (season := number(one, "seasonNumber")) is not None and season >= 0
        }
        if not asked:
            raise Strange("it names no season")
        come = {number(one, "seasonNumber") for one in rows(media, "seasons") if number(one, self._status) == AVAILABLE}
        return frozenset(season for season, status in asked.items() if status in self._wanted and season not in come)

    @property
    def _status(self) -> str:
        return "status4k" if self._is_4k else "status"

    def _with_more_ids(self, found: tuple[Request, ...]) -> tuple[Request, ...]:
        """Sonarr knows series by TVDB, and the list names that id only if the app knew it when it was asked."""
        lacking = {one.tmdb for one in found if one.tmdb and not one.tvdb and one.tmdb not in self._known}
        due = [tmdb for tmdb in lacking if self._tries[tmdb] < TRIES]
        for tmdb in sorted(due, key=lambda one: (self._tries[one], one))[:LOOK_UPS]:
            try:
                self._look_up(tmdb)
            except WrongAnswer:
                pass  # TMDB may not know it
            except Unavailable:
                break  # the requests are kept with the ids that they have
            self._tries[tmdb] += 1
        return tuple(self._completed(one) for one in found)

    def _look_up(self, tmdb: int) -> None:
        said = self._reader.get(f"tv/{tmdb}")
        ids = nested(said, "externalIds") if isinstance(said, Mapping) else {}
        if isinstance(said, Mapping) and (tvdb := known_id(ids, "tvdbId")):
            self._known[tmdb] = {"tvdb": tvdb, "imdb": imdb_id(ids), "title": title(said, "name")}

    def _completed(self, request: Request) -> Request:
        return request if request.tvdb else replace(request, **self._known.get(request.tmdb or 0, {}))


def _called(row: object, place: int) -> object:
    """What a request is called in a message to a user."""
    known = known_id(row, "id") if isinstance(row, Mapping) else None
    return known or f"number {place} of the list"
