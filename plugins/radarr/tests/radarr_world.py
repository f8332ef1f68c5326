"""Radarr and its plugin in a world of their own."""

from arr_world import ALL_FLAGS, FAILED, ArrWorld
from qbitrr_radarr import Radarr

__all__ = ["ALL_FLAGS", "FAILED", "TITLE", "World"]

TITLE = "Metropolis.2020.1080p.WEB.H264-GRP"


class World(ArrWorld):
    """A section called Radarr."""

    def __init__(self, qbittorrent, radarr, clock):
        super().__init__(Radarr, "Radarr", qbittorrent, radarr, clock)
        self.radarr = radarr

    def grabbed(self, *, done=False, source="Search", title=TITLE, media_id=None, **fields):
        """A movie that Radarr has grabbed and that qBittorrent downloads or has. Returns its id and the hash."""
        media_id = media_id or self.radarr.add_movie("Metropolis")
        state = "stalledUP" if done else "stalledDL"
        torrent_hash = self.qbittorrent.add(
            title, category="radarr", state=state, files=[(f"{title}/movie.mkv", 1000)], **fields
        )
        self.radarr.grab(media_id, torrent_hash.upper(), title, source=source)
        return media_id, torrent_hash
