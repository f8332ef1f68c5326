"""The configuration file as it is now, and which version of it that is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from qbitrr.config.read import read_text

from ..context import Web
from .asking import example


@dataclass(frozen=True, slots=True)
class File:
    """One version of the file. Where there is none, its text is that of the example that would be written."""

    path: Path
    text: str
    fingerprint: str


def current(page: Web) -> File:
    """The file now. Raises ConfigError when it cannot be read."""
    path = page.place.config_file
    version = fingerprint(path)
    if path.exists() or path.is_symlink():
        return File(path, read_text(path), version)
    return File(path, example(page.place.folder), version)


def fingerprint(path: Path) -> str:
    """As ``qbitrr config show`` tells it; a file that is not there is as an empty one."""
    return hashlib.sha256(path.read_bytes() if path.exists() else b"").hexdigest()
