"""The calls that add and remove trackers."""

from __future__ import annotations

from urllib.parse import unquote

from ..http import Reply
from .call import Answer, Call, Refused
from .torrents import SimulatedTorrent, SimulatedTracker


def add_trackers(call: Call) -> Reply:
    """Whatever stands on a line of its own is taken for a tracker; one that is there stays as it is."""
    torrent = _torrent(call)
    if torrent:
        known = {tracker.url for tracker in torrent.trackers}
        new = [url for url in dict.fromkeys(call.words("urls", "\n")) if url not in known]
        added = [SimulatedTracker(url=url, answer="not contacted") for url in new]
        call.client.change(torrent, {"trackers": (*torrent.trackers, *added)})
    return _done(call)


def remove_trackers(call: Call) -> Reply:
    """From 5 on the URLs are percent-decoded first. One that is not there is passed over."""
    torrent = _torrent(call)
    if torrent:
        said = call.words("urls", "|")
        gone = set(said if call.client.dialect.generation < 5 else map(unquote, said))
        call.client.change(torrent, {"trackers": [one for one in torrent.trackers if one.url not in gone]})
    return _done(call)


def _torrent(call: Call) -> SimulatedTorrent | None:
    """The one that is named; the newest version passes over one that it does not have."""
    call.need("hash", "urls")
    torrent = call.client.torrents.get(call.text("hash").lower())
    if not torrent and not call.client.dialect.newest:
        raise Refused(404)
    return torrent


def _done(call: Call) -> Reply:
    return Reply(204, b"", "") if call.client.dialect.newest else Reply.text("")


TRACKER_EDITS: dict[str, Answer] = {
    "torrents/addTrackers": add_trackers,
    "torrents/removeTrackers": remove_trackers,
}
