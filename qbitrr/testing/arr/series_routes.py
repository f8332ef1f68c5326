"""The endpoints of a simulated Sonarr that are about series."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..http import Reply
from .editor import change, change_tags, check_profile
from .history import Item
from .profiles import Profiles
from .routes import Call, Route
from .series import Series
from .shows import Shows
from .wire import Json, json_reply, no_such_row

EDITED = {
    "monitored": "monitored",
    "monitorNewItems": "monitor_new_items",
    "qualityProfileId": "quality_profile_id",
    "seriesType": "series_type",
    "seasonFolder": "season_folder",
}


class SeriesEndpoints:
    def __init__(self, shows: Shows, profiles: Profiles) -> None:
        self.shows, self.profiles = shows, profiles

    def routes(self) -> list[Route]:
        return [
            ("GET", "series", self.list),
            ("PUT", "series/editor", self.edit),
            ("GET", "series/{id}", self.get),
            ("PUT", "series/{id}", self.put),
        ]

    def resource(self, series: Series) -> Json:
        return series.resource(self.shows.clock())

    def embed(self, item: Item) -> Json | None:
        series = self.shows.by_id.get(item["seriesId"])
        return series.embedded() if series else None

    def list(self, call: Call) -> Reply:
        tvdb = call.query.number("tvdbId", 0)
        return json_reply(
            [self.resource(series) for series in self.shows.by_id.values() if tvdb in (0, series.tvdb_id)]
        )

    def get(self, call: Call) -> Reply:
        return json_reply(self.resource(self._find(call.id)))

    def put(self, call: Call) -> Reply:
        """The whole resource. A season whose flag changed takes its episodes along."""
        series, fields = self._find(call.id), call.fields()
        check_profile(fields, self.profiles)
        change(series, fields, EDITED)
        change_tags(series.tags, {**fields, "applyTags": "replace"})
        if isinstance(fields.get("path"), str):
            series.folder = Path(str(fields["path"]))
        seasons = fields.get("seasons")
        for season in seasons if isinstance(seasons, list) else []:
            self._monitor_season(series, season)
        return json_reply(self.resource(series), 202)

    def edit(self, call: Call) -> Reply:
        fields = call.fields()
        check_profile(fields, self.profiles)
        chosen = [self._find(number) for number in call.ids("seriesIds")]
        for series in chosen:
            change(series, fields, EDITED)
            change_tags(series.tags, fields)
            if isinstance(fields.get("rootFolderPath"), str):
                series.folder = Path(str(fields["rootFolderPath"])) / series.folder.name
        return json_reply([self.resource(series) for series in chosen], 202)

    def _find(self, number: int) -> Series:
        series = self.shows.by_id.get(number)
        if series is None:
            raise no_such_row()
        return series

    @staticmethod
    def _monitor_season(series: Series, fields: Mapping[str, object]) -> None:
        season, monitored = series.seasons.get(int(str(fields["seasonNumber"]))), bool(fields["monitored"])
        if season is None or season.monitored == monitored:
            return
        season.monitored = monitored
        for episode in season.episodes:
            episode.monitored = monitored
