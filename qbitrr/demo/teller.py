"""Waits for what has to happen, and shows meanwhile what does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from ..errors import QbitrrError
from .films import OFFERED
from .program import Program
from .screen import Row, Screen
from .watch import Happening, Watch

LOOK_EVERY = 0.04
PATIENCE = 45.0
"""Seconds to wait for one thing to happen."""


class DidNotHappen(QbitrrError):  # noqa: N818 -- an answer for a person
    """A scene did not come to its end."""


class Teller:
    """Whoever tells the story while it happens."""

    def __init__(self, watch: Watch, screen: Screen, program: Program) -> None:
        self._watch, self._screen, self._program = watch, screen, program

    def go_on(self) -> None:
        """Narrate what happens, with no end of its own."""
        while not self._program.ended():
            self.narrate(self._watch.look())
            time.sleep(LOOK_EVERY)

    def until(self, condition: Callable[[], bool], meaning: str, *, quietly: bool = False) -> list[Happening]:
        """Narrate what happens until the condition holds, or ``quietly`` give it back. Raises DidNotHappen."""
        deadline = time.monotonic() + PATIENCE
        seen: list[Happening] = []
        while True:
            seen += self._watch.look()
            if not quietly:
                self.narrate(seen)
                seen = []
            self._screen.show(self._rows())
            if condition():
                return seen
            if self._program.ended():
                raise DidNotHappen(f"{meaning}; qbitrr has ended by itself")
            if time.monotonic() > deadline:
                raise DidNotHappen(f"{meaning}, within {PATIENCE:g} s")
            time.sleep(LOOK_EVERY)

    def told[T](self, question: Callable[[], T | None], meaning: str) -> T:
        """The first answer. Raises DidNotHappen."""
        answer: T | None = None

        def answered() -> bool:
            nonlocal answer
            answer = question()
            return answer is not None

        self.until(answered, meaning)
        assert answer is not None, "it was waited for"
        return answer

    def quote(self, *words: str) -> str:
        """Run a command of qbitrr's and show what it prints, and then what happened meanwhile."""
        self._screen.command(" ".join(("qbitrr", *words)))
        with self._program.answer(*words) as answer:
            meanwhile = self.until(lambda: answer.ready, f"qbitrr {words[0]} answers", quietly=True)
            text = answer.text()
            self._screen.plain(text)
            self.narrate(meanwhile)
            self.require(answer.status == 0, f"qbitrr {words[0]} ends well")
        return text

    def require(self, holds: object, meaning: str) -> None:
        if not holds:
            raise DidNotHappen(meaning)

    def narrate(self, happenings: Iterable[Happening]) -> None:
        for happening in happenings:
            self._screen.line(happening.who, happening.what)

    def _rows(self) -> Iterator[Row]:
        for film in OFFERED:
            torrent, download = self._watch.torrent(film.release), self._watch.download(film.release)
            if torrent:
                strikes = self._watch.strikes(film.release)
                yield Row(
                    title=f"{film.title}, {film.source}",
                    progress=torrent.progress,
                    state=torrent.state,
                    stage=download.stage if download else "",
                    remark=", ".join([*([f"strike {strikes}"] if strikes else []), *sorted(torrent.tags)]),
                )
