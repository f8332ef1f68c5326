"""Radarr's library: movies, when one is out, and how it is searched for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from qbitrr_arr.errors import WrongAnswer
from qbitrr_arr.fields import Record, flag, nested, number, text, when
from qbitrr_arr.library.medium import Holder, Medium
from qbitrr_arr.library.options import SearchOptions
from qbitrr_arr.orders import Order
from qbitrr_arr.requests.wishes import Kind, Request

from qbitrr import Group

from .app import RADARR

if TYPE_CHECKING:
    from qbitrr_arr.edge import Edge

IN_CINEMAS_FOR = timedelta(days=90)
"""So long after its start in cinemas a movie is taken for released when no date says more."""


class RadarrLibrary:
    """Every movie holds itself."""

    holders = "movie"
    holder_ids = "movieIds"
    holders_with: Mapping[str, bool] = MappingProxyType({"excludeLocalCovers": True})
    at_once = 100
    wishes: Kind | None = Kind.MOVIE

    def __init__(self, options: SearchOptions) -> None:
        self._asks_scores = options.custom_format_unmet_search

    def holder(self, record: Record, now: datetime) -> Holder:
        movie_id, title, monitored = number(record, "id"), text(record, "title"), flag(record, "monitored")
        if movie_id is None or not title or monitored is None:
            raise WrongAnswer("it has no id, no title, or does not say whether it is monitored")
        year, has_file = number(record, "year") or 0, flag(record, "hasFile")
        if has_file is None:
            raise WrongAnswer("it does not say whether it has a file")
        file = nested(record, "movieFile")
        movie = Medium(
            id=movie_id,
            monitored=monitored,
            has_file=has_file,
            why_not_out=why_not_out(record, now),
            searched_at=when(record, "lastSearchTime"),
            below_cutoff=flag(file, "qualityCutoffNotMet") is True,
            file_id=(number(record, "movieFileId") or 0) if has_file else 0,
        )
        return Holder(
            id=movie_id,
            title=f"{title} ({year})" if year else title,
            monitored=monitored,
            profile_id=number(record, "qualityProfileId"),
            year=year,
            tmdb_id=number(record, "tmdbId") or 0,
            imdb_id=text(record, "imdbId"),
            media=(movie,),
        )

    def may_lack(self, _holder: Holder) -> bool:
        return True

    def media(self, edge: Edge, holders: Sequence[Holder]) -> Mapping[int, tuple[Medium, ...]]:
        """The list has told all but the scores, which it leaves out."""
        with_file = [holder.id for holder in holders if holder.media[0].has_file]
        scores = _scores(edge, with_file) if self._asks_scores and with_file else {}
        return {holder.id: tuple(replace(one, score=scores.get(one.id)) for one in holder.media) for holder in holders}

    def again(self, edge: Edge, media_ids: tuple[int, ...], now: datetime) -> tuple[Holder, tuple[Medium, ...]]:
        holder = self.holder(edge.read(f"movie/{media_ids[0]}"), now)
        return holder, self.media(edge, [holder])[holder.id]

    def queued(self, edge: Edge, holder: Holder) -> frozenset[int]:
        found = edge.read_all("queue/details", movieId=holder.id)
        return frozenset(one for record in found if (one := number(record, "movieId")) is not None)

    def why_not(self, _holder: Holder, _medium: Medium) -> str:
        return ""

    def urgent(self, _medium: Medium, _now: datetime) -> bool:
        return False

    def asked_for(self, _request: Request, _medium: Medium) -> bool:
        return True

    def groups(self, _holder: Holder, _media: Sequence[Medium]) -> Mapping[int, tuple[Group, ...]]:
        return {}

    def order(self, holder: Holder, media: Sequence[Medium], _group: str) -> Order:
        ids = tuple(medium.id for medium in media)
        return Order(
            command=RADARR.search_command,
            body={RADARR.search_key: list(ids)},
            media_ids=ids,
            cost=len(ids),
            title=holder.title,
        )


def why_not_out(movie: Record, now: datetime) -> str:
    """Why a movie is not out. Radarr itself says so, with the delay that is set there; else it is computed, in UTC."""
    said = flag(movie, "isAvailable")
    year = number(movie, "year") or 0
    if not year:
        return "its year is not known"
    if said is not None:
        return "" if said else "it is not available yet"
    if year > now.year:
        return f"it is not out before {year}"
    if year < now.year - 1:
        return ""
    return "" if _by_dates(movie, now) else "it is not out yet"


def _by_dates(movie: Record, now: datetime) -> bool:
    """Whether a movie of this year or the last is out, by its minimum availability."""
    least = text(movie, "minimumAvailability").lower()
    cinemas = when(movie, "inCinemas")
    released = [date for name in ("physicalRelease", "digitalRelease") if (date := when(movie, name))]
    if least in ("tba", "announced"):
        return True
    if least == "incinemas":
        dates = [cinemas] if cinemas else released
        return bool(dates) and min(dates) <= now
    if released:
        return min(released) <= now
    return cinemas is None or cinemas + IN_CINEMAS_FOR <= now


def _scores(edge: Edge, movie_ids: Sequence[int]) -> Mapping[int, int]:
    """The custom-format score of each movie's file."""
    found: dict[int, int] = {}
    for record in edge.read_all("moviefile", movieId=list(movie_ids)):
        movie_id, score = number(record, "movieId"), number(record, "customFormatScore")
        if movie_id is not None and score is not None:
            found[movie_id] = score
    return found
