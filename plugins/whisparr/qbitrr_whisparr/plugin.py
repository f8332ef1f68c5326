"""Whisparr: version 2 speaks as Sonarr does, version 3 as Radarr does."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from qbitrr_arr.app import Arr
from qbitrr_arr.plugin import ArrPlugin
from qbitrr_radarr.app import RADARR
from qbitrr_radarr.library import RadarrLibrary
from qbitrr_radarr.movies import replace as replace_movies
from qbitrr_radarr.options import RadarrConfig
from qbitrr_sonarr.app import SONARR
from qbitrr_sonarr.library import SonarrLibrary
from qbitrr_sonarr.options import SonarrConfig
from qbitrr_sonarr.seasons import replace as replace_episodes


class Whisparr(ArrPlugin):
    """One section such as [Whisparr]: version 2, with sites as series and scenes as episodes."""

    Config = SonarrConfig
    arr = Arr(
        app=replace(SONARR, kind="Whisparr", versions=("2.",)),
        replace=partial(replace_episodes, air_date="releaseDate"),
        library=partial(SonarrLibrary, air_date="releaseDate"),
    )


class Whisparr3(ArrPlugin):
    """One section such as [Whisparr3]: version 3, with movies and scenes."""

    Config = RadarrConfig
    arr = Arr(app=replace(RADARR, kind="Whisparr", versions=("3.",)), replace=replace_movies, library=RadarrLibrary)
