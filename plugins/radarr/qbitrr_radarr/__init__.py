"""Radarr for qbitrr."""

from __future__ import annotations

from .plugin import Radarr

__all__ = ["Radarr"]
