"""Wake the client processes. qBittorrent runs this when a download ends: it imports little, and is quick."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ..config.places import data_folder
from ..control.waking import wake

USAGE = "Usage: qbitrr notify [HASH] [--data FOLDER]"


def main(arguments: Sequence[str]) -> int:
    """The exit status. The hash is for people who read process lists: a look at the client finds what is new."""
    folder = data_folder(os.environ)
    rest = list(arguments)
    hashes = 0
    while rest:
        word = rest.pop(0)
        if word == "--data" and rest:
            folder = Path(rest.pop(0)).expanduser()
        elif word.startswith("--data="):
            folder = Path(word.removeprefix("--data=")).expanduser()
        elif word.startswith("-") or hashes:
            return _say(f"{word!a} is not understood. {USAGE}", 2)
        else:
            hashes += 1
    if not wake(folder):
        return _say(
            f"Nobody was woken: no qbitrr runs on {folder}. Start it with `qbitrr run`, or name its folder "
            "with --data or QBITRR_OVERRIDES_DATA_PATH.",
            1,
        )
    return 0


def _say(sentence: str, status: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    return status
