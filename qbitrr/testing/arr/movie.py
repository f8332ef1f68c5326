"""A movie of a simulated Radarr: its availability, its file, its resource."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from .quality import LANGUAGES, web_downloads
from .wire import stamp

DAY = 86_400.0
QUALITIES = web_downloads("webdl", modifier="none")


@dataclass(frozen=True, slots=True, kw_only=True)
class MovieFile:
    """The file of a movie."""

    id: int
    movie_id: int
    path: Path
    size: int
    added: float
    resolution: int
    score: int = 0

    def resource(self, *, below_cutoff: bool, formats: bool) -> dict[str, object]:
        """With ``formats`` as ``moviefile`` gives it; ``movie`` leaves custom formats out."""
        return {
            "id": self.id,
            "movieId": self.movie_id,
            "relativePath": self.path.name,
            "path": str(self.path),
            "size": self.size,
            "dateAdded": stamp(self.added),
            "languages": LANGUAGES,
            "quality": QUALITIES.model(self.resolution),
            "qualityCutoffNotMet": below_cutoff,
            **({"customFormats": [], "customFormatScore": self.score} if formats else {}),
        }


@dataclass(slots=True, kw_only=True)
class Movie:
    """A movie; a test may change it at any time. Dates in seconds since 1970, None if unknown."""

    id: int
    title: str
    year: int
    folder: Path
    added: float
    monitored: bool = True
    status: str = "released"
    minimum_availability: str = "announced"
    in_cinemas: float | None = None
    digital_release: float | None = None
    physical_release: float | None = None
    quality_profile_id: int = 1
    tags: list[int] = field(default_factory=list)
    last_search_time: float | None = None
    file: MovieFile | None = None

    @property
    def tmdb_id(self) -> int:
        return 10_000 + self.id

    def available(self, now: float, delay_days: float) -> bool:
        """Whether it is out, by its minimum availability."""
        if self.minimum_availability in ("tba", "announced"):
            return True
        released = [date for date in (self.physical_release, self.digital_release) if date is not None]
        when = self.in_cinemas
        if self.minimum_availability == "released":
            when = min(released) if released else None if self.in_cinemas is None else self.in_cinemas + 90 * DAY
        return when is not None and now >= when + delay_days * DAY

    def embedded(self, *, available: bool) -> dict[str, object]:
        """As queue and history carry it: nothing of files."""
        return {
            "id": self.id,
            "title": self.title,
            "sortTitle": self.title.lower(),
            "year": self.year,
            "tmdbId": self.tmdb_id,
            "imdbId": f"tt{self.id:07}",
            "titleSlug": str(self.tmdb_id),
            "status": self.status,
            "monitored": self.monitored,
            "minimumAvailability": self.minimum_availability,
            "isAvailable": available,
            "inCinemas": stamp(self.in_cinemas),
            "digitalRelease": stamp(self.digital_release),
            "physicalRelease": stamp(self.physical_release),
            "added": stamp(self.added),
            "lastSearchTime": stamp(self.last_search_time),
            "qualityProfileId": self.quality_profile_id,
            "tags": self.tags,
            "path": str(self.folder),
            "rootFolderPath": str(self.folder.parent),
            "originalLanguage": LANGUAGES[0],
            "runtime": 90,
            "popularity": 1.0,
        }

    def resource(self, *, available: bool, below_cutoff: bool, formats: bool = False) -> dict[str, object]:
        size = self.file.size if self.file else 0
        return {
            **self.embedded(available=available),
            "hasFile": self.file is not None,
            "movieFileId": self.file.id if self.file else 0,
            "movieFile": self.file.resource(below_cutoff=below_cutoff, formats=formats) if self.file else None,
            "sizeOnDisk": size,
            "statistics": {"movieFileCount": int(bool(self.file)), "sizeOnDisk": size, "releaseGroups": []},
        }
