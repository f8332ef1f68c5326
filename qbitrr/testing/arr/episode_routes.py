"""The endpoints of a simulated Sonarr that are about episodes and their files."""

from __future__ import annotations

from collections.abc import Sequence

from ..http import Reply
from .episode import Episode
from .history import Item
from .profiles import Profiles
from .routes import Call, Route
from .series import files_of
from .shows import Shows
from .wire import ApiError, Json, json_reply, no_such_row


class EpisodeEndpoints:
    def __init__(self, shows: Shows, profiles: Profiles) -> None:
        self.shows, self.profiles = shows, profiles

    def routes(self) -> list[Route]:
        return [
            ("GET", "episode", self.list),
            ("PUT", "episode/monitor", self.monitor),
            ("GET", "episode/{id}", self.get),
            ("PUT", "episode/{id}", self.put),
            ("GET", "episodefile", self.files),
            ("GET", "episodefile/{id}", self.file),
        ]

    def below_cutoff(self, episode: Episode) -> bool:
        """By quality alone."""
        profile = self.profiles.get(self.shows.by_id[episode.series_id].quality_profile_id)
        return episode.file is not None and profile.below_cutoff(episode.file.resolution)

    def resource(self, episode: Episode, *, with_series: bool = False, with_file: bool = False) -> Json:
        embedded: dict[str, object] = {}
        if with_series:
            embedded["series"] = self.shows.by_id[episode.series_id].embedded()
        if with_file and episode.file:
            embedded["episodeFile"] = episode.file.resource(below_cutoff=self.below_cutoff(episode))
        return {**episode.resource(), **embedded}

    def embed(self, item: Item) -> Json | None:
        episode = self.shows.episodes.get(item["episodeId"])
        return episode.resource() if episode else None

    def list(self, call: Call) -> Reply:
        """One of four parameters must say which; a season only together with its series."""
        flags = call.query.flag("includeSeries"), call.query.flag("includeEpisodeFile")
        return json_reply([self.resource(each, with_series=flags[0], with_file=flags[1]) for each in self._asked(call)])

    def get(self, call: Call) -> Reply:
        return json_reply(self.resource(self._find(call.id), with_series=True, with_file=True))

    def put(self, call: Call) -> Reply:
        """Only whether it is monitored can be changed; a profile belongs to the series."""
        episode = self._find(call.id)
        episode.monitored = bool(call.fields().get("monitored"))
        return json_reply(self.resource(episode), 202)

    def monitor(self, call: Call) -> Reply:
        chosen = [self._find(number) for number in call.ids("episodeIds")]
        for episode in chosen:
            episode.monitored = bool(call.fields().get("monitored"))
        return json_reply([self.resource(episode) for episode in chosen], 202)

    def files(self, call: Call) -> Reply:
        series, ids = call.query.number("seriesId", 0), call.query.numbers("episodeFileIds")
        if not series and not ids:
            raise _must_be_given("seriesId or episodeFileIds must be provided")
        episodes: Sequence[Episode] = self._of_series(series) if series else list(self.shows.episodes.values())
        return json_reply(self._file_resources(episodes, ids))

    def file(self, call: Call) -> Reply:
        found = self._file_resources(list(self.shows.episodes.values()), [call.id])
        if not found:
            raise no_such_row()
        return json_reply(found[0])

    def _file_resources(self, episodes: Sequence[Episode], ids: Sequence[int]) -> Sequence[Json]:
        having = {episode.file.id: episode for episode in episodes if episode.file}
        return [
            file.resource(below_cutoff=self.below_cutoff(having[file.id]))
            for file in files_of(episodes)
            if not ids or file.id in ids
        ]

    def _asked(self, call: Call) -> Sequence[Episode]:
        query = call.query
        series, ids, file = (query.numbers(name) for name in ("seriesId", "episodeIds", "episodeFileId"))
        if series:
            season = query.number("seasonNumber", -1)
            return [each for each in self._of_series(series[0]) if season in (-1, each.season)]
        if ids:
            return [self.shows.episodes[number] for number in ids if number in self.shows.episodes]
        if file:
            return [each for each in self.shows.episodes.values() if each.file and each.file.id == file[0]]
        raise _must_be_given("seriesId or episodeIds must be provided")

    def _of_series(self, number: int) -> Sequence[Episode]:
        series = self.shows.by_id.get(number)
        return series.episodes if series else []

    def _find(self, number: int) -> Episode:
        episode = self.shows.episodes.get(number)
        if episode is None:
            raise no_such_row()
        return episode


def _must_be_given(content: str) -> ApiError:
    return ApiError(json_reply({"message": f"BadRequest: {content}", "content": content}, 400))
