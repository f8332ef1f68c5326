"""What is kept of a library: its holders (movies, series, artists) and of their media those that may be wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .quality import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """What one search can be for: a movie, an episode, an album.

    It is out from ``out_at`` on; ``why_not_out`` is why it is not, where no date says so. ``below_cutoff`` and
    ``score`` are of its file; a ``score`` of None is not known. ``file_id`` is 0 without a file.
    """

    id: int
    monitored: bool
    has_file: bool
    name: str = ""
    season: int | None = None
    number: int = 0
    out_at: datetime | None = None
    why_not_out: str = ""
    searched_at: datetime | None = None
    below_cutoff: bool = False
    score: int | None = None
    file_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A season of a series: how many ``episodes`` it has, how many of them could have been seen, and have files."""

    number: int
    monitored: bool
    episodes: int = 0
    aired: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """What has a quality profile and holds media: a series, an artist, or a movie, which holds itself.

    ``tracks`` are episodes or tracks as the app counts them, ``files`` those of them with a file. Two equal holders
    hold the same media, as far as one request for all of them can tell. ``media`` is filled when that says it all. With
    ``one_by_one`` the app searches for each of them as well when it is told to search for several together.
    """

    id: int
    title: str
    monitored: bool
    profile_id: int | None = None
    year: int = 0
    tmdb_id: int = 0
    tvdb_id: int = 0
    imdb_id: str = ""
    seasons: tuple[Season, ...] = ()
    tracks: int | None = None
    files: int | None = None
    size: int = 0
    one_by_one: bool = False
    media: tuple[Medium, ...] = ()

    def season(self, number: int | None) -> Season | None:
        return next((season for season in self.seasons if season.number == number), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A holder as it was last read, with the media that may be wanted; ``satisfied`` counts the others."""

    holder: Holder
    profile: Profile | None
    media: tuple[Medium, ...]
    satisfied: int
    read_at: datetime


def title_of(holder: Holder, medium: Medium) -> str:
    """What people call it: Dark S01E05, or an artist and the album."""
    if medium.season is not None:
        return f"{holder.title} S{medium.season:02}E{medium.number:02}"
    return f"{holder.title}: {medium.name}" if medium.name else holder.title
