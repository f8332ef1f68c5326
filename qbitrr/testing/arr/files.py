"""How a simulated Arr takes files out of a download: which, and by hard link, copy or move."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

VIDEOS = frozenset((".mkv", ".mp4", ".avi", ".m4v", ".ts", ".mov", ".webm", ".wmv"))
ARCHIVES = frozenset((".rar", ".r00"))
ARCHIVE_THAT_MATTERS = 10 * 1024 * 1024  # bytes


def video_files(path: Path) -> list[Path]:
    """The videos of a file or folder, largest first, samples left out."""
    candidates = [path] if path.is_file() else sorted(path.rglob("*")) if path.is_dir() else []
    videos = [file for file in candidates if file.suffix.lower() in VIDEOS and file.is_file() and not _sample(file)]
    return sorted(videos, key=lambda file: file.stat().st_size, reverse=True)


def place(source: Path, destination: Path, *, move: bool) -> None:
    """Bring a file into the library, replacing what is there; a hard link where the disk allows it."""
    destination.parent.mkdir(parents=True, exist_ok=True)
    if source.exists() and destination.exists() and source.samefile(destination):
        return
    arriving = destination.with_name(f".{destination.name}.part")
    arriving.unlink(missing_ok=True)
    if move:
        shutil.move(source, arriving)
    else:
        try:
            os.link(source, arriving)
        except OSError:  # another disk, or one that knows no hard links
            shutil.copy2(source, arriving)
    arriving.replace(destination)


def delete_if_emptied(folder: Path, importable: Callable[[Path], list[Path]]) -> None:
    """After a move the app deletes the folder unless a file to import or a large archive is left in it."""
    if not folder.is_dir() or importable(folder):
        return
    archives = (file for file in folder.rglob("*") if file.suffix.lower() in ARCHIVES)
    if not any(file.stat().st_size > ARCHIVE_THAT_MATTERS for file in archives):
        shutil.rmtree(folder)


def _sample(file: Path) -> bool:
    return "sample" in file.name.lower()
