"""The endpoints of a simulated Radarr that are about movies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ..http import Reply
from .downloads import Downloads
from .editor import change, change_tags, check_profile
from .history import Item
from .movie import Movie
from .movies import Movies
from .profiles import Profiles
from .routes import Call, Route
from .wire import ApiError, json_reply, no_such_row, page_of

EDITED = {
    "monitored": "monitored",
    "qualityProfileId": "quality_profile_id",
    "minimumAvailability": "minimum_availability",
}
WANTED_KEYS: dict[str, Callable[[Movie], object]] = {
    "movieMetadata.sortTitle": lambda movie: movie.title.lower(),
    "movieMetadata.year": lambda movie: movie.year,
    "movieMetadata.digitalRelease": lambda movie: movie.digital_release,
    "movieMetadata.inCinemas": lambda movie: movie.in_cinemas,
    "movieMetadata.physicalRelease": lambda movie: movie.physical_release,
    "movies.lastSearchTime": lambda movie: movie.last_search_time,
}


class MovieEndpoints:
    def __init__(self, movies: Movies, downloads: Downloads, profiles: Profiles) -> None:
        self.movies, self.downloads, self.profiles = movies, downloads, profiles

    def routes(self) -> list[Route]:
        return [
            ("GET", "movie", self.list),
            ("PUT", "movie/editor", self.edit),
            ("GET", "movie/{id}", self.get),
            ("PUT", "movie/{id}", self.put),
            ("GET", "moviefile", self.files),
            ("GET", "wanted/missing", self.missing),
            ("GET", "wanted/cutoff", self.cutoff),
        ]

    def resource(self, movie: Movie, *, formats: bool = False) -> dict[str, object]:
        delay = self.downloads.settings.availability_delay_days
        available = movie.available(self.downloads.clock(), delay)
        return movie.resource(available=available, below_cutoff=self.below_cutoff(movie), formats=formats)

    def below_cutoff(self, movie: Movie) -> bool:
        profile = self.profiles.get(movie.quality_profile_id)
        return movie.file is not None and profile.below_cutoff(movie.file.resolution)

    def embed(self, item: Item) -> dict[str, object] | None:
        """As the apps do, without the delay of availability."""
        movie = self.movies.by_id.get(item["movieId"])
        return movie.embedded(available=movie.available(self.downloads.clock(), 0)) if movie else None

    def list(self, call: Call) -> Reply:
        tmdb = call.query.number("tmdbId", 0)
        movies = [movie for movie in self.movies.by_id.values() if tmdb in (0, movie.tmdb_id)]
        return json_reply([self.resource(movie) for movie in movies])

    def get(self, call: Call) -> Reply:
        return json_reply(self.resource(self._find(call.id)))

    def put(self, call: Call) -> Reply:
        """The whole resource."""
        movie, fields = self._find(call.id), call.fields()
        check_profile(fields, self.profiles)
        change(movie, fields, EDITED)
        change_tags(movie.tags, {**fields, "applyTags": "replace"})
        if isinstance(fields.get("path"), str):
            movie.folder = Path(str(fields["path"]))
        return json_reply(self.resource(movie), 202)

    def edit(self, call: Call) -> Reply:
        fields = call.fields()
        check_profile(fields, self.profiles)
        chosen = [self._find(number) for number in call.ids("movieIds")]
        for movie in chosen:
            change(movie, fields, EDITED)
            change_tags(movie.tags, fields)
            if isinstance(fields.get("rootFolderPath"), str):
                movie.folder = Path(str(fields["rootFolderPath"])) / movie.folder.name
        return json_reply([self.resource(movie) for movie in chosen], 202)

    def files(self, call: Call) -> Reply:
        of_movies, ids = call.query.numbers("movieId"), call.query.numbers("movieFileIds")
        if not of_movies and not ids:
            content = "movieId or movieFileIds must be provided"
            raise ApiError(json_reply({"message": f"BadRequest: {content}", "content": content}, 400))
        asked = (self.movies.by_id.get(number) for number in of_movies)
        movies = {movie.id: movie for movie in asked if movie}
        if ids:
            with_file = ((movie, movie.file) for movie in self.movies.by_id.values() if movie.file)
            movies |= {movie.id: movie for movie, file in with_file if file.id in ids}
        return json_reply(
            [
                movie.file.resource(below_cutoff=self.below_cutoff(movie), formats=True)
                for movie in movies.values()
                if movie.file
            ]
        )

    def missing(self, call: Call) -> Reply:
        """Movies without a file, also those that are not out yet."""
        return self._wanted(call, [movie for movie in self.movies.by_id.values() if not movie.file and movie.year > 0])

    def cutoff(self, call: Call) -> Reply:
        """By quality alone: scores of custom formats do not count."""
        return self._wanted(call, [movie for movie in self.movies.by_id.values() if self.below_cutoff(movie)])

    def _find(self, number: int) -> Movie:
        movie = self.movies.by_id.get(number)
        if movie is None:
            raise no_such_row()
        return movie

    def _wanted(self, call: Call, movies: Sequence[Movie]) -> Reply:
        monitored = call.query.flag("monitored", default=True)
        rows = [movie for movie in movies if movie.monitored == monitored]
        return page_of(rows, call.query, sort_keys=WANTED_KEYS, render=lambda movie: self.resource(movie, formats=True))
