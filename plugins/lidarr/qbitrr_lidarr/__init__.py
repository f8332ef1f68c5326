"""Lidarr for qbitrr."""

from __future__ import annotations

from .plugin import Lidarr

__all__ = ["Lidarr"]
