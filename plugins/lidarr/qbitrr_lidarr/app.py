"""What Lidarr calls things."""

from __future__ import annotations

from qbitrr_arr.app import ArrApp

LIDARR = ArrApp(
    kind="Lidarr",
    api_version="v1",
    media_key="albumId",
    media_path="album",
    search_command="AlbumSearch",
    search_key="albumIds",
    reads_many=True,
    scan_command="DownloadedAlbumsScan",
    category_field="musicCategory",
    imported_category_field="musicImportedCategory",
    queue_options={"includeArtist": False, "includeAlbum": False},  # else it sends every album along
    events={  # a row trackFileImported says nothing of the download as a whole
        "grabbed": "grabbed",
        "downloadImported": "imported",
        "albumImportIncomplete": "incomplete",
        "downloadFailed": "failed",
        "downloadIgnored": "ignored",
    },
    terminal_states=frozenset({"importFailed"}),
)
