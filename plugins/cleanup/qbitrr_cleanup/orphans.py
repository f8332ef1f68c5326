"""Find files that no torrent of any client owns; move them aside when a person says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from qbitrr import HOOK_API, Duration, Host, PluginConfig, Unavailable, hookimpl

from .disks.strays import NotCertain, Owners, Stray, find, move

if TYPE_CHECKING:
    from typer import Typer

FEW = 20
"""So many strays are believed however large their share is."""


class Options(PluginConfig):
    """Where to look for files that no torrent owns, and what to do with them."""

    folders: tuple[Path, ...] = Field(
        default=(), description="The download folders to look through, as qbitrr sees them."
    )
    holding_folder: Path | None = Field(
        default=None, description="Where strays are moved to, on the same disk and outside of Folders."
    )
    move: bool = Field(
        default=False, description="Move strays aside by itself. Otherwise only `qbitrr orphans --move` does."
    )
    every: Duration = Field(default=timedelta(days=1), description="How often to look.")
    min_age: Duration = Field(
        default=timedelta(days=1), description="A file that changed less than this ago is not a stray yet."
    )
    max_share: float = Field(
        default=0.2, ge=0, le=1, description="When more than this share of all files are strays, none is moved."
    )
    ignore: tuple[str, ...] = Field(
        default=(), description='Names, or paths below a folder, that are no strays, such as "*.nfo" or "manual/*".'
    )


class Orphans:
    """Looks beside the cycle, for it takes its time; moves nothing while any client answers incompletely."""

    hook_api = HOOK_API
    Config = Options

    def __init__(self, config: Options) -> None:
        self.config = config
        self._host: Host | None = None
        self._looked: datetime | None = None

    @hookimpl
    def qbitrr_worker_start(self, host: Host) -> None:
        self._host = host

    @hookimpl
    def qbitrr_tend(self, now: datetime) -> Sequence[str] | None:
        if self._host is None or (self._looked and timedelta(0) <= now - self._looked < self.config.every):
            return None
        self._looked = now
        try:
            strays, count = self.look(self._host, now)
            if not self.config.move or self._host.dry_run or self._host.observing or not strays:
                return [f"{summed(strays)} belong to no torrent: see `qbitrr orphans`"] if strays else None
            return self.take_away(strays, count, now)
        except NotCertain as error:
            raise Unavailable(str(error)) from error

    @hookimpl
    def qbitrr_commands(self, host: Host) -> Typer:
        from .disks.orphans_command import command  # noqa: PLC0415 -- only the command line needs it

        return command(self, host)

    def look(self, host: Host, now: datetime) -> tuple[tuple[Stray, ...], int]:
        """The strays, and how many files there are in all. Raises NotCertain, and Unavailable."""
        if not self.config.folders:
            raise NotCertain("no folder is configured: write Folders = [...]")
        owners = Owners.of(host.inventory(), host.local_path)
        holding = self.config.holding_folder
        strays, count = find(
            self.config.folders, owners, now=now, min_age=self.config.min_age, ignore=self.config.ignore
        )
        return tuple(one for one in strays if not holding or not one.path.is_relative_to(holding)), count

    def take_away(self, strays: Sequence[Stray], count: int, now: datetime) -> list[str]:
        """Move strays aside; a sentence for each thing that was done or was not. Raises NotCertain."""
        if self.config.holding_folder is None:
            raise NotCertain("no folder to move strays to is configured: write HoldingFolder = ...")
        if len(strays) > max(FEW, self.config.max_share * count):
            raise NotCertain(
                f"{len(strays)} of {count} files would be strays, more than the {self.config.max_share:.0%} allowed: "
                "is a qBittorrent missing in the configuration, or a path not mapped?"
            )
        moved, left = move(strays, self.config.holding_folder, now)
        told = [f"{len(moved)} files moved to {self.config.holding_folder}"] if moved else []
        return [*told, *(f"not moved: {one}" for one in left)]


def summed(strays: Sequence[Stray]) -> str:
    return f"{len(strays)} files ({sum(one.size for one in strays) / (1 << 30):.1f} GiB)"
