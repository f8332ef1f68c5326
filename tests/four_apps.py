"""Radarr, Radarr-4K, Sonarr and Lidarr beside one client. In each of them the medium 1 is something else."""

from qbitrr.testing.arr.settings import Settings
from qbitrr.testing.simulated_lidarr import SimulatedLidarr
from qbitrr.testing.simulated_radarr import SimulatedRadarr
from qbitrr.testing.simulated_sonarr import SimulatedSonarr

EPISODES = 3

OPTIONS = """
[Settings]
IgnoreTorrentsYoungerThan = 0
SearchLoopDelay = 0

[Settings.Search]
PerHour = 3600

[qBit]
Host = "127.0.0.1"
Port = {port}
UserName = "{username}"
Password = "{password}"

[Plugins.stalled]
Enabled = false
StallTimeout = "{stall_timeout}"
Grace = "1s"
Strikes = 2
StrikeInterval = "1s"
"""

SECTION = """
[{name}]
URI = "{app.url}"
APIKey = "{app.api_key}"
Category = "{category}"
EntrySearch.SearchMissing = {searching}
Plugins.stalled.Enabled = {impatient}
"""


class FourApps:
    """All four, each with its own folder and category, and with one wanted thing that has the id 1."""

    def __init__(self, folder, *, port, username, password, refresh_every=600):
        self.client = {"port": port, "username": username, "password": password}
        shared = {
            "client_port": port,
            "client_username": username,
            "client_password": password,
            "refresh_every": refresh_every,
        }

        def made(kind, category):
            (folder / category).mkdir(parents=True)
            own = Settings(first_refresh_after=refresh_every, grab_shows_after=refresh_every)
            return kind(root_folder=folder / category, category=category, settings=own, **shared)

        self.radarr = made(SimulatedRadarr, "radarr")
        self.radarr_4k = made(SimulatedRadarr, "radarr-4k")
        self.sonarr = made(SimulatedSonarr, "sonarr")
        self.lidarr = made(SimulatedLidarr, "lidarr")
        self.radarr.add_movie("Metropolis", year=1927)
        self.radarr_4k.add_movie("Nosferatu", year=1922)
        self.sonarr.add_series("Some Show", seasons={1: EPISODES})
        self.lidarr.add_album(self.lidarr.add_artist("Some Artist"), "Some Album", tracks=2)
        self.by_section = {
            "Radarr": self.radarr,
            "Radarr-4K": self.radarr_4k,
            "Sonarr": self.sonarr,
            "Lidarr": self.lidarr,
        }
        for app in self.by_section.values():
            app.started_at -= 600

    def configuration(self, *, searching=False, impatient="", stall_timeout="2s"):
        """Whether all search, and which section calls a download failed that does not go on for so long."""

        def said(yes):
            return str(yes).lower()

        sections = [
            SECTION.format(
                name=name,
                app=app,
                category=app.client.category,
                searching=said(searching),
                impatient=said(name == impatient),
            )
            for name, app in self.by_section.items()
        ]
        return OPTIONS.format(**self.client, stall_timeout=stall_timeout) + "".join(sections)

    def grab(self, section, torrent_hash, title, **more):
        """Write the record of a grab of the thing with the id 1 (the whole season of the series)."""
        match section:
            case "Sonarr":
                self.sonarr.grab([one.id for one in self.sonarr.episodes(1)], torrent_hash.upper(), title, **more)
            case _:
                self.by_section[section].grab(1, torrent_hash.upper(), title, **more)

    def offer(self, section, torrent, title):
        """Let its indexers offer a release of it."""
        match section:
            case "Sonarr":
                self.sonarr.add_release(title, torrent=torrent)
            case _:
                self.by_section[section].add_release(1, title, torrent=torrent)

    def has_it(self, section):
        """Whether the thing with the id 1, all of it, is in the library."""
        match section:
            case "Sonarr":
                return all(one.file for one in self.sonarr.episodes(1))
            case "Lidarr":
                return len(self.lidarr.album(1).files) == self.lidarr.album(1).tracks
            case _:
                return self.by_section[section].movie(1).file is not None

    def changes(self, section):
        """What was ordered of an app and what was deleted there, but for looking at its downloads."""
        return [
            (one.method, one.path.partition("/api/")[2].partition("/")[2], one.json().get("name") if one.body else "")
            for one in self.by_section[section].requests
            if one.method != "GET"
            and not (one.path.endswith("/command") and one.json()["name"] == "RefreshMonitoredDownloads")
        ]

    def __enter__(self):
        for app in self.by_section.values():
            app.start()
        return self

    def __exit__(self, *_):
        for app in self.by_section.values():
            app.stop()
