"""Have a command done in a process of its own, as a person would, and take its answer. See ADR 0012."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

from ..config.places import DATA_FOLDER
from .trouble import Misuse, Trouble

PATIENCE = 120.0
"""Seconds; a plan of a large client takes half a minute."""

WELL: Collection[int] = (0,)


def answer(
    data_folder: Path, *words: str, ok: Collection[int] = WELL, patience: float = PATIENCE, given: str | None = None
) -> object:
    """What ``qbitrr WORDS --json`` prints, read. ``given`` is what it reads from standard input.

    What comes from outside belongs behind a ``--``, so that it is never taken for an option. Raises Trouble (Misuse
    where the command did) with its own sentence. ``ok`` are the exit statuses that come with an answer: some commands
    say by theirs that not all is well.
    """
    end = words.index("--") if "--" in words else len(words)
    command = [sys.executable, "-m", "qbitrr", *words[:end], "--json", *words[end:]]
    environ = {**os.environ, DATA_FOLDER: str(data_folder)}  # plugins' own commands have no option for it
    try:
        done = subprocess.run(  # noqa: S603 -- ourselves
            command, input=given or "", env=environ, capture_output=True, text=True, timeout=patience, check=False
        )
    except ValueError as error:
        raise Misuse("What was given has a character in it that no command can take.") from error
    except subprocess.TimeoutExpired as error:
        raise Trouble(f"qbitrr {words[0]} did not answer within {patience:.0f} s.") from error
    if done.returncode not in ok:
        raise (Misuse if done.returncode == 2 else Trouble)(_sentence(done.stderr) or f"qbitrr {words[0]} failed.")
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        raise Trouble(f"qbitrr {words[0]} gave no answer that makes sense. {_sentence(done.stderr)}".strip()) from error


def _sentence(stderr: str) -> str:
    """What it said, on one line."""
    return " ".join(filter(None, map(str.strip, stderr.splitlines())))
