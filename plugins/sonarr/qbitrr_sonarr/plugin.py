"""Sonarr: own its torrents, have them imported when they are done, blocklist and replace what failed."""

from __future__ import annotations

from qbitrr_arr.app import Arr
from qbitrr_arr.plugin import ArrPlugin

from .app import SONARR
from .library import SonarrLibrary
from .options import SonarrConfig
from .seasons import replace


class Sonarr(ArrPlugin):
    """One section such as [Sonarr-TV]. It owns what is in its category, and nothing else."""

    Config = SonarrConfig
    arr = Arr(app=SONARR, replace=replace, library=SonarrLibrary)
