"""Radarr: own its torrents, have them imported when they are done, blocklist and replace what failed."""

from __future__ import annotations

from qbitrr_arr.app import Arr
from qbitrr_arr.plugin import ArrPlugin

from .app import RADARR
from .library import RadarrLibrary
from .movies import replace
from .options import RadarrConfig


class Radarr(ArrPlugin):
    """One section such as [Radarr-4K]. It owns what is in its category, and nothing else."""

    Config = RadarrConfig
    arr = Arr(app=RADARR, replace=replace, library=RadarrLibrary)
