"""An album of a simulated Lidarr: its tracks as a count, their files, its resource."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .profiles import Profile
from .wire import Json, stamp

TRACKS_AT_MOST = 1000  # so that the ids of tracks can be computed


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackFile:
    """The file of one track; ``rank`` is that of its quality, the bit rate in kbit/s."""

    id: int
    artist_id: int
    album_id: int
    track: int
    path: Path
    size: int
    added: float
    rank: int
    score: int = 0

    def resource(self, profile: Profile) -> Json:
        return {
            "id": self.id,
            "artistId": self.artist_id,
            "albumId": self.album_id,
            "path": str(self.path),
            "size": self.size,
            "dateAdded": stamp(self.added),
            "quality": profile.qualities.model(self.rank),
            "qualityWeight": 1,
            "customFormats": [],
            "customFormatScore": self.score,
            "indexerFlags": 0,
            "qualityCutoffNotMet": profile.below_cutoff(self.rank),
        }


@dataclass(slots=True, kw_only=True)
class Album:
    """An album; a test may change it at any time. Dates in seconds since 1970, None if unknown."""

    id: int
    artist_id: int
    title: str
    folder: Path
    tracks: int = 10
    released: float | None = None
    monitored: bool = True
    album_type: str = "Album"
    any_release_ok: bool = True
    last_search_time: float | None = None
    files: dict[int, TrackFile] = field(default_factory=dict)  # by number of the track

    @property
    def item(self) -> Mapping[str, int]:
        """What queue and history call it by."""
        return {"artistId": self.artist_id, "albumId": self.id}

    def path_of(self, track: int, suffix: str) -> Path:
        """Where the library keeps the file of a track."""
        return self.folder / f"{track:02} - {self.title}{suffix}"

    def track_id(self, track: int) -> int:
        return self.id * TRACKS_AT_MOST + track

    def number_of(self, track_id: object) -> int:
        """The number of a track by its id, 0 if it is none of this album's."""
        number = track_id - self.id * TRACKS_AT_MOST if isinstance(track_id, int) else 0
        return number if 1 <= number <= self.tracks else 0

    def out(self, now: float) -> bool:
        return self.released is not None and self.released <= now

    def missing(self, now: float) -> bool:
        """Whether it is out and a track of it has no file."""
        return self.out(now) and len(self.files) < self.tracks

    def below_cutoff(self, profile: Profile) -> bool:
        return any(profile.below_cutoff(file.rank) for file in self.files.values())

    def statistics(self, now: float) -> dict[str, float]:
        """Tracks count only if they have a file, or the album is monitored and out: else there are none to want."""
        counted = self.tracks if self.monitored and self.out(now) else len(self.files)
        return {
            "trackFileCount": len(self.files),
            "trackCount": counted,
            "totalTrackCount": self.tracks,
            "sizeOnDisk": sum(file.size for file in self.files.values()),
            "percentOfTracks": percent(len(self.files), counted),
        }

    def resource(self, profile_id: int) -> dict[str, object]:
        """As queue and history embed it. There is no hasFile, not here and not elsewhere."""
        media = [{"mediumNumber": 1, "mediumName": "", "mediumFormat": "CD"}]
        return {
            "id": self.id,
            "title": self.title,
            "disambiguation": "",
            "overview": "",
            "artistId": self.artist_id,
            "foreignAlbumId": f"album-{self.id}",
            "monitored": self.monitored,
            "anyReleaseOk": self.any_release_ok,
            "profileId": profile_id,
            "duration": self.tracks * 240_000,
            "albumType": self.album_type,
            "secondaryTypes": [],
            "mediumCount": 1,
            "ratings": {"votes": 0, "value": 0.0},
            "releaseDate": stamp(self.released),
            "releases": [self._release(media)],
            "genres": [],
            "media": media,
            "images": [],
            "links": [],
            "lastSearchTime": stamp(self.last_search_time),
        }

    def _release(self, media: list[dict[str, object]]) -> dict[str, object]:
        """The one edition of it, which is monitored."""
        return {
            "id": self.id,
            "albumId": self.id,
            "foreignReleaseId": f"release-{self.id}",
            "title": self.title,
            "status": "Official",
            "duration": self.tracks * 240_000,
            "trackCount": self.tracks,
            "media": media,
            "mediumCount": 1,
            "disambiguation": "",
            "country": [],
            "label": [],
            "format": "CD",
            "monitored": True,
        }


def percent(files: int, tracks: int) -> float:
    return files / tracks * 100 if tracks else 0.0
