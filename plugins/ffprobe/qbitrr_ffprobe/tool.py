"""Which ffprobe is used: the one of the configuration, the one on the PATH, or one that was downloaded."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from .errors import NoTool
from .options import Options
from .running import Limits, Runner
from .supply import Supply, Wish
from .unpacking import PROGRAM


class Tool:
    """Looks for ffprobe each time it is asked: one may be installed meanwhile."""

    def __init__(self, config: Options, folder: Path | None, *, dry_run: bool) -> None:
        self._path = config.path
        self._none = ""
        self._supply: Supply | None = None
        place = Path(config.folder).expanduser() if config.folder else folder and folder / PROGRAM
        if not config.download:
            self._none = "there is none on the PATH, and Download is off"
        elif place is None:
            self._none = "the data folder is not known: set Folder to have it downloaded"
        elif dry_run:
            self._none = "there is none on the PATH, and a dry run downloads nothing"
        else:
            self._supply = Supply(Wish(config.source, config.sha256, config.member, place), runs)

    def find(self) -> str:
        """The program to run. Raises NoTool."""
        if self._path:
            path = Path(self._path).expanduser()
            if path.is_file() and os.access(path, os.X_OK):
                return str(path.absolute())
            raise NoTool(f"there is no program at Path = {self._path}")
        if found := shutil.which(PROGRAM):
            return str(Path(found).absolute())
        if self._supply is None:
            raise NoTool(self._none)
        return str(self._supply.find())

    def stop(self) -> None:
        if self._supply:
            self._supply.stop()


def runs(program: Path) -> bool:
    """Whether a program is an ffprobe that this machine can run."""
    try:
        said = Runner(Limits(seconds=10, memory=2 * 1024**3)).run([str(program), "-version"])
    except OSError:
        return False
    return said.code == 0 and said.out.startswith(f"{PROGRAM} version")
