"""The file of what lets people in: the secret of the sessions, and hashes of the set-up token and of the API keys.

A file and not the database: signing in must work when the database does not, and what was revoked in a dry run, whose
database is a copy, must stay revoked.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from qbitrr import Unavailable
from qbitrr.config.problems import ConfigError
from qbitrr.config.write import write_text

FILE = "webui.key"
MODE = 0o600


@dataclass(frozen=True, slots=True)
class StoredKey:
    """An API key, of which only the hash is kept. ``last_used`` is empty until it was."""

    id: str
    name: str
    hash: str
    scopes: tuple[str, ...]
    created: str
    last_used: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is in the file. ``ended`` are sessions that were ended, and when each would have been over anyway."""

    secret: str
    setup: str = ""
    keys: tuple[StoredKey, ...] = ()
    ended: dict[str, float] = field(default_factory=dict)


class Keeping:
    """The file of one data folder; another process may change it. For all threads."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._lock = threading.RLock()
        self._seen: object = None
        self._kept: Kept | None = None

    @property
    def kept(self) -> Kept:
        """What is in it now; it is made when it is missing. Raises Unavailable when it cannot be read or made."""
        with self._lock:
            seen = self._stamp()
            if self._kept is None or seen != self._seen:
                self._kept = self._read() or self._made()
                self._seen = self._stamp()
            return self._kept

    @contextmanager
    def changing(self) -> Iterator[list[Kept]]:
        """Change it: what the one element of the list is at the end is written. Nobody else changes it meanwhile."""
        with self._lock, self._alone():
            before = self._read() or Kept(secrets.token_hex(32))
            box = [before]
            yield box
            if box[0] != before or not self._file.exists():
                self._write(box[0])

    def _made(self) -> Kept:
        with self.changing() as box:
            return box[0]

    def _read(self) -> Kept | None:
        try:
            said = json.loads(self._file.read_text(encoding="utf-8"))
            keys = tuple(StoredKey(**{**key, "scopes": tuple(key["scopes"])}) for key in said.pop("keys", ()))
            kept = Kept(**said, keys=keys)
            if len(kept.secret) >= 32:
                return kept
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable(f"{self._file} cannot be read: {error.strerror}. Let qbitrr's user read it.") from error
        except (ValueError, TypeError, KeyError, AttributeError):
            pass
        raise Unavailable(
            f"{self._file} is damaged. Delete it: then everybody signs in again, and API keys have to be made anew."
        )

    def _write(self, kept: Kept) -> None:
        try:
            if self._file.exists():
                self._file.chmod(MODE)  # a new one has that mode from its first moment
            write_text(self._file, json.dumps(asdict(kept), indent=1))
        except (OSError, ConfigError) as error:
            raise Unavailable(f"{self._file} cannot be written: {error}") from error
        self._kept, self._seen = kept, self._stamp()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold a lock on the folder: the file itself is replaced with every change."""
        try:
            descriptor = os.open(self._file.parent, os.O_RDONLY)
        except OSError as error:
            raise Unavailable(f"{self._file.parent} cannot be read: {error.strerror}") from error
        try:
            with suppress(OSError):  # some file systems have no locks; then this process alone is careful
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _stamp(self) -> object:
        try:
            status = self._file.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino, status.st_size


def renewed(kept: Kept) -> Kept:
    """With a new secret: every session is over."""
    return replace(kept, secret=secrets.token_hex(32), ended={})
