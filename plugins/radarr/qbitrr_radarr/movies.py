"""When a movie is worth a search, and how a failed download of it is replaced."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from qbitrr_arr.fields import Record, flag, text
from qbitrr_arr.searches import Replacement, all_at_once

if TYPE_CHECKING:
    from qbitrr_arr.edge import Edge


def replace(edge: Edge, movie_ids: tuple[int, ...], _now: datetime) -> Replacement:
    """One search for the movie, if it is still wanted."""
    return all_at_once(edge, movie_ids, why_not_searched)


def why_not_searched(movie: Record) -> str:
    """Why no release of a movie is wanted now. The app itself asks none of this when it is told to search."""
    title = text(movie, "title") or "the movie"
    if flag(movie, "monitored") is not True:
        return f"{title} is not monitored"
    if flag(movie, "hasFile") is not False:
        return f"{title} has a file already"
    if flag(movie, "isAvailable") is not True:
        return f"{title} is not available yet"
    return ""
