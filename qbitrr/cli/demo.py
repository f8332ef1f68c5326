"""``qbitrr demo``: the demonstration in a folder of its own, and nothing left of it afterwards."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ..control.trouble import Trouble
from ..control.words import listed
from ..demo.films import PLUGINS
from ..demo.interrupts import deafen, interruptible
from ..demo.program import Program
from ..demo.screen import Screen
from ..demo.stage import SimulatedStage, Stage
from ..demo.story import Story
from ..errors import QbitrrError
from ..plugins import installed

INTERRUPTED = 130
"""The exit status of what was ended with Ctrl-C."""


def demo(*, keep: bool, stage: Callable[[Path], Stage] = SimulatedStage) -> int:
    """Show it; the exit status, 1 when a scene did not happen. ``keep`` leaves the folder. Raises Trouble."""
    missing = sorted(PLUGINS - {entry.name for entry in installed()})
    if missing:
        raise Trouble(f"The demonstration needs the plugins {listed(sorted(PLUGINS))}; missing: {listed(missing)}.")
    folder = Path(tempfile.mkdtemp(prefix="qbitrr-demo-"))
    with interruptible(), Screen() as screen:
        try:
            status, program = _told(folder, screen, stage)
        finally:
            if not keep:
                shutil.rmtree(folder, ignore_errors=True)
        left = program.left()
        what = f"The folder is kept: {folder}" if keep else "its folder is gone"
        if left:
            screen.result(f"Processes that should have ended still run: {listed(sorted(map(str, left)))}.", good=False)
            return status or 1
        screen.heading(f"{screen.seconds:.0f} s. Everything is stopped, nothing is left running; {what}.")
        return status


def _told(folder: Path, screen: Screen, stage: Callable[[Path], Stage]) -> tuple[int, Program]:
    """The exit status, and the processes that were started, which have been told to end."""
    program = Program(folder / "data", width=screen.width - 2)
    try:
        with stage(folder) as place, Story(place, folder, screen, program) as story:
            try:
                story.tell()
                if story.link and screen.watched:
                    _stay(screen, story)
            except QbitrrError as error:
                screen.result(f"This did not happen: {error}.", good=False)
                screen.plain(program.console())
                return 1, program
            finally:
                deafen()
                screen.clear()
    except KeyboardInterrupt:
        screen.heading("Interrupted.")
        return INTERRUPTED, program
    return 0, program


def _stay(screen: Screen, story: Story) -> None:
    """Let people look at the page until they have seen enough."""
    screen.clear()
    screen.heading(f"That is all. Look around on the page: {story.link}")
    screen.heading("Ctrl-C ends it.")
    with suppress(KeyboardInterrupt):
        story.go_on()
