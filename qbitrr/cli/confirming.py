"""A person's typed word for what cannot be undone: the beginning of the hash of the torrent that is meant."""

from __future__ import annotations

import typer

from ..control.candidates import Candidate
from ..control.trouble import Trouble

ENOUGH = 8
"""Digits of the hash that are enough."""


def confirm(meant: Candidate, typed: str | None) -> None:
    """Ask for it, unless it was ``typed`` on the command line already. Raises Trouble when it is another one's."""
    if typed is None:
        typed = typer.prompt(f"To go on, type the first {ENOUGH} characters of its hash, {meant.hash}", err=True)
    word = typed.strip().casefold()
    if len(word) < ENOUGH or not meant.hash.casefold().startswith(word):
        raise Trouble(f"That is not how the hash of {meant.name} begins: nothing was changed.")
