"""By which name an indexer is known, whichever app tells of it."""

from __future__ import annotations

SUFFIX = " (Prowlarr)"
"""Prowlarr adds it to an indexer's name in every app that it passes the indexer on to."""


def plain_name(name: str) -> str:
    """The name as Prowlarr itself has it, in one line that can be written anywhere."""
    line = " ".join(name.encode(errors="replace").decode().split())
    return line.removesuffix(SUFFIX)
