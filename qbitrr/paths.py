"""Where a client's file is in qbitrr's own eyes: the client may run in another container or machine. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PathMapping:
    """The same folder as a client and as qbitrr calls it; for every client when ``instance`` is empty."""

    client: str
    here: str
    instance: str = ""


def local(path: str, instance: str, mappings: Iterable[PathMapping]) -> str:
    """A client's path as qbitrr calls it; unchanged when no mapping contains it. The longest folder decides."""
    pairs = [(_bare(one.client), _bare(one.here)) for one in mappings if one.instance in ("", instance)]
    inside = [(before, after) for before, after in pairs if _contains(before, path)]
    if not inside:
        return path
    before, after = max(inside, key=lambda pair: len(pair[0]))
    rest = path[len(before) :].replace("\\", "/") if "\\" not in after else path[len(before) :]
    return (after + rest) or "/"


def _bare(folder: str) -> str:
    return folder.rstrip("/\\")


def _contains(folder: str, path: str) -> bool:
    return path == folder or path.startswith((f"{folder}/", f"{folder}\\"))
