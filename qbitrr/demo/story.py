"""The scenes of the demonstration, in order: each waits for what qbitrr does, and says what it came to."""

from __future__ import annotations

import secrets
import time
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Self

from pydantic import SecretStr

from .. import page
from ..clients.local import LocalClient
from ..clients.qbittorrent import Gateway
from ..config.settings import CONFIG_VERSION, QbitConfig
from ..control.words import listed
from ..domain import State, Torrent
from ..testing.arr.history import HistoryRow
from ..testing.arr.settings import Settings
from ..testing.simulated_radarr import SimulatedRadarr
from .films import (
    CATEGORY,
    CONFIGURATION,
    DEAD,
    DONE,
    HURRY,
    KEEP,
    KEPT,
    LABEL,
    OFFERED,
    PAGE,
    REPLACEMENT,
    RULE,
    WANTED,
    Film,
)
from .program import Program
from .screen import Screen
from .stage import Stage
from .teller import LOOK_EVERY, DidNotHappen, Teller
from .watch import Watch

SETTLED_FOR = 600
"""Seconds that Radarr has run for: the queue of one that has just started is not believed."""

STAYS_FOR = 2.5
"""Seconds in which a restored torrent must not be removed again."""


class Story:
    """One performance in an empty folder. Use it as a context manager, inside that of its stage."""

    def __init__(self, stage: Stage, folder: Path, screen: Screen, program: Program) -> None:
        self._stage, self._screen, self._program = stage, screen, program
        self._library = folder / "movies"
        self._ends = ExitStack()
        self._token = secrets.token_urlsafe(18)

    def __enter__(self) -> Self:
        self._library.mkdir()
        self._program.folder.mkdir()
        self._radarr = SimulatedRadarr(
            client_port=self._stage.port,
            client_username=self._stage.username,
            client_password=self._stage.password,
            root_folder=self._library,
            category=CATEGORY,
            settings=Settings(remove_completed=False),
        )
        self._radarr.started_at -= SETTLED_FOR
        self._ends.enter_context(self._radarr)
        gateway = Gateway("the demonstration's qBittorrent", self._address())
        self._client = LocalClient(self._ends.enter_context(closing(gateway)), settle=0)
        self._watch = Watch(self._client, self._radarr, self._program)
        self._teller = Teller(self._watch, self._screen, self._program)
        self._ends.callback(self._program.stop)
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    def tell(self) -> None:
        """All scenes. Raises DidNotHappen."""
        self._introduce()
        self._grab()
        self._imported()
        self._replaced()
        self._left_alone()
        self._restored()
        self._teller.quote("history")

    def go_on(self) -> None:
        """Narrate what happens, with no end of its own."""
        self._teller.go_on()

    def _address(self) -> QbitConfig:
        return QbitConfig(
            host="127.0.0.1",
            port=self._stage.port,
            user_name=self._stage.username,
            password=SecretStr(self._stage.password),
        )

    def _introduce(self) -> None:
        configuration = CONFIGURATION.format(
            version=CONFIG_VERSION,
            port=self._stage.port,
            username=self._stage.username,
            password=self._stage.password,
            radarr=self._radarr.url,
            api_key=self._radarr.api_key,
            category=CATEGORY,
            rule=RULE,
        )
        if page.target():
            configuration += PAGE.format(token=self._token)
        (self._program.folder / "config.toml").write_text(configuration, encoding="utf-8")
        screen = self._screen
        screen.heading("qbitrr demo")
        screen.pairs(
            (
                ("client", self._stage.client),
                ("real", self._stage.real),
                ("simulated", self._stage.simulated),
                ("folder", str(self._program.folder.parent)),
                ("in a hurry", HURRY),
            )
        )
        screen.heading("What happens")
        screen.line("you", "start qbitrr run")
        self._program.start()
        self._teller.until(lambda: self._watch.remembered.ready, "qbitrr has read what it needs")
        if page.target():
            self._teller.until(lambda: bool(self._program.page), "the page answers")
            self._screen.result(f"Watch it on the page: {self.link}", good=True)

    @property
    def link(self) -> str:
        """Where the page is, with its token; empty where it is not installed."""
        return f"{self._program.page}#token={self._token}" if self._program.page else ""

    def _grab(self) -> None:
        movies: dict[str, int] = {}
        for film in OFFERED:
            movie = movies.get(film.title) or self._radarr.add_movie(film.title, year=film.year)
            movies[film.title] = movie
            self._radarr.add_release(movie, film.release, torrent=self._stage.release(film))
        self._dead_movie = movies[DEAD.title]
        self._screen.line("you", f"tell Radarr to search for {listed([film.title for film in WANTED])}")
        self._radarr.commands.push("MoviesSearch", {"movieIds": [movies[film.title] for film in WANTED]})
        for film in WANTED:
            self._arrives(film)
        self._tag(KEPT, KEEP)
        self._tag(DEAD, LABEL)

    def _imported(self) -> None:
        took = self._import_of(DONE)
        self._screen.result(f"{DONE.title} is imported. {took}.", good=True)

    def _replaced(self) -> None:
        watch, radarr = self._watch, self._radarr
        self._teller.until(
            lambda: DEAD.release in {one.name for one in watch.remembered.held}, f"{DEAD.title} is set aside"
        )
        self._teller.until(
            lambda: DEAD.release in {entry.source_title for entry in radarr.blocklist.entries},
            f"{DEAD.release} is on Radarr's blocklist",
        )
        self._teller.until(lambda: radarr.searches.count(self._dead_movie) > 1, f"{DEAD.title} is searched for again")
        self._arrives(REPLACEMENT)
        self._teller.until(
            lambda: (torrent := watch.torrent(DEAD.release)) is not None and torrent.state is State.STOPPED,
            f"{DEAD.title} is stopped in the client",
        )
        self._teller.require(
            radarr.searches.count(self._dead_movie) == 2, f"{DEAD.title} is searched for again once, and not more often"
        )
        self._screen.result(
            f"{DEAD.title} got no data: it has failed, is blocklisted, was searched for once more, and is replaced. "
            "Its torrent is stopped and in quarantine; nothing of it is deleted.",
            good=True,
        )
        took = self._import_of(REPLACEMENT)
        self._screen.result(f"Its replacement is imported. {took}.", good=True)

    def _left_alone(self) -> None:
        said = self._teller.quote("why", KEPT.title.replace(" ", "."))
        self._teller.require(f"protected by its tag {KEEP}" in said, f"qbitrr why names the tag {KEEP}")
        torrent = self._here(KEPT)
        self._teller.require(
            torrent.state is not State.STOPPED and torrent.category == CATEGORY, f"{KEPT.title} is left alone"
        )
        self._screen.result(f"{KEPT.title} met the same fate and is left alone, because a person said so.", good=True)

    def _restored(self) -> None:
        self._teller.quote("restore", DEAD.release)
        whole = f"{DEAD.title} is back, running, with its category and its tag"
        self._teller.until(lambda: _as_it_was(self._watch.torrent(DEAD.release)), whole)
        self._teller.require(
            DEAD.release not in {entry.source_title for entry in self._radarr.blocklist.entries},
            f"{DEAD.release} is off Radarr's blocklist",
        )
        deadline = time.monotonic() + STAYS_FOR
        self._teller.until(lambda: time.monotonic() > deadline, "")
        self._teller.require(_as_it_was(self._watch.torrent(DEAD.release)), f"{whole}, and stays so")
        self._teller.require(
            self._radarr.searches.count(self._dead_movie) == 2, f"{DEAD.title} is not searched for again"
        )
        self._screen.result(
            f"{whole} ({LABEL}), and off Radarr's blocklist. It stays, though it still gets no data.",
            good=True,
        )

    def _arrives(self, film: Film) -> None:
        """Wait until the client lists a film."""
        self._teller.until(lambda: self._watch.torrent(film.release) is not None, f"Radarr adds {film.release}")
        self._stage.added(film, self._here(film).hash)

    def _import_of(self, film: Film) -> str:
        """Wait until a film is in the library as it should be; how long each step took."""
        torrent = self._here(film).hash
        self._teller.until(lambda: torrent in self._watch.complete_at, f"{film.title} completes")
        complete = self._watch.complete_at[torrent]
        row = self._teller.told(lambda: self._row(torrent), f"Radarr imports {film.title}")
        confirmed = self._teller.told(
            lambda: self._watch.confirmed_at.get(torrent), f"qbitrr sees {film.title} imported"
        )
        here = self._here(film)
        source, file = Path(row.details["droppedPath"]), Path(row.details["importedPath"])
        self._teller.require(file.is_file() and file.samefile(source), f"{file} is a hard link to what seeds")
        self._teller.require(here.state in (State.SEEDING, State.STALLED), f"{film.title} seeds on")
        return (
            f"{took(complete, self._order_after(complete), row.date, confirmed)} "
            f"The file is a hard link, and the torrent seeds on: {file.relative_to(self._library)}"
        )

    def _order_after(self, moment: float) -> float | None:
        """When qbitrr told Radarr to look at its downloads, after a moment or just before it was noticed here."""
        return next(
            (
                command.queued
                for command in self._radarr.commands.memory
                if command.name == "RefreshMonitoredDownloads"
                and command.trigger == "manual"
                and command.queued > moment - 4 * LOOK_EVERY
            ),
            None,
        )

    def _row(self, torrent: str) -> HistoryRow | None:
        rows = self._radarr.history.of(torrent.upper())
        return next((row for row in rows if row.event == "downloadFolderImported"), None)

    def _tag(self, film: Film, tag: str) -> None:
        self._screen.line("you", f"tag {film.release}: {tag}")
        self._client.add_tags(self._here(film).hash, frozenset({tag}))

    def _here(self, film: Film) -> Torrent:
        torrent = self._watch.torrent(film.release)
        if torrent is None:
            raise DidNotHappen(f"{film.release} is not in the client any more")
        return torrent


def _as_it_was(torrent: Torrent | None) -> bool:
    return (
        torrent is not None
        and torrent.state is not State.STOPPED
        and torrent.category == CATEGORY
        and torrent.tags == {LABEL}
    )


def took(complete: float, order: float | None, imported: float, confirmed: float) -> str:
    """How long each step of an import took. On a busy machine Radarr's own look may come before qbitrr's order."""
    if order is None or order > imported:
        ordered = "Radarr looked by itself before qbitrr told it to"
    else:
        ordered = f"it took {_after(order, complete)} to qbitrr's order"
    return (
        f"From the moment it is complete in qBittorrent {ordered}, {_after(imported, complete)} to the file in the "
        f"library, {_after(confirmed, complete)} to qbitrr's knowing so from Radarr's history."
    )


def _after(moment: float, start: float) -> str:
    return f"{max(0.0, moment - start):.1f} s"
