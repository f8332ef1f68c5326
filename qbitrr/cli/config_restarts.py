"""Which processes would start anew if another configuration took the place of the one in use."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from ..config.places import CONFIG_FILE
from ..control.place import Place
from ..plan import Planner
from ..processes.children import PlanError


def restarts(place: Place, candidate: Path) -> tuple[str, ...]:
    """Their names: those of which something differs, and those that would be new."""
    with TemporaryDirectory(prefix="qbitrr-") as folder:
        planner = Planner(Path(folder), os.environ, place.lasting_database)
        before = _planned(planner, place.config_file, Path(folder))
        after = _planned(planner, candidate, Path(folder))
    return tuple(name for name, version in after.items() if before.get(name) != version)


def _planned(planner: Planner, file: Path, folder: Path) -> dict[str, str]:
    """Each process that is wanted, and what makes a new one necessary; none when the file cannot be read."""
    if not file.exists():
        return {}
    shutil.copyfile(file, folder / CONFIG_FILE)
    try:
        return {child.name: child.fingerprint for child in planner().children}
    except PlanError:
        return {}
