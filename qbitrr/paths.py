"""What qbitrr, and another client, call a client's file: each may run in another container or machine. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    return _below(after, path[len(before) :])


def spellings(path: str, instance: str, other: str, mappings: Sequence[PathMapping]) -> frozenset[str]:
    """All that an ``other`` client may call the file that ``instance`` calls so, or a part of it.

    What no mapping says is not known to be elsewhere: the path itself, and what qbitrr calls it, are among them.
    """
    here = local(path, instance, mappings)
    found = {path, here}
    for one in mappings:
        if one.instance in ("", other):
            ours, theirs = _bare(one.here), _bare(one.client)
            found |= {_below(theirs, here[len(ours) :])} if _contains(ours, here) else set()
            found |= {theirs or "/"} if _contains(here, ours) else set()
    return frozenset(found)


def _below(folder: str, rest: str) -> str:
    return (folder + (rest if "\\" in folder else rest.replace("\\", "/"))) or "/"


def _bare(folder: str) -> str:
    return folder.rstrip("/\\")


def _contains(folder: str, path: str) -> bool:
    return path == folder or path.startswith((f"{folder}/", f"{folder}\\"))
