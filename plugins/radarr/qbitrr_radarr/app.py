"""What Radarr calls things."""

from __future__ import annotations

from qbitrr_arr.app import ArrApp

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
    queue_options={"includeMovie": True},
    embedded="movie",
    events={
        "grabbed": "grabbed",
        "downloadFolderImported": "imported",
        "downloadFailed": "failed",
        "downloadIgnored": "ignored",
    },
)
