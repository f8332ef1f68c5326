"""Where a file of the client is in the eyes of an Arr app, and the way back. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PathMapping:
    """The same folder as the client and as the app call it."""

    client: str
    arr: str


def to_arr(path: str, mappings: Iterable[PathMapping]) -> str:
    """The client's path as the app calls it; unchanged when no mapping contains it."""
    return _translate(path, ((one.client, one.arr) for one in mappings))


def to_client(path: str, mappings: Iterable[PathMapping]) -> str:
    """The app's path as the client calls it; unchanged when no mapping contains it."""
    return _translate(path, ((one.arr, one.client) for one in mappings))


def _translate(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Replace the longest prefix that ends where a folder ends, in the separators of the target's system."""
    inside = [(_bare(before), _bare(after)) for before, after in pairs if _contains(_bare(before), path)]
    if not inside:
        return path
    before, after = max(inside, key=lambda pair: len(pair[0]))
    rest = path[len(before) :]
    separator = "\\" if "\\" in after else "/"
    return (after + rest.replace("\\", "/").replace("/", separator)) or separator


def _bare(folder: str) -> str:
    return folder.rstrip("/\\")


def _contains(folder: str, path: str) -> bool:
    return path == folder or path.startswith((f"{folder}/", f"{folder}\\"))
