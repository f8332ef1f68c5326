"""Which log files there are: one a process, with what was rotated away of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from qbitrr.logs import FILES_KEPT, file_name

from ..errors import NotFound
from ..shapes.logs import LogFile

ENDING = ".log"


@dataclass(frozen=True, slots=True)
class LogName:
    """One log: ``newest`` is the file that is written to; ``files`` are all of it, the oldest first."""

    name: str
    newest: Path

    @property
    def files(self) -> tuple[Path, ...]:
        rotated = (self.newest.with_name(f"{self.newest.name}.{number}") for number in range(FILES_KEPT, 0, -1))
        return tuple(path for path in (*rotated, self.newest) if is_plain(path))


def logs_in(folder: Path) -> tuple[LogName, ...]:
    """All logs in the folder, by name. Links are none."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(
                entry.name for entry in entries if entry.name.endswith(ENDING) and entry.is_file(follow_symlinks=False)
            )
    except OSError:
        return ()
    return tuple(LogName(name.removesuffix(ENDING), folder / name) for name in names)


def log_named(folder: Path, name: str) -> LogName:
    """The log of that name, if the folder's own listing has it: a name is never a path. Raises NotFound."""
    found = next((log for log in logs_in(folder) if log.name == name), None)
    if found is None:
        raise NotFound("There is no log of this name.")
    return found


def log_files(folder: Path, processes: Iterable[str]) -> tuple[LogFile, ...]:
    """Each log and whose it is; its size is that of all its files."""
    owners = {file_name(process): process for process in processes}
    found = []
    for log in logs_in(folder):
        sizes, changed = 0, 0.0
        for path in log.files:
            try:
                status = path.stat(follow_symlinks=False)
            except OSError:
                continue  # rotated away just now
            sizes, changed = sizes + status.st_size, max(changed, status.st_mtime)
        process = owners.get(log.newest.name, log.name)
        found.append(LogFile(name=log.name, process=process, size=sizes, changed=datetime.fromtimestamp(changed, UTC)))
    return tuple(found)


def is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
