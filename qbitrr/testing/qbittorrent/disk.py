"""The files of complete torrents, sparse, below one folder and nowhere else."""

from __future__ import annotations

import shutil
from pathlib import Path

from .torrents import SimulatedTorrent


class SimulatedDisk:
    """Without a folder there are no files, and nothing is ever missing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def present(self, torrent: SimulatedTorrent) -> bool:
        """All wanted files are there in their full size."""
        return not self.folder or all(
            path.is_file() and path.stat().st_size == size for path, size in self._paths(torrent)
        )

    def write(self, torrent: SimulatedTorrent) -> None:
        """Make what is not there; what is there with the right size stays as it is."""
        for path, size in self._paths(torrent):
            if path.is_file() and path.stat().st_size == size:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.truncate(size)

    def erase(self, torrent: SimulatedTorrent) -> None:
        """Delete the torrent's files, and the folders that are empty then."""
        for path, _ in self._paths(torrent):
            path.unlink(missing_ok=True)
            self._tidy(path.parent, Path(torrent.text("save_path")))

    def move(self, torrent: SimulatedTorrent, save_path: str) -> None:
        """Take the files along to another save path."""
        for (path, _), file in zip(self._paths(torrent), self._wanted(torrent), strict=True):
            target = Path(save_path) / file
            if path.exists() and self._inside(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(path, target)
                self._tidy(path.parent, Path(torrent.text("save_path")))

    def _wanted(self, torrent: SimulatedTorrent) -> list[str]:
        save_path = Path(torrent.text("save_path"))
        return [file.name for file in torrent.files if file.priority and self._inside(save_path / file.name)]

    def _paths(self, torrent: SimulatedTorrent) -> list[tuple[Path, int]]:
        sizes = {file.name: file.size for file in torrent.files}
        save_path = Path(torrent.text("save_path"))
        return [(save_path / name, sizes[name]) for name in self._wanted(torrent)]

    def _inside(self, path: Path) -> bool:
        return bool(self.folder) and path.resolve().is_relative_to(Path(self.folder or "").resolve())

    def _tidy(self, folder: Path, save_path: Path) -> None:
        while folder.is_dir() and folder not in (save_path, self.folder) and self._inside(folder):
            if any(folder.iterdir()):
                return
            folder.rmdir()
            folder = folder.parent
