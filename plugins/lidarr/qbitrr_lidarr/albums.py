"""When an album is worth a search, and how a failed download of albums is replaced."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from qbitrr_arr.fields import Record, flag, nested, number, text, when
from qbitrr_arr.searches import Replacement, all_at_once

if TYPE_CHECKING:
    from qbitrr_arr.edge import Edge


def replace(edge: Edge, album_ids: tuple[int, ...], now: datetime) -> Replacement:
    """One search for all of the albums that are still wanted."""
    return all_at_once(edge, album_ids, lambda album: why_not_searched(album, now))


def why_not_searched(album: Record, now: datetime) -> str:
    """Why no release of an album is wanted now. Lidarr itself asks none of this when it is told to search for it."""
    title = text(album, "title") or "the album"
    if flag(album, "monitored") is not True:
        return f"{title} is not monitored"
    if flag(nested(album, "artist"), "monitored") is False:
        return f"the artist of {title} is not monitored"
    if is_complete(album):
        return f"{title} is complete already"
    released = when(album, "releaseDate")
    return "" if released and released <= now else f"{title} is not released yet"


def is_complete(album: Record) -> bool:
    """Whether there is a file for each track. Lidarr has no flag for it; an album without tracks is not complete."""
    statistics = nested(album, "statistics")
    files, tracks = number(statistics, "trackFileCount") or 0, number(statistics, "trackCount") or 0
    return files >= tracks and files > 0
