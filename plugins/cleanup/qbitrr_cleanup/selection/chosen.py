"""Which files were left out of which torrents, over restarts: a person who selects one again is not overruled."""

from __future__ import annotations

from qbitrr import Facts, Notes, View

type Key = tuple[str, str]


class LeftOut:
    """Kept in one note for all torrents whose hashes begin alike, so that what is gone can be forgotten."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._read: dict[str, dict[str, frozenset[int]]] = {}

    def get(self, key: Key) -> frozenset[int]:
        """The files of a torrent that were left out, by their index."""
        return self._shelf(key).get(_name(key), frozenset())

    def add(self, key: Key, files: frozenset[int], facts: Facts) -> None:
        """Remember more of them, and forget torrents that are no longer there."""
        shelf = {name: kept for name, kept in self._shelf(key).items() if not _is_gone(name, facts)}
        shelf[_name(key)] = self.get(key) | files
        self._read[_shelf_of(key)] = shelf
        self._notes.put(_shelf_of(key), {name: sorted(kept) for name, kept in shelf.items()})

    def _shelf(self, key: Key) -> dict[str, frozenset[int]]:
        name = _shelf_of(key)
        if name not in self._read:
            kept = self._notes.get(name)
            self._read[name] = (
                {one: frozenset(files) for one, files in kept.items() if isinstance(files, list)}
                if isinstance(kept, dict)
                else {}
            )
        return self._read[name]


def _shelf_of(key: Key) -> str:
    return f"left out {key[1][:2]}"


def _name(key: Key) -> str:
    return f"{key[1]}/{key[0]}"


def _is_gone(name: str, facts: Facts) -> bool:
    """Whether its client's complete list does not have it."""
    torrent_hash, _, client = name.partition("/")
    seen = facts.get("torrents", client)
    if seen is None or not seen.complete or not isinstance(seen.value, View):
        return False
    return torrent_hash not in seen.value.torrents
