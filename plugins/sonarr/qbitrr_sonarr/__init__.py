"""Sonarr for qbitrr."""

from __future__ import annotations

from .plugin import Sonarr

__all__ = ["Sonarr"]
