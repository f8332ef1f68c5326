"""Bring a file of an earlier version up to date, step by step, after a backup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .problems import ConfigError, Problem
from .read import read
from .write import open_document, save, write_text

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

type Migration = Callable[[TOMLDocument], None]


@dataclass(frozen=True, slots=True)
class Migrated:
    """From which version to which, and where the file as it was is kept; a None version is another program's."""

    before: int | None
    after: int | None
    backup: Path | None = None
    problems: tuple[Problem, ...] = ()


def begin_versions(document: TOMLDocument) -> None:
    """0 to 1: a file without a version says which it has. Nothing else changes, the version itself is set for all."""
    document.setdefault("Settings", {})


MIGRATIONS: tuple[Migration, ...] = (begin_versions,)
"""The one at position N leads from version N to N + 1."""


def migrate(path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> Migrated:
    """Migrate the file in place. A newer file and another program's are left as they are.

    Raises ``ConfigError`` when the file cannot be read; one that cannot be written is a problem that stops nothing.
    """
    before = version_of(read(path))
    if before is None or before >= len(migrations):
        return Migrated(before, before)
    document = open_document(path)
    for step in migrations[before:]:
        step(document)
    document["Settings"]["ConfigVersion"] = len(migrations)
    try:
        backup = _back_up(path, before)
        save(path, document)
    except ConfigError as error:
        hint = f"the file stays at version {before}: {error}"
        return Migrated(before, before, problems=(Problem("Settings", "ConfigVersion", hint=hint, fatal=False),))
    return Migrated(before, len(migrations), backup)


def version_of(document: dict[str, object]) -> int | None:
    """The version of a file's layout, 0 where it says none; None where it is another program's."""
    settings = document.get("Settings", {})
    version = settings.get("ConfigVersion", 0) if isinstance(settings, dict) else None
    return version if isinstance(version, int) and not isinstance(version, bool) else None


def _back_up(path: Path, version: int) -> Path:
    """Copy the file beside itself. An earlier backup is never overwritten."""
    names = (path.with_name(f"{path.name}.{version}{extra}.bak") for extra in ("", *(f"-{n}" for n in range(2, 1000))))
    backup = next(name for name in names if not name.exists())
    write_text(backup, path.read_text(encoding="utf-8-sig"))
    return backup
