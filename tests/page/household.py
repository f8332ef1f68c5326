"""A household of some months: a simulated qBittorrent full of films, simulated apps, and what was done in that time.

``python -m tests.page.household`` runs it until Ctrl-C, for whoever works on the page.
"""

from __future__ import annotations

import random
import secrets
import tempfile
import time
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from qbitrr import page
from qbitrr.processes import running
from qbitrr.store.database import open_store, prepare
from qbitrr.testing.arr.settings import Settings
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from qbitrr.testing.simulated_radarr import SimulatedRadarr
from qbitrr.testing.simulated_sonarr import SimulatedSonarr
from tests.daemon import Daemon

FILMS = (
    ("Nosferatu", 1922), ("Metropolis", 1927), ("The Kid", 1921), ("The General", 1926), ("Sherlock Jr", 1924),
    ("Safety Last", 1923), ("The Gold Rush", 1925), ("Faust", 1926), ("Sunrise", 1927), ("The Lodger", 1927),
    ("Battleship Potemkin", 1925), ("Strike", 1925), ("The Lost World", 1925), ("Waxworks", 1924), ("Greed", 1924),
    ("The Phantom of the Opera", 1925), ("The Cabinet of Dr Caligari", 1920), ("Aelita", 1924), ("Haxan", 1922),
    ("The Thief of Bagdad", 1924), ("Wings", 1927), ("Napoleon", 1927), ("Berlin", 1927), ("The Unknown", 1927),
)  # fmt: skip
SERIES = ("Fantomas", "Les Vampires", "Judex", "The Perils of Pauline")
USER, PASSWORD = "admin", "adminadmin"
GIB = 1 << 30
DAY = timedelta(days=1)
TRACKERS = ("https://tracker.example.org/announce", "https://private.example.net/a1b2c3d4e5f60718/announce")
REMOVALS = (
    ("stalled", "no progress for 7 h, 6 h allowed (strike 3 of 3)", {"idle_hours": 7}),
    ("slow", "4 kB/s over the last hour, 50 kB/s wanted", {"speed": 4096}),
    ("seeding", "its ratio of 3.02 has reached 3.00", {"ratio": 3.02}),
    ("files", "it has an executable: setup.exe", {"file": "setup.exe"}),
)

CONFIGURATION = """\
# Our household. These comments are ours, and stay.

[Settings]
ConfigVersion = 1
ConsoleLevel = "INFO"  # as quiet as we like it
QuarantineFor = "7d"
IgnoreTorrentsYoungerThan = 0

[WebUI]
Port = 0
Token = "{token}"

[qBit]
Host = "127.0.0.1"
Port = {client.port}
UserName = "{user}"
Password = "{password}"

[Radarr]
URI = "{radarr.url}"
APIKey = "{radarr.api_key}"
Category = "radarr"
EntrySearch.SearchMissing = true

[Sonarr-TV]
URI = "{sonarr.url}"
APIKey = "{sonarr.api_key}"
Category = "tv"

[Plugins.stalled]
# A film that nobody has is no film.
StallTimeout = "6h"
Strikes = 1

[Plugins.obligations]

[[Plugins.obligations.Rows]]
Tracker = "private.example.net"
MinRatio = 1.0
MinSeedingTime = "10d"

[Plugins.seeding]
[[Plugins.seeding.Rows]]
Tracker = "tracker.example.org"
MaxRatio = 3.0

[Plugins.slow]
Trust = "observe"
"""


