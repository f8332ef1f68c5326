"""How the Arr apps differ from one another, where the difference is only a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrApp:
    """One of the apps. ``events`` maps the app's names of history events to grabbed, imported, failed or ignored."""

    kind: str
    api_version: str
    media_key: str
    media_path: str
    search_command: str
    search_key: str
    scan_command: str
    category_field: str
    imported_category_field: str
    events: Mapping[str, str]
    refresh_command: str = "RefreshMonitoredDownloads"
    blocked_states: frozenset[str] = frozenset({"importBlocked"})

    @property
    def logger(self) -> str:
        """The name under which what concerns this app is logged."""
        return f"qbitrr.{self.kind.lower()}"
