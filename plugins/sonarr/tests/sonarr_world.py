"""Sonarr and its plugin in a world of their own."""

from arr_world import ArrWorld
from qbitrr_sonarr import Sonarr

PACK = "Firefly.S01.1080p.WEB.H264-GRP"


class World(ArrWorld):
    """A section called Sonarr, and a series of two seasons: episodes 1 to 4, and 5 to 7."""

    def __init__(self, qbittorrent, sonarr, clock):
        super().__init__(Sonarr, "Sonarr", qbittorrent, sonarr, clock)
        self.sonarr = sonarr
        sonarr.add_series("Firefly", seasons={1: 4, 2: 3})

    def grabbed(self, *episodes, done=False, source="Search", title=PACK, **fields):
        """Episodes that Sonarr has grabbed in one torrent, which qBittorrent downloads or has. Returns its hash."""
        known = [self.sonarr.episode(one) for one in episodes]
        names = [f"{title}/Firefly.S{one.season:02}E{one.number:02}.mkv" for one in known]
        state = "stalledUP" if done else "stalledDL"
        files = [(name, 1000) for name in names]
        torrent_hash = self.qbittorrent.add(title, category="sonarr", state=state, files=files, **fields)
        self.sonarr.grab(episodes, torrent_hash.upper(), title, source=source)
        return torrent_hash

    def failing(self, *episodes, in_queue=True, **traits):
        """A download of them that does not go on; in Sonarr's queue, or no longer."""
        torrent_hash = self.grabbed(*episodes, **traits)
        if in_queue:
            self.sonarr.refresh()
        else:
            self.sonarr.client.category = "elsewhere"
        self.begin(Category="sonarr")
        self.look()
        self.forget()
        return self.torrent(torrent_hash)
