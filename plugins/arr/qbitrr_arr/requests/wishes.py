"""What users have asked for, as values, and which of it is for one movie or series."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from ..fields import Record, number, text

_IMDB = re.compile(r"tt\d{5,12}", re.ASCII)


class Kind(StrEnum):
    """What a request is for. TMDB counts movies and series apart, so one id may be both."""

    MOVIE = "movie"
    SERIES = "series"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One wish. ``seasons`` were asked for whole, ``episodes`` one by one; with None for ``seasons`` all of it was.

    Of the ids at least one is known.
    """

    source: str
    kind: Kind
    title: str = ""
    tmdb: int | None = None
    tvdb: int | None = None
    imdb: str = ""
    seasons: frozenset[int] | None = None
    episodes: frozenset[tuple[int, int]] = frozenset()

    def asks_for(self, season: int, episode: int) -> bool:
        """Whether an episode belongs to what was asked for."""
        return self.seasons is None or season in self.seasons or (season, episode) in self.episodes


@dataclass(frozen=True, slots=True)
class Requests:
    """What an app told: what is wished for, and a sentence for each request that could not be understood."""

    found: tuple[Request, ...] = ()
    skipped: tuple[str, ...] = ()


class Strange(Exception):  # noqa: N818 -- a request that cannot be understood, no mistake of ours
    """Why a request is skipped."""


def collect[T](source: str, rows: Iterable[tuple[object, T]], parse: Callable[[T], Request | None]) -> Requests:
    """Parse rows, each with what it is called; None is a request that is no wish of this section's."""
    found, skipped = list[Request](), list[str]()
    for name, row in rows:
        try:
            request = parse(row)
        except Strange as strange:
            skipped.append(f"{source}: request {name} is skipped: {strange}")
        else:
            found += [request] if request else []
    return Requests(tuple(found), tuple(skipped))


def matches(
    requests: Iterable[Request],
    *,
    tmdb: int | None = None,
    tvdb: int | None = None,
    imdb: str = "",
    kind: Kind | None = None,
) -> list[Request]:
    """The requests for one movie or series, by any id that both have. ``kind`` None: all requests are of one kind."""
    return [
        one
        for one in requests
        if kind in (None, one.kind)
        and ((tmdb and tmdb == one.tmdb) or (tvdb and tvdb == one.tvdb) or (imdb and imdb.lower() == one.imdb))
    ]


def known_id(record: Record, name: str) -> int | None:
    """An id; the apps write 0 for one that they do not know."""
    value = number(record, name)
    return value if value is not None and 0 < value < 2**63 else None


def imdb_id(record: Record) -> str:
    """The id at IMDb, or an empty string."""
    written = text(record, "imdbId").strip().lower()
    return written if _IMDB.fullmatch(written) else ""


def title(record: Record, name: str) -> str:
    """A title for people: one line that can be written anywhere."""
    return " ".join(text(record, name).encode(errors="replace").decode().split())[:300]
