"""Tags that a rule gives, and takes back only where it gave them: what a person tagged stays."""

from __future__ import annotations

from qbitrr import Host, Tag, Torrent


class GivenTags:
    """Which torrents a rule has given which tags, in its notes."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._taking: set[tuple[str, str]] = set()

    def change(self, torrent: Torrent, wanted: frozenset[str], among: frozenset[str], reason: str) -> Tag | None:
        """What is missing of the ``wanted`` tags, and what it has too much ``among`` those that the rule ever gives."""
        missing = wanted - torrent.tags
        too_many = (torrent.tags & among) - wanted
        surplus = too_many & self._of(torrent) if too_many else frozenset()
        if surplus:
            self._taking.add(torrent.key)
        elif torrent.key in self._taking:  # it was done
            self._taking.discard(torrent.key)
            self._keep(torrent, self._of(torrent) & torrent.tags)
        if not missing and not surplus:
            return None
        if missing:
            self._keep(torrent, self._of(torrent) | missing)
        return Tag(reason, add=missing, remove=surplus)

    def _keep(self, torrent: Torrent, tags: frozenset[str]) -> None:
        if not (self._host.dry_run or self._host.observing):
            self._host.notes.put(_key(torrent), sorted(tags) or None)

    def _of(self, torrent: Torrent) -> frozenset[str]:
        kept = self._host.notes.get(_key(torrent))
        return frozenset(map(str, kept)) if isinstance(kept, list) else frozenset()


def _key(torrent: Torrent) -> str:
    return "/".join(torrent.key)
