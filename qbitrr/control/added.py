"""Third-party plugins that a container was to install and could not, as it wrote beside them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

FILE = Path("plugins") / "status.json"


@dataclass(frozen=True, slots=True)
class NotAsWanted:
    """What was to be installed, in pip's words, what has become of it, and why."""

    requirement: str
    status: str
    reason: str

    def __str__(self) -> str:
        return f"the plugin {self.requirement} is {self.status}: {self.reason}"


def not_as_wanted(folder: Path) -> tuple[NotAsWanted, ...]:
    """Nothing where all is well, or where no container has installed anything."""
    try:
        plugins = json.loads((folder / FILE).read_text(encoding="utf-8"))["plugins"]
        said = [NotAsWanted(str(one["requirement"]), str(one["outcome"]), str(one["reason"])) for one in plugins]
    except (OSError, ValueError, TypeError, KeyError):
        return ()
    return tuple(one for one in said if one.reason)
