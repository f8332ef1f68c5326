"""What Sonarr calls things."""

from __future__ import annotations

from qbitrr_arr.app import ArrApp

SONARR = ArrApp(
    kind="Sonarr",
    api_version="v3",  # Sonarr 5 offers another, with other words; it still speaks this one
    versions=("4.", "5."),
    media_key="episodeId",
    media_path="episode",
    search_command="EpisodeSearch",
    search_key="episodeIds",
    reads_many=True,
    scan_command="DownloadedEpisodesScan",
    category_field="tvCategory",
    imported_category_field="tvImportedCategory",
    queue_options={"includeEpisode": True},
    embedded="episode",
    events={
        "grabbed": "grabbed",
        "downloadFolderImported": "imported",
        "downloadFailed": "failed",
        "downloadIgnored": "ignored",
    },
)
