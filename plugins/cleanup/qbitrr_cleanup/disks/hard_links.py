"""How often the files of a torrent are linked, and how many of these links are downloads."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

type Inode = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Links:
    """What is known of a torrent's files: how many, how many of them the library has, and whether others share them."""

    files: int
    in_library: int
    shared: bool

    @property
    def is_last_copy(self) -> bool:
        """Whether the library has none of them."""
        return self.in_library == 0


def links_of(path: Path, inside: Mapping[Inode, int]) -> Links | None:
    """What is known of the files at ``path``; None when there are none. Raises OSError when not all can be seen.

    ``inside`` says how many links each file has below the download folders, counted earlier: what is linked more often
    is somewhere else too, which is the library.
    """
    seen = [(one.st_dev, one.st_ino, one.st_nlink) for one in _files(path)]
    if not seen:
        return None
    counts = [(nlink, max(1, inside.get((device, inode), 1))) for device, inode, nlink in seen]
    return Links(
        files=len(counts),
        in_library=sum(nlink > downloads for nlink, downloads in counts),
        shared=any(downloads > 1 for _, downloads in counts),
    )


def count_links(folders: Iterable[Path]) -> dict[Inode, int]:
    """How many links each file that has several has below these folders. Raises OSError when not all can be seen."""
    found: Counter[Inode] = Counter()
    for folder in outermost(folders):
        found.update((one.st_dev, one.st_ino) for one in _files(folder) if one.st_nlink > 1)
    return dict(found)


def _files(path: Path) -> Iterator[os.stat_result]:
    """Every regular file at or below a path; links to elsewhere are not followed."""
    told = path.lstat()
    if stat.S_ISREG(told.st_mode):
        yield told
    if not stat.S_ISDIR(told.st_mode):
        return
    for folder, _, names in os.walk(path, onerror=_raise):
        for name in names:
            one = Path(folder, name).lstat()
            if stat.S_ISREG(one.st_mode):
                yield one


def outermost(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The folders without those that lie within others: each file is counted once."""
    known = sorted(set(folders))
    return tuple(one for one in known if not any(other != one and one.is_relative_to(other) for other in known))


def _raise(error: OSError) -> None:
    raise error
