"""Prowlarr for qbitrr."""

from __future__ import annotations

from .plugin import Prowlarr

__all__ = ["Prowlarr"]
