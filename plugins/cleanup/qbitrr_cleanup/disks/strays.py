"""Files on disk that belong to no torrent: finding them, and moving them where they can be taken back from."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatch
from pathlib import Path

from qbitrr import Inventory

from .sights import UNFINISHED, alike

NEVER = ("*.parts", "lost+found/*", ".Trash*", "*@eaDir/*", ".stfolder*", ".DS_Store", "desktop.ini", "Thumbs.db")
"""What clients, file systems and other programs keep beside downloads: patterns of names and of paths below a root."""


class NotCertain(Exception):  # noqa: N818 -- a result
    """It cannot be said which files are strays; the sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Stray:
    """One file that no torrent owns, as it was when it was found. ``size`` in bytes."""

    path: Path
    size: int
    changed: datetime
    inode: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Owners:
    """What torrents own, by names that are alike on every file system: whole folders and single files."""

    files: frozenset[str]
    folders: frozenset[str]

    @classmethod
    def of(cls, inventory: Inventory, here: Callable[[str, str], Path]) -> Owners:
        """``here`` says where a client's path is for this process."""
        files, folders = set(), set()
        for one in inventory:
            for path in one.files:
                name = alike(here(one.client, path))
                files |= {name, alike(f"{here(one.client, path)}{UNFINISHED}")}
            if one.content_path and one.content_path.rstrip("/\\") != one.save_path.rstrip("/\\"):
                folders.add(alike(here(one.client, one.content_path)))
        return cls(frozenset(files), frozenset(folders))

    def own(self, path: Path) -> bool:
        """Whether a torrent owns this file, or a folder around it."""
        name = alike(path)
        return name in self.files or name in self.folders or any(alike(one) in self.folders for one in path.parents)


def find(
    roots: Iterable[Path],
    owners: Owners,
    *,
    now: datetime,
    min_age: timedelta,
    ignore: Collection[str] = (),
    apart: Collection[Path] = (),
) -> tuple[tuple[Stray, ...], int]:
    """The strays below these folders, and how many files are there in all; what lies ``apart`` counts as neither.

    Raises NotCertain when a folder cannot be seen, or when no torrent has a file in it: then it is not where the
    torrents' files are, and everything in it would look like a stray.
    """
    strays: list[Stray] = []
    count = 0
    for root in roots:
        owned = 0
        for path, told in _files(root):
            if any(path.is_relative_to(folder) for folder in apart):
                continue
            count += 1
            if owners.own(path):
                owned += 1
            elif not _is_left_alone(path.relative_to(root), ignore) and _is_old(told, now, min_age):
                moment = datetime.fromtimestamp(told.st_mtime, UTC)
                strays.append(Stray(path, told.st_size, moment, (told.st_dev, told.st_ino)))
        if not owned:
            raise NotCertain(
                f"no torrent has a file in {root}: is it the right folder, mounted, and in Settings.PathMappings?"
            )
    return tuple(strays), count


def move(strays: Iterable[Stray], holding: Path, now: datetime) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Move strays, by renaming only: where to, and what stayed and why.

    Each comes to lie below its whole former path, in a folder of today in ``holding``.
    """
    moved: list[Path] = []
    left: list[str] = []
    for one in strays:
        try:
            moved.append(_moved(one, holding / f"{now:%Y-%m-%d}"))
        except OSError as error:
            left.append(f"{one.path}: {error.strerror or error}")
    return tuple(moved), tuple(left)


def _moved(stray: Stray, folder: Path) -> Path:
    told = stray.path.lstat()
    if (told.st_dev, told.st_ino) != stray.inode or told.st_size != stray.size:
        raise OSError(0, "it has changed since it was found")
    target = _free(folder / stray.path.relative_to(stray.path.anchor))
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.parent.stat().st_dev != told.st_dev:
        raise OSError(0, "the holding folder is on another disk; choose one on the same")
    stray.path.rename(target)
    return target


def _free(target: Path) -> Path:
    """A path that nothing has: what is held is never overwritten."""
    number, found = 1, target
    while os.path.lexists(found):
        number += 1
        found = target.with_name(f"{target.name}.{number}")
    return found


def _files(root: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Every regular file below a folder. Raises NotCertain when not all can be seen."""

    def refuse(error: OSError) -> None:
        raise NotCertain(f"{error.filename} cannot be read: {error.strerror}") from error

    for folder, _, names in os.walk(root, onerror=refuse):
        for name in names:
            path = Path(folder, name)
            try:
                told = path.lstat()
            except FileNotFoundError:  # it went meanwhile
                continue
            except OSError as error:
                refuse(error)
            if stat.S_ISREG(told.st_mode):
                yield path, told


def _is_left_alone(path: Path, ignore: Collection[str]) -> bool:
    patterns = (*NEVER, *ignore)
    return any(fnmatch(str(path), one) or fnmatch(path.name, one) for one in patterns)


def _is_old(told: os.stat_result, now: datetime, min_age: timedelta) -> bool:
    newest = max(told.st_mtime, told.st_ctime)
    return (now - datetime.fromtimestamp(newest, UTC)) >= min_age
