"""The program ``qbitrr``, also ``python -m qbitrr``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. Ends by SystemExit: 0 when all is well, 1 in trouble, 2 when it was used wrongly."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["notify"] and "--help" not in arguments:
        from .cli.notify import main as notify  # noqa: PLC0415 -- qBittorrent waits for it: nothing else is imported

        sys.exit(notify(arguments[1:]))
    from .cli.app import main as command_line  # noqa: PLC0415

    command_line()


if __name__ == "__main__":
    main()
