"""What is in the libraries of a simulated week, and what of it may not be searched for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from qbitrr.testing.simulated_lidarr import SimulatedLidarr
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from qbitrr.testing.simulated_radarr import SimulatedRadarr
from qbitrr.testing.simulated_sonarr import SimulatedSonarr

LATER = 30 * 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much there is, and for how long. A tenth of it is missing; of that some may not be searched for."""

    movies: int = 5000
    series: int = 400
    episodes: int = 75
    seasons: int = 5
    albums: int = 3000
    days: float = 7
    per_hour: int = 12

    @classmethod
    def small(cls) -> Scale:
        """Enough to see that nothing has gone wrong badly."""
        return cls(movies=200, series=4, albums=150, days=3, per_hour=6)


def fill(app: Any, scale: Scale, random: Random) -> list[int]:
    """Put the library in; return the media that have no file, a tenth of them."""
    match app:
        case SimulatedRadarr():
            media: Sequence[int] = [app.add_movie(f"Film {number}", year=2010) for number in range(scale.movies)]
        case SimulatedSonarr():
            seasons = dict.fromkeys(range(1, scale.seasons + 1), scale.episodes // scale.seasons)
            shows = [app.add_series(f"Show {number}", seasons=seasons) for number in range(scale.series)]
            media = [one.id for show in shows for one in app.episodes(show)]
        case _:
            artists = [app.add_artist(f"Artist {number}") for number in range(max(1, scale.albums // 10))]
            media = [app.add_album(artists[number // 10], f"Album {number}") for number in range(scale.albums)]
    missing = set(random.sample(media, len(media) // 10))
    for number in media:
        if number not in missing:
            app.put_file(number)
    return sorted(missing)


def hold_back(app: Any, number: int, client: SimulatedQbittorrent, luck: float) -> bool:
    """Of ten missing ones let one be not monitored, one not out, and of a few a download be under way.

    Returns whether this is one of those. ``luck`` is between 0 and 1.
    """
    kind = {SimulatedRadarr: "movie", SimulatedSonarr: "episode", SimulatedLidarr: "album"}[type(app)]
    medium = getattr(app, kind)(number)
    if luck >= 0.22:
        return False
    if luck < 0.1:
        medium.monitored = False
    elif luck < 0.2:
        _postpone(medium, kind, app.clock() + LATER)
    else:
        title = f"{app.client.category} {number}"
        torrent = client.add(title, category=app.client.category, state="downloading", progress=0.5)
        app.grab([number] if kind == "episode" else number, torrent.upper(), title)
    return True


def _postpone(medium: Any, kind: str, when: float) -> None:
    if kind == "movie":
        medium.minimum_availability, medium.digital_release = "released", when
    elif kind == "episode":
        medium.airs = when
    else:
        medium.released = when
