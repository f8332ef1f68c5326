"""Whisparr for qbitrr."""

from __future__ import annotations

from .plugin import Whisparr, Whisparr3

__all__ = ["Whisparr", "Whisparr3"]
