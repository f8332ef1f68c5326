"""What people are told of actions and torrents: plain words, and no name that fills a page."""

from __future__ import annotations

from .actions import Action
from .domain import Torrent

LONGEST = 200
"""Characters of a torrent's name that are told; file systems allow hardly more."""

_TO_DO = {
    "wait": "have its import wait",
    "recheck": "check it again",
    "tag": "change its tags",
    "categorize": "change its category",
    "deselect": "leave out some of its files",
    "limit": "set its speed limits",
    "superseed": "switch its super-seeding",
    "edittrackers": "change its trackers",
    "reannounce": "announce it again",
    "promote": "move it to the top of the queue",
    "expire": "end its quarantine now",
}
_NOUNS = {
    "remove": "removal",
    "reject": "rejection",
    "delete": "deletion",
    "tag": "change of tags",
    "categorize": "change of category",
    "deselect": "choice of files",
    "limit": "change of speed limits",
    "superseed": "change of super-seeding",
    "edittrackers": "change of trackers",
    "reannounce": "announcement",
    "promote": "move to the top of the queue",
    "expire": "end of quarantine",
}


def to_do(action: Action) -> str:
    """What an action does, as in ``the rule proposes to …``."""
    return doing(action.kind)


def doing(kind: str) -> str:
    """What an action of this kind does; ``kind`` is how the ledger calls it."""
    return _TO_DO.get(kind, f"{kind} it")


def noun(action: Action) -> str:
    """An action as a thing of its torrent, as in ``its … was refused``."""
    return _NOUNS.get(action.kind, action.kind)


def called(torrent: Torrent) -> str:
    """A torrent's name for one line; the beginning of its hash where it has none."""
    named = torrent.name if torrent.name.strip() else torrent.hash[:10]
    return named if len(named) <= LONGEST else f"{named[: LONGEST - 1]}…"
