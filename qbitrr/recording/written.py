"""What was last written down of a torrent, and what is different of it now."""

from __future__ import annotations

from datetime import datetime

from ..domain import Classification, Decision, Download, Torrent
from ..facts import ImportHistory
from . import packing

type Once = tuple[object, ...]
"""What of a torrent is written down as soon as it changes."""

SOME_FILES = "some_files"
"""The name under which some files of a torrent are written, each as its number, tenths, and whether it is wanted."""

ABOUT = ("claim", "imported", "failed", "protected", "by_us")
"""What qbitrr knows of a torrent besides what the client says: it is written as soon as it changes."""

_NAMES = (*packing.AT_ONCE, *ABOUT)


class Written:
    """What was last written down of a torrent."""

    __slots__ = ("_files", "_moving", "once", "torrent")

    def __init__(self, torrent: Torrent, once: Once) -> None:
        self.torrent = torrent
        self.once = once
        self._moving = packing.moving_of(torrent)
        self._files = None if torrent.files is None else packing.files(torrent.files)

    def change(self, torrent: Torrent, once: Once) -> dict[str, object]:
        """What is different, to be written down now; empty when nothing is."""
        values: dict[str, object] = {}
        if once != self.once:
            values = {
                name: _plain(new) if name in ABOUT else packing.packed(name, new)
                for name, old, new in zip(_NAMES, self.once, once, strict=True)
                if old != new
            }
            self.once = once
        moving = packing.moving_of(torrent)
        if moving != self._moving:
            values |= {
                name: new for name, old, new in zip(packing.MOVING, self._moving, moving, strict=True) if old != new
            }
            self._moving = moving
        if torrent.files is not self.torrent.files:
            values |= self._change_of_files(torrent)
        self.torrent = torrent
        return values

    def _change_of_files(self, torrent: Torrent) -> dict[str, object]:
        """Only the shares of some, or all of it."""
        before = self._files
        after = self._files = None if torrent.files is None else packing.files(torrent.files)
        if after == before:
            return {}
        if after is None or before is None or [one[:3] for one in after] != [one[:3] for one in before]:
            return {"files": after}
        return {SOME_FILES: [[one[0], *one[3:]] for one, old in zip(after, before, strict=True) if one != old]}


def whole(torrent: Torrent, once: Once) -> dict[str, object]:
    """Everything, of a torrent that nothing was written down of."""
    return packing.whole(torrent) | dict(zip(ABOUT, map(_plain, once[-len(ABOUT) :]), strict=True))


def once_of(decision: Decision, download: Download | None, history: ImportHistory | None, *, by_us: bool) -> Once:
    """``by_us``: whether it is stopped, and by us."""
    torrent = decision.torrent
    return (
        *packing.once_of(torrent),
        decision.classification,
        download.imported_at if download else None,
        history.failed(torrent.hashes) if history else None,
        download.protected if download else "",
        by_us,
    )


def _plain(about: object) -> object:
    if isinstance(about, Classification):
        return [about.media_id, about.title, list(about.pack), about.library]
    return packing.seconds(about) if isinstance(about, datetime) else about
