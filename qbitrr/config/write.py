"""Write the file: whole or not at all, comments and order kept."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from enum import Enum
from pathlib import Path, PurePath

import tomlkit
from pydantic import SecretStr
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError

from .problems import ConfigError
from .read import read_text
from .types import duration_text

PRIVATE = stat.S_IRUSR | stat.S_IWUSR


def open_document(path: Path) -> TOMLDocument:
    """The file with its comments. Raises ``ConfigError`` when it cannot be read."""
    text = read_text(path)
    try:
        return tomlkit.parse(text)
    except TOMLKitError as error:
        raise ConfigError(path, str(error), remedy="Correct the file first") from None


def save(path: Path, document: TOMLDocument) -> None:
    """Replace the file at once. Its permissions stay; a symbolic link stays one. Raises ``ConfigError``."""
    text = tomlkit.dumps(document)
    try:
        sound = tomllib.loads(text) == document.unwrap()
    except tomllib.TOMLDecodeError:
        sound = False
    if not sound:
        raise ConfigError(path, "the change cannot be written without damage", remedy="Make it by hand")
    write_text(path, text)


def write_text(path: Path, text: str) -> None:
    """Replace a file's text: after a crash there is the old text or the new, never half of one."""
    target = path.resolve()
    try:
        before = target.stat() if target.exists() else None
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with contextlib.ExitStack() as cleanup:
            cleanup.callback(Path(name).unlink, missing_ok=True)
            with os.fdopen(descriptor, "wb") as file:
                _like(before, descriptor)
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            _put_in_place(Path(name), target)
    except OSError as error:
        reason = f"it cannot be written ({error.strerror})"
        raise ConfigError(path, reason, remedy="Let qbitrr's user write to the file and its folder") from error


def plain(value: object) -> object:
    """A value as TOML can hold it; secrets as they are, for they belong in the file."""
    match value:
        case timedelta():
            return duration_text(value)
        case SecretStr():
            return value.get_secret_value()
        case PurePath():
            return str(value)
        case Enum():
            return plain(value.value)
        case Mapping():
            return {name: plain(part) for name, part in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(part) for part in value]
    return value


def _like(before: os.stat_result | None, descriptor: int) -> None:
    os.fchmod(descriptor, stat.S_IMODE(before.st_mode) if before else PRIVATE)
    if before and (before.st_uid, before.st_gid) != (os.geteuid(), os.getegid()):
        # Only root may give files away, and only root needs to.
        with contextlib.suppress(PermissionError):
            os.fchown(descriptor, before.st_uid, before.st_gid)


def _put_in_place(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except OSError as error:
        if error.errno != errno.EBUSY:
            raise
        # A single file mounted into a container cannot be replaced, only written.
        with target.open("wb") as file:
            file.write(temporary.read_bytes())
            file.flush()
            os.fsync(file.fileno())
        return
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
