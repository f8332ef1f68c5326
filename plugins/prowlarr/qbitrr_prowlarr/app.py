"""What Prowlarr calls itself, and which version of its API is spoken."""

from __future__ import annotations

from qbitrr_arr.app import ArrApp

PROWLARR = ArrApp(
    kind="Prowlarr",
    api_version="v1",
    events={},
    # It has no library and no downloads: nothing of the rest is ever asked of it.
    media_key="",
    media_path="",
    search_command="",
    search_key="",
    scan_command="",
    category_field="",
    imported_category_field="",
)
