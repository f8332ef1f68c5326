"""What Radarr calls things, and when a movie is worth a search."""

from __future__ import annotations

from qbitrr_arr.app import ArrApp
from qbitrr_arr.fields import Record, flag, text

RADARR = ArrApp(
    kind="Radarr",
    api_version="v3",
    media_key="movieId",
    media_path="movie",
    search_command="MoviesSearch",
    search_key="movieIds",
    scan_command="DownloadedMoviesScan",
    category_field="movieCategory",
    imported_category_field="movieImportedCategory",
    events={
        "grabbed": "grabbed",
        "downloadFolderImported": "imported",
        "downloadFailed": "failed",
        "downloadIgnored": "ignored",
    },
)


def why_not_searched(movie: Record) -> str:
    """Why no release of a movie is wanted now. Radarr itself asks none of this when it is told to search."""
    title = text(movie, "title") or "the movie"
    if flag(movie, "monitored") is not True:
        return f"{title} is not monitored"
    if flag(movie, "hasFile") is not False:
        return f"{title} has a file already"
    if flag(movie, "isAvailable") is not True:
        return f"{title} is not available yet"
    return ""