class Household(Daemon):
    """The whole of it, running; ``link`` opens its page. Use it as a context manager."""

    def __init__(self, folder: Path, *, torrents: int = 0) -> None:
        super().__init__(folder / "data")
        self.token = secrets.token_urlsafe(18)
        self.more = torrents
        self._folder = folder
        self._random = random.Random(5)
        self._ends = ExitStack()

    def __enter__(self) -> Household:
        with self._ends:
            client = SimulatedQbittorrent(folder=self._folder / "downloads", username=USER, password=PASSWORD)
            self.client = self._ends.enter_context(client)
            shared = {
                "client_port": self.client.port,
                "client_username": USER,
                "client_password": PASSWORD,
                "settings": Settings(remove_completed=False),
            }
            self.radarr = self._app(SimulatedRadarr, "radarr", **shared)
            self.sonarr = self._app(SimulatedSonarr, "tv", **shared)
            self._fill()
            text = CONFIGURATION.format(
                token=self.token,
                user=USER,
                password=PASSWORD,
                client=self.client,
                radarr=self.radarr,
                sonarr=self.sonarr,
            )
            (self.folder / "config.toml").write_text(text)
            self._remember()
            self._ends.callback(self.end)
            self.start()
            self.until(lambda: self.address)
            self.ready("Radarr")
            self.ready("Sonarr-TV")
            self._ends = self._ends.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    @property
    def address(self) -> str:
        file = page.address_file(self.folder / "run")
        return file.read_text().strip() if running.read(self.folder / "run") and file.exists() else ""

    @property
    def link(self) -> str:
        return f"{self.address}#token={self.token}"

    def at(self, path: str) -> str:
        """Where a page is, with the token that lets one in."""
        return f"{self.address}{path.removeprefix('/')}#token={self.token}"

    def _app(self, kind, category, **options):
        library = self._folder / category
        library.mkdir()
        app = self._ends.enter_context(kind(root_folder=library, category=category, **options))
        app.started_at -= 3600
        return app

    def _fill(self) -> None:
        """Films and episodes in every state that a client knows."""
        now = int(time.time())
        states = (
            "downloading",
            "downloading",
            "stalledDL",
            "stalledUP",
            "stalledUP",
            "uploading",
            "queuedDL",
            "metaDL",
        )
        for number, (title, year) in enumerate(FILMS):
            movie = self.radarr.add_movie(title, year=year)
            name = f"{title.replace(' ', '.')}.{year}.1080p.BluRay.x264-GRP"
            torrent = self._put(name, "radarr", states[number % len(states)], number, now)
            self.radarr.grab(movie, torrent.upper(), name)
        self.radarr.add_movie("The Golem", year=1920)  # nobody has it yet
        for number, title in enumerate(SERIES):
            series = self.sonarr.add_series(title, seasons={1: 6})
            for episode in self.sonarr.episodes(series)[:3]:
                name = f"{title.replace(' ', '.')}.S01E{episode.number:02}.720p.WEB.H264-GRP"
                torrent = self._put(name, "tv", states[(number + episode.number) % len(states)], number, now)
                self.sonarr.grab([episode.id], torrent.upper(), name)
        if self.more:
            self.client.add_many(self.more, category="radarr", state="stalledUP", added_on=now - 90 * 86400)

    def _put(self, name: str, category: str, state: str, number: int, now: int) -> str:
        complete = state.endswith("UP") or state == "uploading"
        moving = state in ("downloading", "uploading")
        size = (1 + number % 7) * GIB
        if complete:
            file = self._folder / "downloads" / name / f"{name}.mkv"
            file.parent.mkdir(parents=True)
            with file.open("wb") as film:
                film.truncate(size)  # it takes no room
        return self.client.add(
            name,
            category=category,
            state=state,
            progress=1.0 if complete else None if state == "metaDL" else 0.05 + (number % 9) / 10,
            files=[(f"{name}/{name}.mkv", size)],
            tags="qbitrr-keep" if number == 2 else "",
            trackers=[TRACKERS[number % 2]],
            private=bool(number % 2),
            added_on=now - 3600 * (5 + 31 * number),
            last_activity=now - (10 if moving else 3600 * (number % 12)),
            dlspeed=0 if complete or not moving else 400_000 * (1 + number % 5),
            upspeed=150_000 * (1 + number % 3) if complete and moving else 0,
            ratio=round(0.3 * (number % 8), 2) if complete else 0.0,
            seeding_time=86400 * (number % 20) if complete else 0,
        )

    def _remember(self) -> None:
        """What was done in the last weeks, as the ledger has it."""
        prepare(self.folder / "qbitrr.db")
        now = datetime.now(UTC)
        with open_store(self.folder / "qbitrr.db") as store, store.transaction():
            for day in range(40, 0, -1):
                for _ in range(self._random.randrange(1, 5)):
                    self._happened(store, now - day * DAY + timedelta(hours=self._random.random() * 20))

    def _happened(self, store, at: datetime) -> None:
        title, year = self._random.choice(FILMS)
        told = partial(
            store.ledger.append,
            client="qBit",
            hash=secrets.token_hex(20),
            name=f"{title.replace(' ', '.')}.{year}.720p.WEB-GRP",
            size=self._random.randrange(1, 9) * GIB,
            owner="Radarr",
        )
        if self._random.random() < 0.7:
            told(at=at, action="import", reason="complete, and not imported so far", outcome="done", plugin="Radarr")
            seen = at + timedelta(seconds=self._random.uniform(0.4, 9))
            told(at=seen, action="imported", reason="confirmed by the history of Radarr", outcome="done")
            return
        rule, reason, evidence = self._random.choice(REMOVALS)
        outcome = "observed" if rule == "slow" else "done"
        told(at=at, action="remove", reason=reason, outcome=outcome, plugin=rule, rule=rule, evidence=evidence)


def main() -> None:
    """Run it, say where its page is, and stay until Ctrl-C."""
    with tempfile.TemporaryDirectory(prefix="qbitrr-household-") as folder, Household(Path(folder)) as household:
        print(f"Its page: {household.link}\nCtrl-C ends it.", flush=True)  # noqa: T201 -- what it is for
        with suppress(KeyboardInterrupt):
            household.process.wait()


if __name__ == "__main__":
    main()
