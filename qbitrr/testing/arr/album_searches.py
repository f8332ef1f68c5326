"""How a simulated Lidarr searches: album after album, or an artist at once, and which checks each search leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from .album import Album
from .artists import Artists
from .command import Command, CommandError
from .downloads import Downloads
from .grabs import Grabs


@dataclass(slots=True)
class AlbumSearches:
    """``searched`` are the albums and artists that were searched, in order: ("album", 5), ("artist", 2)."""

    library: Artists
    downloads: Downloads
    grabs: Grabs
    searched: list[tuple[str, int]] = field(default_factory=list)

    def albums(self, command: Command) -> Iterator[float]:
        ids = command.body.get("albumIds")
        if not isinstance(ids, list):
            raise CommandError("Object reference not set to an instance of an object.")
        for number in ids:
            yield self.downloads.settings.search_takes
            album = self.library.albums.get(number)
            if album is None:
                raise CommandError(f"Album with ID {number} does not exist")
            self._search(album, command.search_source)

    def artist(self, command: Command) -> Iterator[float]:
        """One search for all its monitored albums; only this one takes a release of several."""
        number = command.body.get("artistId")
        artist = self.library.by_id.get(number) if isinstance(number, int) else None
        yield self.downloads.settings.search_takes
        if artist is None:
            raise CommandError(f"Artist with ID {number or 0} does not exist")
        with self.downloads.lock:
            self.searched.append(("artist", artist.id))
            albums = [album for album in artist.albums if album.monitored]
            if not self.grabs.indexers.ask():
                return
            for album in albums:
                album.last_search_time = self.downloads.clock()
            self.grabs.search([album.item for album in albums], command.search_source)

    def missing(self, command: Command) -> Iterator[float]:
        now = self.downloads.clock()
        only = command.body.get("artistId")
        return self._bulk(command, lambda album: album.missing(now) and only in (None, album.artist_id))

    def cutoff_unmet(self, command: Command) -> Iterator[float]:
        """The artist that the command may name is not looked at."""
        return self._bulk(command, lambda album: album.below_cutoff(self.library.profile_of(album)))

    def _bulk(self, command: Command, wanted: Callable[[Album], bool]) -> Iterator[float]:
        """Search monitored albums of monitored artists that are not in the queue, longest unsearched first."""
        with self.downloads.lock:
            queued = self.downloads.queued
            albums = [album for album in self.library.albums.values() if self._monitored(album) and wanted(album)]
        for album in sorted(albums, key=lambda album: album.last_search_time or 0):
            if album.id not in queued:
                yield self.downloads.settings.search_takes
                self._search(album, command.search_source)

    def _search(self, album: Album, source: str) -> None:
        """Search one album; nobody asks whether it is monitored or out."""
        with self.downloads.lock:
            self.searched.append(("album", album.id))
            if not self.grabs.indexers.ask():
                return
            album.last_search_time = self.downloads.clock()
            self.grabs.search([album.item], source, lambda release: len(release.items) == 1)

    def _monitored(self, album: Album) -> bool:
        return album.monitored and self.library.by_id[album.artist_id].monitored
