"""Sonarr's library: series and their episodes, when one is out, and what is searched for together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from qbitrr_arr.errors import NotFound, WrongAnswer
from qbitrr_arr.fields import Record, flag, nested, number, rows, text, when
from qbitrr_arr.library.medium import Holder, Medium, Season
from qbitrr_arr.media import read_media
from qbitrr_arr.orders import Order
from qbitrr_arr.requests.wishes import Kind, Request

from qbitrr import Group

from .choosing import groups_of, order_for
from .options import SonarrSearch
from .seasons import AIR_DATE, ANIME

if TYPE_CHECKING:
    from qbitrr_arr.edge import Edge

JUST_AIRED = timedelta(hours=1)
TODAY = timedelta(hours=24)


class SonarrLibrary:
    """A series holds episodes. ``air_date`` is the field that says when one was first to be seen."""

    holders = "series"
    holder_ids = "seriesIds"
    holders_with: Mapping[str, bool] = MappingProxyType({})
    at_once = 1
    wishes: Kind | None = Kind.SERIES

    def __init__(self, options: SonarrSearch, air_date: str = AIR_DATE) -> None:
        self._options = options
        self._air_date = air_date

    def holder(self, record: Record, _now: datetime) -> Holder:
        series_id, title, monitored = number(record, "id"), text(record, "title"), flag(record, "monitored")
        if series_id is None or not title or monitored is None:
            raise WrongAnswer("it has no id, no title, or does not say whether it is monitored")
        statistics = nested(record, "statistics")
        return Holder(
            id=series_id,
            title=title,
            monitored=monitored,
            profile_id=number(record, "qualityProfileId"),
            year=number(record, "year") or 0,
            tmdb_id=number(record, "tmdbId") or 0,
            tvdb_id=number(record, "tvdbId") or 0,
            imdb_id=text(record, "imdbId"),
            seasons=tuple(season for one in rows(record, "seasons") if (season := _season(one))),
            tracks=number(statistics, "totalEpisodeCount" if self._options.unmonitored else "episodeCount"),
            files=number(statistics, "episodeFileCount"),
            size=number(statistics, "sizeOnDisk") or 0,
            one_by_one=text(record, "seriesType") == ANIME,
        )

    def may_lack(self, holder: Holder) -> bool:
        """By its statistics, which count what has been broadcast, is monitored, or has a file."""
        if holder.tracks is None or holder.files is None:
            return True
        return holder.files < holder.tracks or (holder.files > 0 and self._options.for_better)

    def media(self, edge: Edge, holders: Sequence[Holder]) -> Mapping[int, tuple[Medium, ...]]:
        (holder,) = holders
        asked = {"seriesId": holder.id, "includeEpisodeFile": self._options.asks_of_files}
        return {holder.id: tuple(self._episode(record) for record in edge.each("episode", **asked))}

    def again(self, edge: Edge, media_ids: tuple[int, ...], now: datetime) -> tuple[Holder, tuple[Medium, ...]]:
        found = read_media(edge, media_ids)
        if not found:
            raise NotFound(f"{edge.app.kind} no longer knows it")
        series_id = number(found[0], "seriesId")
        holder = self.holder(edge.read(f"series/{series_id}"), now)
        episodes = [self._episode(record) for record in found if number(record, "seriesId") == series_id]
        if self._options.asks_of_files and any(one.has_file for one in episodes):
            episodes = [one for one in self.media(edge, [holder])[holder.id] if one.id in media_ids]
        return holder, tuple(episodes)

    def queued(self, edge: Edge, holder: Holder) -> frozenset[int]:
        found = edge.read_all("queue/details", seriesId=holder.id)
        return frozenset(one for record in found if (one := number(record, "episodeId")) is not None)

    def why_not(self, _holder: Holder, medium: Medium) -> str:
        special = medium.season == 0 and not self._options.also_search_specials
        return "it is a special, and AlsoSearchSpecials is off" if special else ""

    def urgent(self, medium: Medium, now: datetime) -> bool:
        aired = medium.out_at if self._options.prioritize_todays_releases else None
        return aired is not None and JUST_AIRED <= now - aired <= TODAY

    def asked_for(self, request: Request, medium: Medium) -> bool:
        return request.asks_for(medium.season or 0, medium.number)

    def groups(self, holder: Holder, media: Sequence[Medium]) -> Mapping[int, tuple[Group, ...]]:
        return groups_of(holder, media, self._options)

    def order(self, holder: Holder, media: Sequence[Medium], group: str) -> Order:
        return order_for(holder, media, group)

    def _episode(self, record: Record) -> Medium:
        episode_id, monitored, has_file = number(record, "id"), flag(record, "monitored"), flag(record, "hasFile")
        season, place = number(record, "seasonNumber"), number(record, "episodeNumber")
        if episode_id is None or season is None or monitored is None or has_file is None:
            raise WrongAnswer("an episode of it has no id, no season, or does not say whether it has a file")
        aired, file = when(record, self._air_date), nested(record, "episodeFile")
        return Medium(
            id=episode_id,
            season=season,
            number=place or 0,
            monitored=monitored,
            has_file=has_file,
            out_at=aired,
            why_not_out="" if aired or has_file else "it has no air date",
            searched_at=when(record, "lastSearchTime"),
            below_cutoff=flag(file, "qualityCutoffNotMet") is True,
            score=number(file, "customFormatScore"),
        )


def _season(record: Record) -> Season | None:
    place, statistics = number(record, "seasonNumber"), nested(record, "statistics")
    if place is None:
        return None
    return Season(
        number=place,
        monitored=flag(record, "monitored") is True,
        episodes=number(statistics, "totalEpisodeCount") or 0,
        aired=number(statistics, "episodeCount") or 0,
        files=number(statistics, "episodeFileCount") or 0,
    )
