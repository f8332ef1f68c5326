"""How a simulated Radarr searches: movie after movie, with the checks that each kind of search leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from .command import Command, CommandError
from .downloads import Downloads
from .grabs import Grabs
from .movie import Movie
from .movies import Movies


@dataclass(slots=True)
class MovieSearches:
    """``searched`` are the ids of the movies that were searched, in order."""

    library: Movies
    downloads: Downloads
    grabs: Grabs
    below_cutoff: Callable[[Movie], bool]
    searched: list[int] = field(default_factory=list)

    def movies(self, command: Command) -> Iterator[float]:
        ids = command.body.get("movieIds")
        if not isinstance(ids, list):
            raise CommandError("Value cannot be null. (Parameter 'source')")
        for number in ids:
            yield self.downloads.settings.search_takes
            self._search(number, by_user=command.trigger == "manual")

    def missing(self, _command: Command) -> Iterator[float]:
        """Also what is not out yet."""
        return self._bulk(lambda movie: movie.file is None)

    def cutoff_unmet(self, _command: Command) -> Iterator[float]:
        return self._bulk(self.below_cutoff)

    def _bulk(self, wanted: Callable[[Movie], bool]) -> Iterator[float]:
        """Search what is monitored and not in the queue, longest unsearched first."""
        with self.downloads.lock:
            queued = self.downloads.queued
            movies = [movie for movie in self.library.by_id.values() if movie.monitored and wanted(movie)]
        for movie in sorted(movies, key=lambda movie: movie.last_search_time or 0):
            if movie.id not in queued:
                yield self.downloads.settings.search_takes
                self._search(movie.id, by_user=True)

    def _search(self, number: int, *, by_user: bool) -> None:
        """Search one movie; a user's search does not ask whether it is monitored or out."""
        movie = self.library.by_id.get(number)
        if movie is None:
            raise CommandError(f"Movie with ID {number} does not exist")
        with self.downloads.lock:
            self.searched.append(number)
            if not self.grabs.indexers.ask():
                return
            movie.last_search_time = self.downloads.clock()
            available = movie.available(self.downloads.clock(), self.downloads.settings.availability_delay_days)
            if by_user or (movie.monitored and available):
                self.grabs.search([{"movieId": number}], "UserInvokedSearch" if by_user else "Search")
