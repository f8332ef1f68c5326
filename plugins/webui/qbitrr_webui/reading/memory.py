"""How much memory a process has for itself, where the system tells."""

from __future__ import annotations

import re
from pathlib import Path

PROC = Path("/proc")

_PSS = re.compile(rb"^Pss:\s+(\d+) kB", re.MULTILINE)


def share_of(pid: int, proc: Path = PROC) -> int | None:
    """Its proportional share in bytes, in which what is shared by many counts once; None when it is not told."""
    try:
        said = _PSS.search((proc / str(pid) / "smaps_rollup").read_bytes())
    except OSError:
        return None
    return int(said[1]) * 1024 if said else None
