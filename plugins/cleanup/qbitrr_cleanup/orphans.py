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
"""So many strays are believed however large their share is, where any share is."""


class Options(PluginConfig):
    """Where to look for files that no torrent owns, and what to do with them."""

    folders: tuple[Path, ...] = Field(
        default=(), description="The download folders to look through, as qbitrr sees them."
    )
    holding_folder: Path | None = Field(
        default=None, description="Where strays are moved to, on the same disk. What lies in it is no stray."
    )
    move: bool = Field(
        default=False, description="Move strays aside by itself. Otherwise only `qbitrr orphans --move` does."
    )
    every: Duration = Field(default=timedelta(days=1), description="How often to look.")
    min_age: Duration = Field(
        default=timedelta(days=1), description="A file that changed less than this ago is not a stray yet."
    )
    max_share: float = Field(
        default=0.2,
        ge=0,
        le=1,
        description="When more than this share of all files are strays, and more than 20, none is moved. 0: none is "
        "ever moved.",
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
            return self.take_away(self._host, strays, count, now)
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
        return find(
            self.config.folders,
            owners,
            now=now,
            min_age=self.config.min_age,
            ignore=self.config.ignore,
            apart=() if holding is None else (holding,),
        )

    def take_away(self, host: Host, strays: Sequence[Stray], count: int, now: datetime) -> list[str]:
        """Move strays aside; a sentence for each thing that was done or was not. Raises NotCertain, and Unavailable.

        Who owns what is asked again: looking takes minutes, and a torrent may have come to its old files meanwhile.
        """
        if self.config.holding_folder is None:
            raise NotCertain("no folder to move strays to is configured: write HoldingFolder = ...")
        share = self.config.max_share
        if not share or len(strays) > max(FEW, share * count):
            raise NotCertain(
                f"{len(strays)} of {count} files would be strays, more than the {share:.0%} allowed: "
                "is a qBittorrent missing in the configuration, or a path not mapped?"
            )
        owners = Owners.of(host.inventory(), host.local_path)
        strays = [one for one in strays if not owners.own(one.path)]
        moved, left = move(strays, self.config.holding_folder, now)
        told = [f"{len(moved)} files moved to {self.config.holding_folder}"] if moved else []
        return [*told, *(f"not moved: {one}" for one in left)]


def summed(strays: Sequence[Stray]) -> str:
    return f"{len(strays)} files ({sum(one.size for one in strays) / (1 << 30):.1f} GiB)"
