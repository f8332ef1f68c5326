"""The folder that outlives the container: whose it is, and whether it can be written."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .identity import Identity, Refused

log = logging.getLogger("container")


def give(folder: Path, identity: Identity) -> None:
    """Let everything in it belong to whoever qbitrr is. A file system that does not allow it is said, once."""
    for path in (folder, *_below(folder)):
        try:
            now = path.lstat()
            if (now.st_uid, now.st_gid) != (identity.user, identity.group):
                os.lchown(path, identity.user, identity.group)
        except FileNotFoundError:
            continue  # somebody else tidies up meanwhile
        except OSError as error:
            log.warning("%s cannot be given to user %d: %s.", path, identity.user, error.strerror)
            return


def _below(folder: Path) -> Iterator[Path]:
    """Everything on the same file system; links are not followed."""
    device = folder.stat().st_dev
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if (Path(parent) / name).lstat().st_dev == device]
        yield from (Path(parent) / name for name in (*folders, *files))


def require_writable(folder: Path) -> None:
    """Raises Refused, with the remedy, when nothing can be kept there."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return
    except OSError as error:
        whose = folder.stat() if folder.exists() else None
        owner = f"it belongs to {whose.st_uid}:{whose.st_gid}" if whose else "it is not there"
        we = f"{os.geteuid()}:{os.getegid()}"
        raise Refused(
            f"{folder} cannot be written by {we} ({error.strerror}; {owner}). Mount a folder there that can: "
            f"on the host, chown {we} FOLDER; or set PUID and PGID to its owner."
        ) from error
