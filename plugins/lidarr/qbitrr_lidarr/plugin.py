"""Lidarr: own its torrents, have them imported when they are done, blocklist and replace what failed."""

from __future__ import annotations

from qbitrr_arr.app import Arr
from qbitrr_arr.plugin import ArrPlugin

from .albums import replace
from .app import LIDARR
from .library import LidarrLibrary


class Lidarr(ArrPlugin):
    """One section such as [Lidarr]. It owns what is in its category, and nothing else."""

    arr = Arr(app=LIDARR, replace=replace, library=LidarrLibrary)
