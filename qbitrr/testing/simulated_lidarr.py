"""A Lidarr that is simulated: like the Radarr, with artists, albums and discographies, and words of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Unpack

from .arr.album import Album
from .arr.album_files import audio_files
from .arr.album_imports import track_candidates
from .arr.album_quality import AUDIO
from .arr.album_routes import AlbumEndpoints
from .arr.album_searches import AlbumSearches
from .arr.album_wanted import AlbumWantedEndpoints
from .arr.app import COMMON_IDLE_COMMANDS, App
from .arr.artist import Artist
from .arr.artist_routes import ArtistEndpoints
from .arr.artists import Artists
from .arr.command import Kind
from .arr.history import HistoryRow, Item
from .arr.manual_import import ManualImportEndpoints
from .arr.releases import Release, ReleaseTraits
from .arr.server import ArrServer, ServerOptions
from .arr.states import Tracked

PREFIX = "/api/v1"
VERSION = "2.14.5.4836"
LONG_AGO = 1_000_000_000.0
EVENTS = {
    0: "unknown",
    1: "grabbed",
    2: "artistFolderImported",
    3: "trackFileImported",
    4: "downloadFailed",
    5: "trackFileDeleted",
    6: "trackFileRenamed",
    7: "albumImportIncomplete",
    8: "downloadImported",
    9: "trackFileRetagged",
    10: "downloadIgnored",
}
IDLE_COMMANDS = (
    *COMMON_IDLE_COMMANDS,
    "RefreshArtist",
    "RefreshAlbum",
    "RescanFolders",
    "RenameArtist",
    "RenameFiles",
    "RetagArtist",
    "RetagFiles",
)
LIDARR = App(
    name="Lidarr",
    version=VERSION,
    prefix=PREFIX,
    group="artist",
    item="album",
    media="music",
    events=EVENTS,
    imported="trackFileImported",
    import_complete="downloadImported",
    import_incomplete="albumImportIncomplete",
    scan="DownloadedAlbumsScan",
    idle_commands=IDLE_COMMANDS,
    qualities=AUDIO,
    files=audio_files,
    languages=False,
    words={Tracked.FAILED: "downloadFailed"},
    embedded_in_details=frozenset({"album"}),
    profiles_lack=frozenset({"minUpgradeFormatScore", "language"}),
    handling_lacks=frozenset({"checkForFinishedDownloadInterval"}),
    history_lacks=frozenset({"downloadClientName", "artistMatchType"}),
    sorts_by_anything=True,
)


class SimulatedLidarr(ArrServer):
    """A Lidarr on loopback, with artists and albums."""

    def __init__(
        self, *, client_port: int, root_folder: Path, category: str = "lidarr", **options: Unpack[ServerOptions]
    ) -> None:
        super().__init__(LIDARR, client_port=client_port, category=category, **options)
        self.artists = Artists(root_folder, self.lock, self.clock, self.history, self.profiles)
        self.assemble(self.artists, self._search_again)
        self.album_searches = AlbumSearches(self.artists, self.downloads, self.grabs)
        artists, albums = ArtistEndpoints(self.artists), AlbumEndpoints(self.artists)
        wanted = AlbumWantedEndpoints(albums)
        imports = ManualImportEndpoints(self.downloads, partial(track_candidates, self.artists))
        self.open(
            [*artists.routes(), *albums.routes(), *wanted.routes(), *imports.routes()],
            self._kinds_of_its_own(),
            {"artist": artists.embed, "album": albums.embed},
        )

    def add_artist(self, name: str, *, monitored: bool = True, **traits: object) -> int:
        """Add an artist and return its id; ``traits`` are other fields of ``Artist``."""
        with self.lock:
            return self.artists.add(name, {"monitored": monitored, **traits}).id

    def add_album(
        self,
        artist_id: int,
        title: str,
        *,
        tracks: int = 10,
        released: float | None = LONG_AGO,
        monitored: bool = True,
        **traits: object,
    ) -> int:
        """Add an album and return its id; ``traits`` are other fields of ``Album``."""
        with self.lock:
            own = {"tracks": tracks, "released": released, "monitored": monitored, **traits}
            return self.artists.add_album(artist_id, title, own).id

    def artist(self, number: int) -> Artist:
        return self.artists.by_id[number]

    def album(self, number: int) -> Album:
        return self.artists.albums[number]

    def put_file(
        self,
        album_id: int,
        tracks: Iterable[int] | None = None,
        *,
        bit_rate: int = 1411,
        score: int = 0,
        size: int = 1_000,
    ) -> None:
        """Let tracks of an album, or all, have a file at once, without a torrent; nothing is on the disk."""
        album = self.album(album_id)
        for track in range(1, album.tracks + 1) if tracks is None else tracks:
            self.artists.put(album, track, album.path_of(track, ".flac"), size=size, rank=bit_rate, score=score)

    def add_release(
        self,
        albums: int | Sequence[int],
        title: str,
        *,
        torrent: bytes | str,
        **traits: Unpack[ReleaseTraits],
    ) -> Release:
        """Let the indexers offer a release of one album or several; they are considered in the order of adding."""
        return self.offer(self._items(albums), title, torrent=torrent, **traits)

    def grab(
        self,
        albums: int | Sequence[int],
        download_id: str,
        title: str,
        *,
        source: str = "Search",
        indexer: str = "Indexer",
        score: int = 0,
    ) -> list[HistoryRow]:
        """Write only the record of a grab, a row for each album, for a torrent that the test puts into the client."""
        return self.record_grab(self._items(albums), download_id, title, source=source, indexer=indexer, score=score)

    @property
    def searches(self) -> list[tuple[str, int]]:
        """What was searched, in order: ("album", 5), ("artist", 2)."""
        return self.album_searches.searched

    def _items(self, albums: int | Sequence[int]) -> list[Item]:
        return [self.album(number).item for number in ([albums] if isinstance(albums, int) else albums)]

    def _kinds_of_its_own(self) -> list[Kind]:
        searches = self.album_searches
        return [
            Kind(name="AlbumSearch", parameters={"albumIds": None}, run=searches.albums),
            Kind(name="ArtistSearch", parameters={"artistId": None}, run=searches.artist),
            Kind(name="MissingAlbumSearch", parameters={"artistId": None}, run=searches.missing),
            Kind(name="CutoffUnmetAlbumSearch", parameters={"artistId": None}, run=searches.cutoff_unmet),
        ]

    def _search_again(self, items: tuple[Item, ...]) -> None:
        """For several albums that are all of their artist: the artist, else the albums."""
        ids, artist_id = [item["albumId"] for item in items], items[0]["artistId"]
        if len(ids) > 1 and len(ids) == len(self.artist(artist_id).albums):
            self.commands.push("ArtistSearch", {"artistId": artist_id}, trigger="unspecified")
        else:
            self.commands.push("AlbumSearch", {"albumIds": ids}, trigger="unspecified")
