"""How a complete download is handed to the app: it is asked to look, or told a folder, and nothing is ever moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qbitrr import Torrent

from .failures import past_of
from .fields import number, text, when
from .paths import PathMapping, to_arr

if TYPE_CHECKING:
    from .edge import Edge


@dataclass(frozen=True, slots=True)
class Look:
    """A look of the app at its downloads, in a sentence; ``passed_by``: it had begun before it was asked for."""

    command: int | None = None
    detail: str = ""
    passed_by: bool = False


def refresh(edge: Edge, last: Look) -> Look:
    """Ask the app to look at its downloads: it imports what is complete, in its own way.

    While it looks it answers with the look that it has begun, and makes no other: one of its own, or our ``last``.
    """
    kind = edge.app.kind
    command = edge.command(edge.app.refresh_command)
    given, ours = number(command, "id"), text(command, "trigger").lower() == "manual"
    if text(command, "status") == "started" and (given == last.command or not ours):
        return Look(given, f"{kind} was looking at its downloads already, and is asked again", passed_by=True)
    return Look(given, f"{kind} was asked to look at its downloads")


def has_seen(edge: Edge, torrent: Torrent, look: int | None) -> bool:
    """Whether the app has looked at its downloads since it grabbed this one, or since that ``look`` was asked for.

    Files that it is told to scan before, or before it looks after a restart, it imports as those of no download: its
    history would never say what became of this one.
    """
    grab = past_of(edge, torrent).grabbed(torrent.hashes)
    for order in edge.read_all("command"):
        if text(order, "name") == edge.app.refresh_command and text(order, "status") == "completed":
            began = when(order, "started")
            if number(order, "id") == look or (grab and began and began > grab.at):
                return True
    return False


def scan(edge: Edge, torrent: Torrent, mappings: tuple[PathMapping, ...], tried_at: datetime | None) -> str:
    """Have one folder imported by an app that does not look by itself; never moving, or data is lost."""
    path = to_arr(torrent.content_path, mappings)
    if tried_at and _scanned(edge, path, tried_at):
        return f"{edge.app.kind} has already been told to import {path}"
    edge.command(edge.app.scan_command, path=path, downloadClientId=download_id(torrent), importMode="copy")
    return f"{edge.app.kind} was told to import {path} by link or copy"


def has_own_place(torrent: Torrent) -> bool:
    """Whether its files lie in a folder or file of their own; where not, a scan would take in other torrents' files."""
    path, folder = torrent.content_path.rstrip("/\\"), torrent.save_path.rstrip("/\\")
    return path != folder and (path.startswith(("/", "\\\\")) or path[1:3] in (":\\", ":/"))


def download_id(torrent: Torrent) -> str:
    """The app's name for a torrent; it compares it letter by letter."""
    return torrent.hash.upper()


def _scanned(edge: Edge, path: str, after: datetime) -> bool:
    for order in edge.read_all("command"):
        queued = when(order, "queued")
        body = order.get("body")
        same = isinstance(body, dict) and body.get("path") == path
        if text(order, "name") == edge.app.scan_command and same and queued and queued >= after - timedelta(seconds=2):
            return True
    return False
