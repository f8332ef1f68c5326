"""Lidarr's library: artists and their albums, when one is out, and how it is searched for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from qbitrr_arr.errors import NotFound, WrongAnswer
from qbitrr_arr.fields import Record, flag, nested, number, text, when
from qbitrr_arr.library.medium import Holder, Medium
from qbitrr_arr.library.options import SearchOptions
from qbitrr_arr.media import read_media
from qbitrr_arr.orders import Order
from qbitrr_arr.requests.wishes import Kind, Request

from qbitrr import Group

from .app import LIDARR

if TYPE_CHECKING:
    from qbitrr_arr.edge import Edge


class LidarrLibrary:
    """An artist holds albums."""

    holders = "artist"
    holder_ids = "artistIds"
    holders_with: Mapping[str, bool] = MappingProxyType({})
    at_once = 1
    wishes: Kind | None = None

    def __init__(self, options: SearchOptions) -> None:
        self._options = options

    def holder(self, record: Record, _now: datetime) -> Holder:
        artist_id, name, monitored = number(record, "id"), text(record, "artistName"), flag(record, "monitored")
        if artist_id is None or not name or monitored is None:
            raise WrongAnswer("it has no id, no name, or does not say whether it is monitored")
        statistics = nested(record, "statistics")
        return Holder(
            id=artist_id,
            title=name,
            monitored=monitored,
            profile_id=number(record, "qualityProfileId"),
            tracks=number(statistics, self._all_tracks),
            files=number(statistics, "trackFileCount"),
            size=number(statistics, "sizeOnDisk") or 0,
        )

    def may_lack(self, holder: Holder) -> bool:
        """By its statistics, which count the tracks of what is out, is monitored, or has files."""
        if holder.tracks is None or holder.files is None:
            return True
        return holder.files < holder.tracks or (holder.files > 0 and self._options.for_better)

    def media(self, edge: Edge, holders: Sequence[Holder]) -> Mapping[int, tuple[Medium, ...]]:
        (holder,) = holders
        albums = [self._album(record) for record in edge.each("album", artistId=holder.id)]
        if self._options.asks_of_files and any(one.has_file for one in albums):
            albums = _with_files(albums, edge.read_all("trackfile", artistId=holder.id))
        return {holder.id: tuple(albums)}

    def again(self, edge: Edge, media_ids: tuple[int, ...], now: datetime) -> tuple[Holder, tuple[Medium, ...]]:
        found = read_media(edge, media_ids)
        if not found:
            raise NotFound(f"{edge.app.kind} no longer knows it")
        artist_id = number(found[0], "artistId")
        holder = self.holder(edge.read(f"artist/{artist_id}"), now)
        albums = [self._album(record) for record in found if number(record, "artistId") == artist_id]
        if self._options.asks_of_files and any(one.has_file for one in albums):
            albums = _with_files(albums, edge.read_all("trackfile", artistId=holder.id))
        return holder, tuple(albums)

    def queued(self, edge: Edge, holder: Holder) -> frozenset[int]:
        found = edge.read_all("queue/details", artistId=holder.id, **edge.app.queue_options)
        return frozenset(one for record in found if (one := number(record, "albumId")) is not None)

    def why_not(self, _holder: Holder, _medium: Medium) -> str:
        return ""

    def urgent(self, _medium: Medium, _now: datetime) -> bool:
        return False

    def asked_for(self, _request: Request, _medium: Medium) -> bool:
        return False

    def groups(self, _holder: Holder, _media: Sequence[Medium]) -> Mapping[int, tuple[Group, ...]]:
        return {}

    def order(self, holder: Holder, media: Sequence[Medium], _group: str) -> Order:
        ids = tuple(medium.id for medium in media)
        title = f"{holder.title}: {media[0].name}" if len(ids) == 1 else f"{len(ids)} albums of {holder.title}"
        body = {LIDARR.search_key: list(ids)}
        return Order(command=LIDARR.search_command, body=body, media_ids=ids, cost=len(ids), title=title)

    @property
    def _all_tracks(self) -> str:
        """What counts all tracks that can be wanted: Lidarr counts none of an album that is not monitored."""
        return "totalTrackCount" if self._options.unmonitored else "trackCount"

    def _album(self, record: Record) -> Medium:
        album_id, monitored = number(record, "id"), flag(record, "monitored")
        if album_id is None or monitored is None:
            raise WrongAnswer("an album of it has no id, or does not say whether it is monitored")
        statistics, released = nested(record, "statistics"), when(record, "releaseDate")
        files = number(statistics, "trackFileCount") or 0
        tracks = max(number(statistics, "trackCount") or 0, number(statistics, "totalTrackCount") or 0)
        complete = 0 < tracks <= files
        return Medium(
            id=album_id,
            name=text(record, "title") or f"album {album_id}",
            monitored=monitored,
            has_file=complete,
            out_at=released,
            why_not_out="" if complete else _why_not_out(released, tracks),
            searched_at=when(record, "lastSearchTime"),
        )


def _why_not_out(released: datetime | None, tracks: int) -> str:
    if released is None:
        return "it has no release date"
    return "" if tracks else "its tracks are not known yet"


def _with_files(albums: Sequence[Medium], files: Sequence[Record]) -> list[Medium]:
    """What the files of albums are worth: an album is as good as the worst of them."""
    below: set[int] = set()
    scores: dict[int, int] = {}
    for record in files:
        album_id, score = number(record, "albumId"), number(record, "customFormatScore")
        if album_id is None:
            continue
        if flag(record, "qualityCutoffNotMet") is True:
            below.add(album_id)
        if score is not None:
            scores[album_id] = min(score, scores.get(album_id, score))
    return [replace(one, below_cutoff=one.id in below, score=scores.get(one.id)) for one in albums]
