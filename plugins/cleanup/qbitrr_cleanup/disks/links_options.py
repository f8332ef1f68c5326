"""The options of the links rule."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pydantic import Field

from qbitrr import Duration, PluginConfig


class Options(PluginConfig):
    """What hard links mean."""

    keep_shared: bool = Field(
        default=True,
        description="Keep a torrent whose files another download has too: removing it frees nothing. What is not "
        "known counts as shared.",
    )
    keep_last_copy: bool = Field(
        default=False,
        description="Keep an imported torrent of which the library has no file: its own was deleted or replaced, or is "
        "a copy rather than a hard link.",
    )
    tag_last_copy: str = Field(
        default="", description="A tag for such torrents, as far as this rule does not keep them anyway. Empty: none."
    )
    download_folders: tuple[Path, ...] = Field(
        default=(),
        description="Where downloads are, as qbitrr sees them. Empty: the save paths of all complete torrents.",
    )
    every: Duration = Field(
        default=timedelta(hours=1), description="How often links are counted, in a thread of its own."
    )
