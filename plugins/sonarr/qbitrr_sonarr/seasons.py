"""How a failed download of episodes is replaced: season by season, each whole or by its episodes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from qbitrr_arr.errors import NotFound
from qbitrr_arr.fields import Record, flag, number, text, when
from qbitrr_arr.media import read_media
from qbitrr_arr.orders import Order
from qbitrr_arr.searches import Replacement

if TYPE_CHECKING:
    from qbitrr_arr.edge import Edge

AIR_DATE = "airDateUtc"
ANIME = "anime"
"""Told to search for a season of such a series, Sonarr searches for each of its episodes as well."""


def replace(edge: Edge, episode_ids: tuple[int, ...], now: datetime, air_date: str = AIR_DATE) -> Replacement:
    """An order for each season: for the season if all of it has failed, else for its episodes that are still wanted.

    Specials are always searched for by themselves.
    """
    episodes = sorted(read_media(edge, episode_ids), key=_season_of)
    if not episodes:
        return Replacement(reasons=(f"{edge.app.kind} no longer knows it",))
    parts = [
        _replace_part(edge, season, tuple(failed), now, air_date)
        for season, failed in groupby(episodes, key=_season_of)
    ]
    orders = tuple(order for part in parts for order in part.orders)
    return Replacement(orders, tuple(reason for part in parts for reason in part.reasons))


def _replace_part(
    edge: Edge, season: tuple[int, int], failed: Collection[Record], now: datetime, air_date: str
) -> Replacement:
    try:
        series = edge.read(f"series/{season[0]}")
    except NotFound:
        return Replacement(reasons=(f"{edge.app.kind} no longer knows the series",))
    title = f"{text(series, 'title') or 'the series'}, season {season[1]}"
    if flag(series, "monitored") is not True:
        return Replacement(reasons=(f"{title}: the series is not monitored",))
    reasons = {_id(one): why_not_searched(one, now, air_date) for one in failed}
    wanted = tuple(sorted(one for one, reason in reasons.items() if not reason))
    why_not = tuple(f"{title}: {reason}" for reason in reasons.values() if reason)
    if not wanted:
        return Replacement(reasons=why_not)
    aired = _aired(edge, season, now, air_date) if len(failed) > 1 and season[1] != 0 else None
    if aired is not None and aired <= reasons.keys():
        cost = 1 + len(aired) if text(series, "seriesType") == ANIME else 1
        return Replacement((_search_season(season, wanted, title, cost),), why_not)
    return Replacement((_search_episodes(edge, wanted, title),), why_not)


def why_not_searched(episode: Record, now: datetime, air_date: str = AIR_DATE) -> str:
    """Why no release of an episode is wanted now. The app itself asks none of this when it is told to search for it."""
    if flag(episode, "monitored") is not True:
        return "not monitored"
    if flag(episode, "hasFile") is not False:
        return "it has a file already"
    aired = when(episode, air_date)
    return "" if aired and aired <= now else "it has not aired yet"


def _aired(edge: Edge, season: tuple[int, int], now: datetime, air_date: str) -> set[int]:
    """The monitored episodes of a season that have aired: a search for the season looks for all of them."""
    episodes = edge.read_all("episode", seriesId=season[0], seasonNumber=season[1])
    monitored = (one for one in episodes if flag(one, "monitored") is not False)
    return {_id(one) for one in monitored if (aired := when(one, air_date)) and aired <= now}


def _search_season(season: tuple[int, int], wanted: tuple[int, ...], title: str, cost: int) -> Order:
    body = {"seriesId": season[0], "seasonNumber": season[1]}
    return Order(command="SeasonSearch", body=body, media_ids=wanted, cost=cost, title=title)


def _search_episodes(edge: Edge, wanted: tuple[int, ...], title: str) -> Order:
    count = "an episode" if len(wanted) == 1 else f"{len(wanted)} episodes"
    return Order(
        command=edge.app.search_command,
        body={edge.app.search_key: list(wanted)},
        media_ids=wanted,
        cost=len(wanted),
        title=f"{count} of {title}",
    )


def _id(episode: Record) -> int:
    return number(episode, "id") or 0


def _season_of(episode: Record) -> tuple[int, int]:
    """Its series and its season's number. No app has a series 0."""
    return number(episode, "seriesId") or 0, number(episode, "seasonNumber") or 0
