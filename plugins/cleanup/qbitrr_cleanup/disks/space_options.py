"""The options of the rule for free space."""

from __future__ import annotations

from pydantic import Field

from qbitrr import PluginConfig, Size

GIB = 1 << 30


class Folder(PluginConfig):
    """[[qBit.Plugins.space.Folders]]: a folder of the client that lies on a disk of its own."""

    folder: str = Field(min_length=1, description="The folder as qBittorrent calls it.")
    path: str = Field(
        default="",
        description="The same folder as qbitrr sees it. Empty: as Settings.PathMappings say, or under the same name.",
    )
    keep_free: Size | None = Field(
        default=None, description="So much of its disk stays free. Without it, or -1: KeepFree of the rule."
    )


class Options(PluginConfig):
    """How much of each disk stays free."""

    keep_free: Size = Field(default=10 * GIB, description="So much of a disk stays free.")
    folder: str = Field(
        default="",
        description="A folder on the disk, as qbitrr sees it. Empty: qBittorrent says how much is free where it saves.",
    )
    folders: tuple[Folder, ...] = Field(
        default=(), description="Folders on other disks, each a table with Folder, Path and KeepFree."
    )
    spare: Size = Field(default=GIB, description="What waits goes on only when so much more is free than it needs.")
    preallocated: bool = Field(
        default=False,
        description="qBittorrent pre-allocates disk space: a download that has begun has all of its room already.",
    )
