"""Where a file of the client is in the eyes of an Arr app. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PathMapping:
    """The same folder as the client and as the app call it."""

    client: str
    arr: str


def to_arr(path: str, mappings: Iterable[PathMapping]) -> str:
    """The client's path as the app calls it, in its separators; unchanged when no mapping contains it.

    The longest folder that contains the path decides.
    """
    pairs = [(_bare(one.client), _bare(one.arr)) for one in mappings]
    inside = [(before, after) for before, after in pairs if _contains(before, path)]
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
