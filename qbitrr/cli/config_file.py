"""The configuration that a command is to look at: the one in use, another file, or what comes on standard input."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ..config.configuration import Configuration, load
from ..config.places import CONFIG_FILE
from ..config.write import write_text
from ..control.place import Place

STANDARD_INPUT = "-"


@contextmanager
def meant(place: Place, file: str | None) -> Iterator[Path]:
    """The file to read. Standard input is put into a private folder for so long, as it may hold secrets."""
    if file == STANDARD_INPUT:
        with written(sys.stdin.read()) as path:
            yield path
    else:
        yield Path(file).expanduser() if file else place.config_file


@contextmanager
def written(text: str) -> Iterator[Path]:
    """A file of this text that nobody else can read, and that is gone afterwards."""
    with TemporaryDirectory(prefix="qbitrr-") as folder:
        path = Path(folder) / CONFIG_FILE
        write_text(path, text)
        yield path


def configuration_of(path: Path) -> Configuration:
    """What a file and the environment say; where there is no file, the environment alone. Raises ConfigError."""
    if path.exists() or path.is_symlink():
        return load(path, os.environ)
    with written("") as empty:
        return load(empty, os.environ)


def fingerprint(path: Path) -> str:
    """Which version of the file this is; one that is not there is as an empty one."""
    return hashlib.sha256(path.read_bytes() if path.exists() else b"").hexdigest()
