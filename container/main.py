"""What is done under each name: prepare and start, run one command of qbitrr, or say how it is."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from .health import trouble
from .identity import Refused, become, identity_of
from .layout import Layout
from .plugins import bring_up
from .volume import give, require_writable

log = logging.getLogger("container")


def main(words: Sequence[str]) -> NoReturn:
    """Do what the program was called for. Ends as the command that it becomes, or by SystemExit."""
    logging.basicConfig(format="%(asctime)s %(levelname)-5s container  %(message)s", datefmt="%H:%M:%S", level="INFO")
    layout = Layout.of_this_python()
    name, *arguments = Path(words[0]).name, *words[1:]
    try:
        if name == "healthy":
            _say_health(layout)
        if name == "qbitrr":
            become(identity_of(os.environ), os.environ)
            _execute([str(layout.qbitrr), *arguments])
        _start(layout, arguments or ["qbitrr", "run"])
    except Refused as refusal:
        log.error("%s", refusal)  # noqa: TRY400 -- a sentence for a person
        sys.exit(1)


def _start(layout: Layout, command: list[str]) -> NoReturn:
    """Make the volume ready for whoever qbitrr is to be, become that, and start."""
    signal.signal(signal.SIGTERM, _end)
    identity = identity_of(os.environ)
    if os.geteuid() == 0:
        give(layout.volume, identity)
    become(identity, os.environ)
    if command[:2] == ["qbitrr", "run"]:
        require_writable(layout.volume)
        bring_up(layout, os.environ)
    if command[0] == "qbitrr":
        command = [str(layout.qbitrr), *command[1:]]
    _execute(command)


def _execute(command: list[str]) -> NoReturn:
    try:
        os.execvp(command[0], command)  # noqa: S606 -- what the image was started for
    except OSError as error:
        raise Refused(f"{command[0]} cannot be started: {error.strerror}.") from error


def _say_health(layout: Layout) -> NoReturn:
    said = trouble(layout.volume)
    sys.stdout.write(f"{said or 'healthy'}\n")
    sys.exit(1 if said else 0)


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(0)
