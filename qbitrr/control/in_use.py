"""Which database the running qbitrr uses, so that no command works on another."""

from __future__ import annotations

from pathlib import Path

from ..processes import running
from ..store.where import is_url, named
from .trouble import Trouble

_FILE = "database"


def note(run_folder: Path, database: str) -> None:
    """Write down, before it runs, which one it will use."""
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
    """There is one file in a data folder, by whatever path people come to it."""
    return named(database) if is_url(database) else "the file"
