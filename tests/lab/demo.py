"""``make demo``: the story of ``qbitrr demo`` with a real qBittorrent, or the simulated one where there is none."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from qbitrr.cli.demo import demo
from tests.lab.clients import available
from tests.lab.presence import missing
from tests.lab.stage import LabStage


def main(arguments: Sequence[str]) -> int:
    """The exit status: that of ``qbitrr demo``."""
    versions = list(available())
    parser = argparse.ArgumentParser(prog="python -m tests.lab.demo", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="leave its folder where it is")
    parser.add_argument("--version", choices=versions, default="", help="which client, by default the newest")
    chosen = parser.parse_args(arguments)
    if lacking := missing():
        sys.stdout.write(f"The simulated client has to do: {'; '.join(lacking)}.\n")
        sys.stdout.flush()
        return demo(keep=chosen.keep)
    return demo(keep=chosen.keep, stage=lambda _folder: LabStage(chosen.version))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
