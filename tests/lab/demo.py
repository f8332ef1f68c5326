"""``make demo``: the story of ``qbitrr demo`` with a real qBittorrent, or the simulated one where there is none."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from qbitrr.cli.demo import demo
from tests.lab.presence import missing
from tests.lab.stage import LabStage


def main(arguments: Sequence[str]) -> int:
    """The exit status: that of ``qbitrr demo``."""
    if set(arguments) - {"--keep"}:
        sys.stderr.write("Usage: python -m tests.lab.demo [--keep]\n")
        return 2
    keep = "--keep" in arguments
    if lacking := missing():
        sys.stdout.write(f"The simulated client has to do: {'; '.join(lacking)}.\n")
        sys.stdout.flush()
        return demo(keep=keep)
    return demo(keep=keep, stage=lambda _folder: LabStage())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
