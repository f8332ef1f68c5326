"""An episode of a simulated Sonarr, its file and their resources."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .history import Item
from .quality import LANGUAGES, web_downloads
from .wire import Json, stamp

MINUTE = 60.0
QUALITIES = web_downloads("web")


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeFile:
    """A file; several episodes may share one."""

    id: int
    series_id: int
    season: int
    path: Path
    size: int
    added: float
    resolution: int
    score: int = 0

    def resource(self, *, below_cutoff: bool) -> Json:
        return {
            "id": self.id,
            "seriesId": self.series_id,
            "seasonNumber": self.season,
            "relativePath": f"{self.path.parent.name}/{self.path.name}",
            "path": str(self.path),
            "size": self.size,
            "dateAdded": stamp(self.added),
            "languages": LANGUAGES,
            "quality": QUALITIES.model(self.resolution),
            "customFormats": [],
            "customFormatScore": self.score,
            "indexerFlags": 0,
            "qualityCutoffNotMet": below_cutoff,
        }


@dataclass(slots=True, kw_only=True)
class Episode:
    """An episode; a test may change it at any time. ``airs`` in seconds since 1970, None if unknown."""

    id: int
    series_id: int
    season: int
    number: int
    airs: float | None
    title: str = ""
    runtime: int = 45  # minutes
    monitored: bool = True
    last_search_time: float | None = None
    file: EpisodeFile | None = None

    @property
    def item(self) -> Item:
        return {"seriesId": self.series_id, "episodeId": self.id}

    def aired(self, now: float) -> bool:
        """Whether it is over."""
        return self.airs is not None and self.airs + self.runtime * MINUTE <= now

    def resource(self) -> dict[str, object]:
        airs = stamp(self.airs)
        return {
            "id": self.id,
            "seriesId": self.series_id,
            "tvdbId": 500_000 + self.id,
            "episodeFileId": self.file.id if self.file else 0,
            "seasonNumber": self.season,
            "episodeNumber": self.number,
            "title": self.title or f"Episode {self.number}",
            "airDate": airs[:10] if airs else None,
            "airDateUtc": airs,
            "lastSearchTime": stamp(self.last_search_time),
            "runtime": self.runtime,
            "hasFile": self.file is not None,
            "monitored": self.monitored,
            "unverifiedSceneNumbering": False,
        }
