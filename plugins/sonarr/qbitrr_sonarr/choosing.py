"""What of a series is searched for together: a season, the series, or each episode by itself. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qbitrr_arr.library.medium import Holder, Medium, Season, title_of
from qbitrr_arr.library.wants import not_monitored
from qbitrr_arr.orders import Order

from qbitrr import Group

from .app import SONARR
from .options import BySeries, SonarrSearch

FROM_EPISODES = 3
"""From so many wanted episodes a season is searched for as a whole."""


def groups_of(holder: Holder, media: Sequence[Medium], options: SonarrSearch) -> Mapping[int, tuple[Group, ...]]:
    """The groups of each episode that may be searched for, the widest first.

    Sonarr leaves out what is not monitored when it searches for more than single episodes.
    """
    if options.search_by_series is BySeries.NEVER:
        return {}
    media = [one for one in media if not not_monitored(holder, one)]
    by_season: dict[int, list[Medium]] = {}
    for one in media:
        by_season.setdefault(one.season or 0, []).append(one)
    searched = {season.number for season in _searched(holder)}
    within = {place: wanted for place, wanted in by_season.items() if place in searched}
    series = _series_group(holder, within, options)
    seasons = {place: _season_group(holder, place, wanted, options) for place, wanted in by_season.items()}
    found = {
        one.id: tuple(filter(None, (series if place in searched else None, seasons[place])))
        for place, wanted in by_season.items()
        for one in wanted
    }
    return {episode_id: groups for episode_id, groups in found.items() if groups}


def order_for(holder: Holder, media: Sequence[Medium], group: str) -> Order:
    """The search for some episodes of a series: for one of them never more than that one."""
    ids = tuple(sorted(one.id for one in media))
    seasons = {one.season or 0 for one in media}
    if not group or len(ids) == 1:
        title = title_of(holder, media[0]) if len(ids) == 1 else f"{len(ids)} episodes of {holder.title}"
        body: dict[str, object] = {SONARR.search_key: list(ids)}
        return Order(command=SONARR.search_command, body=body, media_ids=ids, cost=len(ids), title=title)
    if len(seasons) == 1:
        (place,) = seasons
        body = {"seriesId": holder.id, "seasonNumber": place}
        title, cost = f"{holder.title}, season {place}", _cost(holder, holder.season(place))
        return Order(command="SeasonSearch", body=body, media_ids=ids, cost=cost, title=title)
    cost = sum(_cost(holder, season) for season in _searched(holder)) or len(seasons)
    return Order(command="SeriesSearch", body={"seriesId": holder.id}, media_ids=ids, cost=cost, title=holder.title)


def _season_group(holder: Holder, place: int, wanted: Sequence[Medium], options: SonarrSearch) -> Group | None:
    """A season, if enough of it is wanted: some episodes, or all of a short one. Never specials.

    There are no packs of specials, and a search for all of them asks twice for each.
    """
    season = holder.season(place)
    if place == 0 or season is None or _brings_others(season, wanted, options):
        return None
    at_least = season.episodes if 1 < season.episodes < FROM_EPISODES else FROM_EPISODES
    if holder.one_by_one:
        at_least = max(season.aired, 2)
    if len(wanted) < at_least:
        return None
    key, title = f"season {holder.id}/{place}", f"{holder.title}, season {place}"
    return Group(key=key, title=title, at_least=at_least, cost=_cost(holder, season))


def _series_group(holder: Holder, by_season: Mapping[int, Sequence[Medium]], options: SonarrSearch) -> Group | None:
    """The series, if it is to be searched for as one, and a search for it would be for nothing else."""
    seasons, wanted = _searched(holder), sum(map(len, by_season.values()))
    if any(season.number == 0 or not season.aired for season in seasons):
        return None
    if any(_brings_others(season, by_season.get(season.number, ()), options) for season in seasons):
        return None
    if options.search_by_series is BySeries.SMART and not _nothing_is_there(seasons, by_season):
        return None
    if wanted < 2:
        return None
    at_least = 2 if options.search_by_series is BySeries.ALWAYS else wanted
    cost = max(sum(_cost(holder, season) for season in seasons), 1)
    return Group(key=f"series {holder.id}", title=holder.title, at_least=at_least, cost=cost)


def _nothing_is_there(seasons: Sequence[Season], by_season: Mapping[int, Sequence[Medium]]) -> bool:
    """Whether every episode of several seasons is wanted and none has a file."""
    return len(seasons) > 1 and all(
        not season.files and len(by_season.get(season.number, ())) == season.aired for season in seasons
    )


def _brings_others(season: Season, wanted: Sequence[Medium], options: SonarrSearch) -> bool:
    """Whether a search for the season would look for what is missing of it and is not to be searched for."""
    missing = season.aired - season.files
    return not options.search_missing and missing > sum(not one.has_file for one in wanted)


def _searched(holder: Holder) -> list[Season]:
    """The seasons that a search for the series looks for, also those that are still to come."""
    return [season for season in holder.seasons if season.monitored and season.episodes]


def _cost(holder: Holder, season: Season | None) -> int:
    """What a search for a season comes to."""
    return 1 + season.aired if season and holder.one_by_one else 1
