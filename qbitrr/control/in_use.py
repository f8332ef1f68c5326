"""Which database the running qbitrr uses, so that no command works on another."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..processes import running
from .trouble import Trouble

_FILE = "database"


def note(run_folder: Path, database: str) -> None:
    """Write down, before it runs, which one it will use: not its URL, which has a password in it."""
    run_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (run_folder / _FILE).write_text(_mark(database), encoding="utf-8")


def refuse_another(run_folder: Path, database: str) -> None:
    """Raises Trouble when a qbitrr runs there that uses another database than this one."""
    try:
        noted = (run_folder / _FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    if noted != _mark(database) and running.holder(run_folder) is not None:
        raise Trouble(
            "The configuration names another database than the one that the running qbitrr uses. Stop it and start it "
            "again, or put [Settings] Database back."
        )


def _mark(database: str) -> str:
    return hashlib.sha256(database.encode()).hexdigest()
