"""The endpoints of a simulated Lidarr that are about albums and the files of their tracks."""

from __future__ import annotations

from collections.abc import Iterable

from ..http import Reply
from .album import Album, TrackFile
from .artist_routes import rows_of
from .artists import Artists
from .history import Item
from .routes import Call, Route
from .wire import ApiError, Json, json_reply, model_not_found, no_such_row


class AlbumEndpoints:
    def __init__(self, artists: Artists) -> None:
        self.artists = artists

    def routes(self) -> list[Route]:
        return [
            ("GET", "album", self.all),
            ("GET", "album/{id}", self.get),
            ("PUT", "album/monitor", self.monitor),
            ("GET", "trackfile", self.files),
        ]

    def embed(self, item: Item) -> dict[str, object] | None:
        """As queue and history carry it: without statistics."""
        album = self.artists.albums.get(item["albumId"])
        return album.resource(self.artists.by_id[album.artist_id].quality_profile_id) if album else None

    def resource(self, album: Album) -> dict[str, object]:
        artist = self.artists.by_id[album.artist_id]
        own = album.resource(artist.quality_profile_id)
        return {**own, "artist": artist.resource(), "statistics": album.statistics(self.artists.clock())}

    def all(self, call: Call) -> Reply:
        return json_reply([self.resource(album) for album in self._asked_for(call)])

    def get(self, call: Call) -> Reply:
        album = self.artists.albums.get(call.id)
        if album is None:
            raise no_such_row()
        return json_reply(self.resource(album))

    def monitor(self, call: Call) -> Reply:
        """Not saying what to set means unmonitored."""
        ids, monitored = call.ids("albumIds"), call.fields().get("monitored") is True
        for number in ids:
            if number in self.artists.albums:
                self.artists.albums[number].monitored = monitored
        return json_reply([self.resource(album) for album in rows_of(self.artists.albums, ids)], 202)

    def files(self, call: Call) -> Reply:
        query = call.query
        artist_ids, albums, ids = (query.numbers(name) for name in ("artistId", "albumId", "trackFileIds"))
        if not (artist_ids or albums or ids or "unmapped" in query):
            content = "artistId, albumId, trackFileIds or unmapped must be provided"
            raise ApiError(json_reply({"message": f"BadRequest: {content}", "content": content}, 400))
        if query.flag("unmapped"):
            return json_reply([])  # every file in the library belongs to a track
        if not albums and not artist_ids:
            return self._files_by_id(ids)
        files = self._files_of_albums(albums) if albums else self._files_of_artist(artist_ids[0])
        return json_reply([self._file(file) for file in files])

    def _file(self, file: TrackFile) -> Json:
        return file.resource(self.artists.profile_of(self.artists.albums[file.album_id]))

    def _asked_for(self, call: Call) -> Iterable[Album]:
        artist_id, foreign = call.query.number("artistId", 0), call.query.text("foreignAlbumId")
        ids, albums = call.query.numbers("albumIds"), self.artists.albums
        if artist_id:
            artist = self.artists.by_id.get(artist_id)
            return artist.albums if artist else []
        if foreign:
            number = foreign.removeprefix("album-")
            album = albums.get(int(number)) if number.isdigit() else None
            together = call.query.flag("includeAllArtistAlbums")
            return [] if album is None else self.artists.by_id[album.artist_id].albums if together else [album]
        return rows_of(albums, ids) if ids else albums.values()

    def _files_by_id(self, ids: list[int]) -> Reply:
        files = {file.id: file for album in self.artists.albums.values() for file in album.files.values()}
        return json_reply([self._file(file) for file in rows_of(files, ids)])

    def _files_of_albums(self, ids: list[int]) -> Iterable[TrackFile]:
        for number in ids:
            if number not in self.artists.albums:
                raise model_not_found("Album", number)
            yield from self.artists.albums[number].files.values()

    def _files_of_artist(self, number: int) -> Iterable[TrackFile]:
        if number not in self.artists.by_id:
            raise model_not_found("Artist", number)
        for album in self.artists.by_id[number].albums:
            yield from album.files.values()
