"""The scan for a manual import in a simulated Lidarr."""

from __future__ import annotations

from pathlib import Path

from ..http import Reply
from .album import Album
from .album_files import audio_files, complaint, numbered, shared_out
from .album_quality import AUDIO
from .artists import Artists
from .downloads import Downloads
from .routes import Call, Route
from .wire import Json, crash, json_reply


class AlbumImportEndpoints:
    def __init__(self, artists: Artists, downloads: Downloads) -> None:
        self.artists, self.downloads = artists, downloads

    def routes(self) -> list[Route]:
        return [("GET", "manualimport", self.scan)]

    def scan(self, call: Call) -> Reply:
        download_id, folder = call.query.text("downloadId"), call.query.text("folder")
        path, items = Path(folder), self.artists.identify(Path(folder).name)
        if download_id:
            download = self.downloads.find(download_id)
            if download is None:
                return json_reply([])
            if download.torrent.status != "completed":
                raise crash("System.NullReferenceException", "Object reference not set to an instance of an object.")
            path, items = self.downloads.local_path(download.torrent), download.items
        elif not folder:
            return json_reply([])
        return json_reply(self._candidates(path, self.artists.known(items), download_id))

    def _candidates(self, path: Path, albums: list[Album], download_id: str) -> list[Json]:
        rows: dict[Path, dict[str, object]] = {}
        for album, share in shared_out(albums, path):
            tracks = numbered(album, share)
            refusal = complaint(album, tracks, share)
            rows |= {file: self._of_album(album, track, refusal) for track, file in tracks.items()}
        unknown: dict[str, object] = {"rejections": [_rejection("Couldn't find similar album")]}
        return [_file(file, download_id) | rows.get(file, unknown) for file in audio_files(path)]

    def _of_album(self, album: Album, track: int, refusal: str) -> dict[str, object]:
        artist = self.artists.by_id[album.artist_id]
        title = f"Track {track}"
        return {
            "artist": artist.resource(),
            "album": album.resource(artist.quality_profile_id),
            "albumReleaseId": album.id,
            "tracks": [{"id": album.track_id(track), "albumId": album.id, "trackNumber": str(track), "title": title}],
            "rejections": [_rejection(refusal)] if refusal else [],
        }


def _file(file: Path, download_id: str) -> dict[str, object]:
    return {
        "id": abs(hash(file)) & 0x7FFFFFFF,
        "path": str(file),
        "name": file.stem,
        "size": file.stat().st_size,
        "quality": AUDIO.of(str(file)),
        "qualityWeight": 1,
        "downloadId": download_id or None,
        "indexerFlags": 0,
        "additionalFile": False,
        "replaceExistingFiles": True,
        "disableReleaseSwitching": False,
    }


def _rejection(reason: str) -> dict[str, str]:
    return {"reason": reason, "type": "permanent"}
