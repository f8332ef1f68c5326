"""What a simulated Lidarr calls missing, and what below its cutoff."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ..http import Reply
from .album import Album
from .album_routes import AlbumEndpoints
from .routes import Call, Route
from .wire import json_reply, no_such_row, page_of


class AlbumWantedEndpoints:
    def __init__(self, albums: AlbumEndpoints) -> None:
        self.albums, self.artists = albums, albums.artists

    def routes(self) -> list[Route]:
        return [
            ("GET", "wanted/missing", self.missing),
            ("GET", "wanted/missing/{id}", self.get),
            ("GET", "wanted/cutoff", self.cutoff),
            ("GET", "wanted/cutoff/{id}", self.get),
        ]

    def missing(self, call: Call) -> Reply:
        """Albums that are out with a track that has no file, also while one is in the queue."""
        now = self.artists.clock()
        return self._page(call, [album for album in self.artists.albums.values() if album.missing(now)])

    def cutoff(self, call: Call) -> Reply:
        """By quality alone: scores of custom formats do not count."""
        albums = self.artists.albums.values()
        return self._page(call, [album for album in albums if album.below_cutoff(self.artists.profile_of(album))])

    def get(self, call: Call) -> Reply:
        album = self.artists.albums.get(call.id)
        if album is None:
            raise no_such_row()
        return json_reply(self.albums.resource(album))

    def _page(self, call: Call, albums: Sequence[Album]) -> Reply:
        """Monitored means the album and its artist."""
        wanted = call.query.flag("monitored", default=True)
        by_id = self.artists.by_id
        return page_of(
            [album for album in albums if (album.monitored and by_id[album.artist_id].monitored) == wanted],
            call.query,
            sort_keys=self._sort_keys(),
            render=self.albums.resource,
            sorts_by_anything=True,
        )

    def _sort_keys(self) -> Mapping[str, Callable[[Album], object]]:
        """Columns of the database, with their table or without; nobody checks more than that they exist."""
        columns: dict[str, Callable[[Album], object]] = {
            "releaseDate": lambda album: album.released,
            "lastSearchTime": lambda album: album.last_search_time,
            "title": lambda album: album.title,
            "albumType": lambda album: album.album_type,
            "id": lambda album: album.id,
        }
        artist = {"artists.sortName": lambda album: self.artists.by_id[album.artist_id].name.lower()}
        return {**columns, **{f"albums.{name}": value for name, value in columns.items()}, **artist}
