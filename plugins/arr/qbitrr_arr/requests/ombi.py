"""What users have asked for in Ombi.

What is relied on, with the source that says so: the lists of movies and of series come whole; the short list of series
has no seasons, so it is of no use here (src/Ombi/Controllers/V1/RequestController.cs). One row of movies holds a usual
wish, unless its date is the year 1, and a wish for 4K, if it says so (Entities/Requests/MovieRequests.cs). Each wish
for a series spells out its episodes, whole seasons too, and says which are there (Entities/Requests/SeasonRequests.cs);
the approval is that of the wish (ChildRequests.cs).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..fields import Record, flag, number, records, when
from .config import OmbiConfig
from .reader import Reader
from .wishes import Kind, Request, Requests, Strange, collect, imdb_id, known_id, title

SOURCE = "Ombi"

type Wish = tuple[object, object]
"""A series and one of the wishes for it."""


class Ombi:
    """One Ombi, as one section uses it."""

    def __init__(self, config: OmbiConfig, *, timeout: float = 30.0) -> None:
        self._is_4k = config.is_4k
        self._approved_only = config.approved_only
        self._reader = Reader(
            SOURCE,
            config.ombi_uri,
            "ApiKey",
            config.ombi_api_key,
            timeout=timeout,
            verify=not config.skip_tls_verify,
        )

    def close(self) -> None:
        self._reader.close()

    def read(self, kind: Kind) -> Requests:
        """All wishes for movies, or all for series."""
        if kind is Kind.MOVIE:
            return collect(SOURCE, _named(self._list("Request/movie")), self._movie)
        if self._is_4k:
            return Requests()  # Ombi has no wishes for series in 4K
        return collect(SOURCE, _wishes(self._list("Request/tv")), self._series)

    def _list(self, path: str) -> list[object]:
        said = self._reader.get(path)
        if not isinstance(said, list):
            raise self._reader.strange(path)
        return said

    def _movie(self, row: object) -> Request | None:
        if not isinstance(row, Mapping):
            raise Strange("it is no request")
        suffix = "4K" if self._is_4k else ""
        if not _exists(row, is_4k=self._is_4k) or not self._is_open(row, suffix):
            return None
        request = Request(
            source=SOURCE,
            kind=Kind.MOVIE,
            title=title(row, "title"),
            tmdb=known_id(row, "theMovieDbId"),
            imdb=imdb_id(row),
        )
        if not (request.tmdb or request.imdb):
            raise Strange("it names no id at TMDB or IMDb")
        return request

    def _series(self, wish: Wish) -> Request | None:
        series, child = wish
        if not isinstance(series, Mapping) or not isinstance(child, Mapping):
            raise Strange("it is no request")
        if not self._is_open(child):
            return None
        tmdb, tvdb, imdb = known_id(series, "externalProviderId"), known_id(series, "tvDbId"), imdb_id(series)
        if not (tmdb or tvdb or imdb):
            raise Strange("it names no id at TVDB, TMDB or IMDb")
        episodes = _episodes(child)
        if not episodes:
            return None
        return Request(
            source=SOURCE,
            kind=Kind.SERIES,
            title=title(series, "title"),
            tmdb=tmdb,
            tvdb=tvdb,
            imdb=imdb,
            seasons=frozenset(),
            episodes=episodes,
        )

    def _is_open(self, row: Record, suffix: str = "") -> bool:
        """Whether it is a wish that has not come true. ``denied`` is null as long as nobody has denied it."""
        approved, there = flag(row, f"approved{suffix}"), flag(row, f"available{suffix}")
        if approved is None or there is None:
            raise Strange("it does not say whether it was approved, or is there")
        return not there and flag(row, f"denied{suffix}") is not True and (approved or not self._approved_only)


def _exists(row: Record, *, is_4k: bool) -> bool:
    if is_4k:
        return flag(row, "has4KRequest") is True
    moment = when(row, "requestedDate")
    return moment is None or moment.year > 1


def _episodes(child: Record) -> frozenset[tuple[int, int]]:
    """The episodes that were asked for and have not come; never more."""
    asked = {
        (season, episode): one
        for part in records(child.get("seasonRequests"))
        if (season := number(part, "seasonNumber")) is not None and season >= 0
        for one in records(part.get("episodes"))
        if (episode := number(one, "episodeNumber")) is not None and episode > 0
    }
    if not asked:
        raise Strange("it names no episode")
    return frozenset(
        name for name, one in asked.items() if flag(one, "available") is not True and flag(one, "denied") is not True
    )


def _named(rows: list[object]) -> Iterator[tuple[object, object]]:
    """Rows, each once, with what they are called."""
    seen = set[object]()
    for place, row in enumerate(rows, 1):
        number_of_it = known_id(row, "id") if isinstance(row, Mapping) else None
        if number_of_it is None or number_of_it not in seen:
            seen.add(number_of_it)
            yield number_of_it or f"number {place} of the list", row


def _wishes(series: list[object]) -> Iterator[tuple[object, Wish]]:
    """Each wish with the series that it is for."""
    for name, one in _named(series):
        children = one.get("childRequests") if isinstance(one, Mapping) else None
        if not isinstance(children, list):
            yield f"for series {name}", (one, None)
        else:
            yield from ((child_name, (one, child)) for child_name, child in _named(children))
