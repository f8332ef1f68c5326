"""What a simulated Lidarr takes the files for that it scans for a manual import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .album import Album
from .album_files import audio_files, complaint, numbered, shared_out
from .artists import Artists
from .history import Item
from .manual_import import rejections
from .wire import Json

ANY: Json = {"additionalFile": False, "replaceExistingFiles": True, "disableReleaseSwitching": False}
UNKNOWN: Json = {"rejections": rejections("Couldn't find similar album")}


def track_candidates(artists: Artists, folder: Path, items: tuple[Item, ...]) -> Iterator[tuple[Path, Json]]:
    tracks: dict[Path, Json] = {}
    for album, share in shared_out(artists.known(items), folder):
        numbers = numbered(album, share)
        refusal = complaint(album, numbers, share)
        tracks |= {file: _track(artists, album, number, refusal) for number, file in numbers.items()}
    for file in audio_files(folder):
        yield file, {**ANY, **tracks.get(file, UNKNOWN)}


def _track(artists: Artists, album: Album, number: int, refusal: str) -> Json:
    artist = artists.by_id[album.artist_id]
    title = f"Track {number}"
    return {
        "artist": artist.resource(),
        "album": album.resource(artist.quality_profile_id),
        "albumReleaseId": album.id,
        "tracks": [{"id": album.track_id(number), "albumId": album.id, "trackNumber": str(number), "title": title}],
        "rejections": rejections(refusal),
    }
