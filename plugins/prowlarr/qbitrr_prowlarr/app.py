"""What Prowlarr calls things, and what the other apps call its indexers."""

from __future__ import annotations

from qbitrr_arr.app import ArrApp

SUFFIX = " (Prowlarr)"
"""Prowlarr adds it to an indexer's name in every app that it passes the indexer on to."""

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


def plain_name(name: str) -> str:
    """An indexer's name as Prowlarr itself has it, by which indexers are compared."""
    return name.encode(errors="replace").decode().strip().removesuffix(SUFFIX).rstrip()
