"""Both versions of Whisparr, made of the simulated apps whose API they speak, and their plugins."""

import re
from dataclasses import replace

from arr_world import ArrWorld
from qbitrr_whisparr import Whisparr, Whisparr3

from qbitrr.testing.simulated_radarr import SimulatedRadarr
from qbitrr.testing.simulated_sonarr import SimulatedSonarr

VERSION_2, VERSION_3 = "2.2.0.231", "3.3.2.604"
DATE = re.compile(rb'"airDateUtc": "(\d{4}-\d\d-\d\d)T[^"]*"')
NAME = "Site.S2024.XXX.1080p.WEB-GRP"


class Whisparr2Server(SimulatedSonarr):
    """Like a Sonarr, but an episode has the day of its release, and no time."""

    def __init__(self, **options):
        super().__init__(category="whisparr", **options)
        self.front.app, self.front.version = "Whisparr", VERSION_2

    def answer(self, request):
        reply = super().answer(request)
        return replace(reply, body=DATE.sub(rb'"releaseDate": "\1"', reply.body))


class Whisparr3Server(SimulatedRadarr):
    """Like a Radarr."""

    def __init__(self, **options):
        super().__init__(category="whisparr", **options)
        self.front.app, self.front.version = "Whisparr", VERSION_3


class World(ArrWorld):
    """A section called Whisparr, whichever version it is."""

    def downloading(self, *media, done=False):
        """A torrent that was grabbed for some of its media, and that qBittorrent downloads or has."""
        state = "stalledUP" if done else "stalledDL"
        files = [(f"{NAME}/Site.S2024E{one:02}.mkv", 1000) for one in media]
        torrent_hash = self.qbittorrent.add(NAME, category="whisparr", state=state, files=files)
        self.app.grab(media if len(media) > 1 else self.one(media), torrent_hash.upper(), NAME)
        self.begin()
        self.look()
        self.forget()
        return self.torrent(torrent_hash)


class World2(World):
    """A site with three scenes."""

    def __init__(self, qbittorrent, app, clock):
        super().__init__(Whisparr, "Whisparr", qbittorrent, app, clock)
        app.add_series("Site", seasons={2024: 3})

    def one(self, media):
        return media


class World3(World):
    """One movie."""

    def __init__(self, qbittorrent, app, clock):
        super().__init__(Whisparr3, "Whisparr", qbittorrent, app, clock)
        app.add_movie("Site S2024")

    def one(self, media):
        return media[0]
