"""The library of a simulated Lidarr: its artists and albums, and how files come into it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .album import Album, TrackFile
from .album_files import plain, whole_albums
from .album_quality import AUDIO
from .artist import Artist
from .files import place
from .history import History, Item
from .profiles import Held, Profile, Profiles
from .tracked import Imported
from .traits import give
from .wire import Json


@dataclass(slots=True)
class Artists:
    """All artists and albums by id. It is the library that the shared parts ask."""

    root_folder: Path
    lock: threading.RLock
    clock: Callable[[], float]
    history: History
    profiles: Profiles
    by_id: dict[int, Artist] = field(default_factory=dict)
    albums: dict[int, Album] = field(default_factory=dict)
    _by_name: dict[str, int] = field(default_factory=dict)
    _files: int = 0

    def add(self, name: str, traits: Mapping[str, object]) -> Artist:
        number = next(reversed(self.by_id), 0) + 1
        artist = Artist(id=number, name=name, folder=self.root_folder / name, added=self.clock())
        give(artist, traits)
        self.by_id[number] = artist
        self._by_name.setdefault(plain(name), number)
        return artist

    def add_album(self, artist_id: int, title: str, traits: Mapping[str, object]) -> Album:
        artist, number = self.by_id[artist_id], next(reversed(self.albums), 0) + 1
        album = Album(id=number, artist_id=artist_id, title=title, folder=artist.folder / title)
        give(album, traits)
        self.albums[number] = album
        artist.albums.append(album)
        return album

    def identify(self, title: str) -> tuple[Item, ...]:
        """The album that a release names after its artist; all of them if it is a discography."""
        words = plain(title).split()
        for count in range(len(words), 0, -1):
            artist = self._by_name.get(" ".join(words[:count]))
            if artist is not None:
                return self._albums_named(self.by_id[artist], " ".join(words[count:]))
        return ()

    def owner(self, items: tuple[Item, ...]) -> Mapping[str, object]:
        return {"artistId": items[0]["artistId"], "albumIds": [item["albumId"] for item in items]}

    def held(self, item: Item) -> Held | None:
        """The worst of an album's tracks; nothing while one has no file."""
        album = self.albums.get(item["albumId"])
        if album is None or not album.files or len(album.files) < album.tracks:
            return None
        files = album.files.values()
        return Held(min(file.rank for file in files), min(file.score for file in files))

    def queue_fields(self, item: Item) -> Json:
        album = self.albums.get(item["albumId"])
        counts = {"trackFileCount": album.tracks, "trackHasFileCount": len(album.files)} if album else {}
        return {**counts, "downloadForced": False}

    def profile_id(self, item: Item) -> int:
        artist = self.by_id.get(item["artistId"])
        return artist.quality_profile_id if artist else 0

    def profile_of(self, album: Album) -> Profile:
        return self.profiles.get(self.by_id[album.artist_id].quality_profile_id)

    def uses_tag(self, tag: int) -> bool:
        return any(tag in artist.tags for artist in self.by_id.values())

    def chosen(self, file: Mapping[str, object]) -> tuple[Item, ...]:
        """The tracks that a file of the ManualImport command is for."""
        number, tracks = file.get("albumId"), file.get("trackIds")
        album = self.albums.get(number) if isinstance(number, int) else None
        if album is None or not isinstance(tracks, list):
            return ()
        return tuple({**album.item, "trackId": track} for track in tracks if album.number_of(track))

    def whole(self, items: tuple[Item, ...], imported: tuple[Item, ...]) -> bool:
        """Each album came in: whole, or in those tracks that a person chose."""
        return {item["albumId"] for item in items} <= {item["albumId"] for item in imported}

    def known(self, items: Sequence[Item]) -> list[Album]:
        return [self.albums[item["albumId"]] for item in items if item.get("albumId") in self.albums]

    def accept(
        self, items: tuple[Item, ...], path: Path, title: str, *, move: bool, score: int, forced: bool
    ) -> list[Imported]:
        """Take the albums that are whole; refuse a path inside the library."""
        albums = self.known(items)
        if not albums or any(path.is_relative_to(artist.folder) for artist in self.by_id.values()):
            return []
        rank = AUDIO.rank_of(title)
        pairs = self._forced(items, path) if forced else whole_albums(albums, path)
        return [self._take(album, track, file, rank, score, move=move) for album, track, file in pairs]

    def put(self, album: Album, track: int, path: Path, *, size: int, rank: int, score: int) -> TrackFile:
        """Write down that a track has this file."""
        with self.lock:
            self._files += 1
            album.files[track] = TrackFile(
                id=self._files,
                artist_id=album.artist_id,
                album_id=album.id,
                track=track,
                path=path,
                size=size,
                added=self.clock(),
                rank=rank,
                score=score,
            )
            return album.files[track]

    def _forced(self, items: Sequence[Item], file: Path) -> Iterator[tuple[Album, int, Path]]:
        for album, item in zip(self.known(items), items, strict=True):
            yield album, album.number_of(item["trackId"]), file

    def _take(self, album: Album, track: int, source: Path, rank: int, score: int, *, move: bool) -> Imported:
        size = source.stat().st_size
        destination = album.path_of(track, source.suffix)
        place(source, destination, move=move)
        item = {**album.item, "trackId": album.track_id(track)}
        self._replace(album, track, destination, item)
        file = self.put(album, track, destination, size=size, rank=rank, score=score)
        return Imported(item=item, file_id=file.id, source=source, destination=destination, size=size)

    def _replace(self, album: Album, track: int, destination: Path, item: Item) -> None:
        old = album.files.get(track)
        if old is None:
            return
        if old.path != destination:
            old.path.unlink(missing_ok=True)
        details = {"reason": "Upgrade", "size": str(old.size)}
        with self.lock:
            self.history.add("trackFileDeleted", item, str(old.path), None, details)

    @staticmethod
    def _albums_named(artist: Artist, rest: str) -> tuple[Item, ...]:
        if rest.startswith("discography"):
            return tuple(album.item for album in artist.albums)
        named = [album for album in artist.albums if f"{rest} ".startswith(f"{plain(album.title)} ")]
        album = max(named, key=lambda album: len(album.title), default=None)
        return (album.item,) if album else ()
