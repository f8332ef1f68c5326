"""An artist of a simulated Lidarr: its albums and its resource."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from .album import Album, percent
from .wire import stamp


@dataclass(slots=True, kw_only=True)
class Artist:
    """An artist; a test may change it at any time. Dates in seconds since 1970."""

    id: int
    name: str
    folder: Path
    added: float
    monitored: bool = True
    status: str = "continuing"
    monitor_new_items: str = "all"
    quality_profile_id: int = 1
    metadata_profile_id: int = 1
    tags: list[int] = field(default_factory=list)
    albums: list[Album] = field(default_factory=list)

    def statistics(self, now: float) -> dict[str, float]:
        albums = [album.statistics(now) for album in self.albums]
        counts = ("trackFileCount", "trackCount", "totalTrackCount", "sizeOnDisk")
        sums = {name: sum(album[name] for album in albums) for name in counts}
        whole = percent(int(sums["trackFileCount"]), int(sums["trackCount"]))
        return {"albumCount": len(albums), **sums, "percentOfTracks": whole}

    def resource(self) -> dict[str, object]:
        """As albums, queue and history embed it: without statistics."""
        return {
            "id": self.id,
            "artistName": self.name,
            "sortName": self.name.lower(),
            "cleanName": "".join(filter(str.isalnum, self.name.lower())),
            "foreignArtistId": f"artist-{self.id}",
            "status": self.status,
            "ended": self.status == "ended",
            "artistType": "Group",
            "disambiguation": "",
            "overview": "",
            "links": [],
            "images": [],
            "genres": [],
            "path": str(self.folder),
            "rootFolderPath": str(self.folder.parent),
            "qualityProfileId": self.quality_profile_id,
            "metadataProfileId": self.metadata_profile_id,
            "monitored": self.monitored,
            "monitorNewItems": self.monitor_new_items,
            "tags": self.tags,
            "added": stamp(self.added),
            "ratings": {"votes": 0, "value": 0.0},
        }
