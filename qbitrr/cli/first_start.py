"""Before there is anything to run: write the configuration file, and say what is to be filled in."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from types import FrameType

from .. import page
from ..config.configuration import Configuration
from ..config.environment import UNSET, flat, variables
from ..config.problems import ConfigError
from ..config.read import read
from ..config.template import example
from ..config.template import init as write_example
from ..control.place import Place
from ..control.trouble import Trouble
from .installed import models
from .sentences import warn

LOOK_EVERY = 2.0
"""Seconds between two looks at a file that is to be filled in."""


def init(place: Place) -> int:
    """Write the file unless there is one; the exit status. Raises ConfigError."""
    from .output import say  # noqa: PLC0415 -- the supervisor passes here, and needs no tables

    asked = write_example(place.config_file, models())
    if asked is None:
        warn(f"{place.config_file} is there already and stays as it is. See it with: qbitrr config show")
        return 1
    say(f"Wrote {place.config_file}. Fill in:", *(f"  {key}" for key in asked), "Then check it: qbitrr config check")
    return 0


def example_file(*, json: bool) -> None:
    from .output import emit  # noqa: PLC0415 -- as above

    text = example(models())
    if json:
        emit({"text": text})
    else:
        sys.stdout.write(text)


def ready(place: Place, environ: Mapping[str, str] = os.environ) -> bool:
    """Is there anything to run? If not, say what is to be filled in.

    Where the page can run, it does, for people to fill it in there; else a container waits until it is filled in.
    Raises ConfigError.
    """
    if not place.config_file.exists() and not place.config_file.is_symlink():
        _write_elsewhere(place)
        warn(f"This is the first start: wrote {place.config_file}.")
    in_container = bool(environ.get("QBITRR_DOCKER_RUNNING"))
    lacking = (lacking_or_broken if in_container else missing)(place, environ)
    if not lacking:
        return True
    warn("There is nothing to look after yet:", *(f"  {sentence}" for sentence in lacking))
    if _page_runs(place):
        warn(f"Fill it in on the page, whose address follows, or in {place.config_file} and run: qbitrr reload")
        return True
    if not in_container:
        warn(f"Fill it in (edit {place.config_file}, or set the environment variables named there), then start again.")
        return False
    _wait(place, environ)
    return True


def _page_runs(place: Place) -> bool:
    """Whether the page is installed and will be there, which takes a file that can be read."""
    try:
        return page.target() is not None and page.is_wanted(place.configuration())
    except ConfigError:
        return False


def _write_elsewhere(place: Place) -> None:
    """Write the file in another process: it imports every plugin, and the supervisor imports none."""
    command = [sys.executable, "-m", "qbitrr", "config", "init", "--data", str(place.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- ourselves
    if done.returncode:
        raise Trouble(done.stderr.strip() or f"{place.config_file} could not be written.")


def missing(place: Place, environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """What keeps everything from running; empty when one section can. Raises ConfigError."""
    configuration = place.configuration()
    unfilled = dict(_unfilled(read(place.config_file), environ))
    sections = [one.name for one in configuration.workers]
    if any(name not in unfilled for name in sections):
        return ()
    if not sections and not configuration.unfilled:
        return (*_fatal(configuration), "no section such as [Radarr] says what is to be looked after")
    needed = tuple(_said(name, unfilled[name]) for name in unfilled if name not in configuration.unfilled)
    choice = [_said(name, unfilled[name]) for name in configuration.unfilled if name in unfilled]
    return (*needed, *(["and at least one of these:"] if choice and not sections else []), *choice)


def _said(section: str, keys: list[str]) -> str:
    return f"[{section}] {', '.join(keys)}"


def lacking_or_broken(place: Place, environ: Mapping[str, str]) -> tuple[str, ...]:
    """As ``missing``, but a file that cannot be read, perhaps because it is just being edited, is lacking too."""
    try:
        return missing(place, environ)
    except ConfigError as error:
        return (str(error),)


def _unfilled(document: Mapping[str, object], environ: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """The sections with keys that the file leaves open and the environment does not set."""
    known = variables(environ)
    for name, table in document.items():
        if isinstance(table, dict):
            keys = [key for key, value in table.items() if value == UNSET and flat(name, key) not in known]
            if keys:
                yield name, keys


def _fatal(configuration: Configuration) -> tuple[str, ...]:
    return tuple(str(problem) for problem in configuration.problems if problem.fatal)


def _wait(place: Place, environ: Mapping[str, str]) -> None:
    """Look at the file whenever it changes. Ends by SystemExit when told to end."""
    before = {number: signal.signal(number, _end) for number in (signal.SIGTERM, signal.SIGINT)}
    warn("qbitrr waits until it is filled in, and then starts by itself.")
    seen = _changed_at(place)
    lacking: tuple[str, ...] = ("",)
    while lacking:
        time.sleep(LOOK_EVERY)
        if _changed_at(place) != seen:
            seen = _changed_at(place)
            lacking = lacking_or_broken(place, environ)
            warn(*lacking)
    for number, handler in before.items():
        signal.signal(number, handler)


def _changed_at(place: Place) -> int:
    """When the file was written last; 0 while an editor has it away."""
    return place.config_file.stat().st_mtime_ns if place.config_file.exists() else 0


def _end(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
