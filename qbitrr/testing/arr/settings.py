"""What a simulated Arr is set to, as tests and demos change it. Times in seconds."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class PathMapping:
    """A remote path mapping: ``host`` must equal the host that the download client is configured with."""

    host: str
    remote: str
    local: str


@dataclass(slots=True, kw_only=True)
class Settings:
    """The switches of the app first, then how long things take in the simulation."""

    completed_handling: bool = True
    auto_redownload_failed: bool = True
    auto_redownload_from_interactive: bool = True
    remove_completed: bool = True
    remove_failed: bool = True
    availability_delay_days: int = 0
    path_mappings: list[PathMapping] = field(default_factory=list)

    import_takes: float = 0.0
    search_takes: float = 0.0  # for each item
    command_takes: float = 0.0  # before any command does its work
    startup_takes: float = 5.0
    first_refresh_after: float = 30.0
    grab_shows_after: float = 5.0

    def local_path(self, host: str, remote: str) -> str:
        """A path of the client's as the app sees it."""
        for mapping in self.path_mappings:
            if mapping.host.lower() == host.lower() and PurePosixPath(remote).is_relative_to(mapping.remote):
                return str(PurePosixPath(mapping.local) / PurePosixPath(remote).relative_to(mapping.remote))
        return remote
