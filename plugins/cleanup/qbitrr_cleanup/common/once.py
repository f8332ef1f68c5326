"""Judge once what two hooks ask of a rule about the same torrent, one right after the other."""

from __future__ import annotations

from collections.abc import Callable
from operator import is_


class Once[*About, Said]:
    """What ``judge`` said last: said again as long as it is asked about the very same things."""

    def __init__(self, judge: Callable[[*About], Said]) -> None:
        self._judge = judge
        self._last: tuple[tuple[*About], Said] | None = None

    def __call__(self, *about: *About) -> Said:
        if self._last is not None and all(map(is_, about, self._last[0])):
            return self._last[1]
        said = self._judge(*about)
        self._last = about, said
        return said

    def forget(self) -> None:
        """Something else has changed on which it depends."""
        self._last = None
