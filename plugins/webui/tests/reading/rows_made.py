"""Rows of the list for tests: sensible by default, so that a test shows only what matters to it."""

from qbitrr_webui.live.rows import Row
from qbitrr_webui.live.snapshot import Snapshot

from qbitrr.control.sections import Thought
from qbitrr.testing.builders import make_torrent, make_view


def row(number=1, *, health="healthy", held=False, rejected=False, kept="", thought=None, **torrent):
    """A torrent with the hash of a number, and a thought of it."""
    one = make_torrent(hash=f"{number:040x}", name=torrent.pop("name", f"Film.{number}"), **torrent)
    told = Thought(client=one.client, hash=one.hash, health=health, **{"owner": "Radarr", **(thought or {})})
    return Row(one, told, held, rejected, kept)


def snapshot(*rows, **fields):
    """Everything that clients have, wholly known."""
    clients = {one.torrent.client: make_view() for one in rows} or {"qBit": make_view()}
    return Snapshot(
        **{"version": 7, "rows": {one.torrent.key: one for one in rows}, "clients": clients, "ready": True, **fields}
    )
