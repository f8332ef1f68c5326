"""Lidarr and its plugin in a world of their own."""

from arr_world import ArrWorld
from qbitrr_lidarr import Lidarr

BOX = "Joni.Mitchell-The.Box-FLAC-GRP"


class World(ArrWorld):
    """A section called Lidarr, and an artist with four albums of two tracks."""

    def __init__(self, qbittorrent, lidarr, clock):
        super().__init__(Lidarr, "Lidarr", qbittorrent, lidarr, clock, prefix="/api/v1/")
        self.lidarr = lidarr
        artist = lidarr.add_artist("Joni Mitchell")
        for title in ("Blue", "Hejira", "Mingus", "Clouds"):
            lidarr.add_album(artist, title, tracks=2)

    def grabbed(self, *albums, done=False, source="Search", title=BOX, tracks=2, **fields):
        """Albums that Lidarr has grabbed in one torrent, which qBittorrent downloads or has. Returns its hash."""
        titles = [self.lidarr.album(one).title for one in albums]
        files = [(f"{title}/{album}/{track:02}.flac", 1000) for album in titles for track in range(1, tracks + 1)]
        state = "stalledUP" if done else "stalledDL"
        torrent_hash = self.qbittorrent.add(title, category="lidarr", state=state, files=files, **fields)
        self.lidarr.grab(albums, torrent_hash.upper(), title, source=source)
        return torrent_hash

    def failing(self, *albums, in_queue=True, **traits):
        """A download of them that does not go on; in Lidarr's queue, or no longer."""
        torrent_hash = self.grabbed(*albums, **traits)
        if in_queue:
            self.lidarr.refresh()
        else:
            self.lidarr.client.category = "elsewhere"
        self.begin(Category="lidarr")
        self.look()
        self.forget()
        return self.torrent(torrent_hash)
